import type { Scalar } from '../shared/aggregate.js';

/**
 * What one act did to one record: part (`root` or a child or appended part) → row id → property → [before, after].
 * A new row has `id: [null, id]`, a removed one `id: [id, null]`. The root's `version` is not part of it.
 */
export type RecordDiff = Record<string, Record<string, Record<string, [Scalar, Scalar]>>>;

/** `relied-on`: the act depended on the record as it was, and changed nothing in it. */
export type EntryKind = 'created' | 'changed' | 'relied-on';

export type ActOutcome = 'done' | 'refused';

/** JSON with sorted keys: the same change is the same bytes. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

export function encodeDiff(diff: RecordDiff): Buffer {
  return Buffer.from(canonicalJson(diff), 'utf8');
}

export function decodeDiff(bytes: Buffer | Uint8Array | string): RecordDiff {
  return JSON.parse(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')) as RecordDiff;
}
