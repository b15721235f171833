import type { Scalar } from '../shared/aggregate.js';
import { partsOf, type AggregateMap } from './aggregate-map.js';
import { decodeDiff, type RecordDiff } from './audit-trail.js';
import { columnsOf, type ColumnInfo } from './database/columns.js';
import type { Reads } from './database/snapshot.js';
import { limit, sql } from './database/sql.js';

export type FoldedRow = Record<string, Scalar>;

/** One record as its audit entries leave it, version by version. */
export interface FoldedRecord {
  id: string;
  /** The highest version the trail knows. */
  version: number;
  entries: number;
  /** Part (`root` included) → row id → row. */
  parts: Map<string, Map<string, FoldedRow>>;
  /** Where the trail contradicts itself: a missing version, a before that is not what came before. */
  contradictions: string[];
}

interface StoredEntry {
  recordId: string;
  version: number;
  diff: Buffer | string;
}

const PAGE = 500;

/** Every record of a type, rebuilt from its entries alone, in the order of record ids; holds one record and one page at a time. */
export async function* foldedRecords(reads: Reads, map: AggregateMap): AsyncGenerator<FoldedRecord> {
  let current: FoldedRecord | undefined;
  for await (const entry of storedEntries(reads, map.type)) {
    if (current && current.id !== entry.recordId) {
      yield finished(map, current);
      current = undefined;
    }
    current ??= { id: entry.recordId, version: 0, entries: 0, parts: new Map(), contradictions: [] };
    apply(map, current, entry);
  }
  if (current) yield finished(map, current);
}

async function* storedEntries(reads: Reads, type: string): AsyncGenerator<StoredEntry> {
  let last: StoredEntry = { recordId: '', version: 0, diff: '' };
  for (;;) {
    const page = await reads.all<StoredEntry>(sql`
      SELECT record_id AS recordId, version, diff FROM audit_entries
      WHERE record_type = ${type} AND record_id >= ${last.recordId} AND (record_id > ${last.recordId} OR version > ${last.version})
      ORDER BY record_id, version ${limit(PAGE)}`);
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)!;
  }
}

function apply(map: AggregateMap, record: FoldedRecord, entry: StoredEntry): void {
  if (entry.version !== record.version + 1) record.contradictions.push(`version ${record.version + 1} is missing before version ${entry.version}`);
  record.version = entry.version;
  record.entries += 1;
  const rowClasses = partsOf(map);
  for (const [part, rows] of Object.entries(decodeDiff(entry.diff))) applyPart(record, part, rows, rowClasses[part] ? columnsOf(rowClasses[part]) : []);
}

function applyPart(record: FoldedRecord, part: string, rows: RecordDiff[string], columns: readonly ColumnInfo[]): void {
  let known = record.parts.get(part);
  if (!known) record.parts.set(part, (known = new Map()));
  for (const [rowId, fields] of Object.entries(rows)) {
    const standing = known.get(rowId);
    const row = standing ?? {};
    for (const [property, [before, after]] of Object.entries(fields)) {
      const was = row[property] ?? (standing ? unwritten(columns.find((column) => column.property === property)) : null);
      if (was !== before) record.contradictions.push(`version ${record.version} says ${part} ${property} was ${String(before)}, the versions before it say ${String(was)}`);
      row[property] = after;
    }
    if (fields.id && fields.id[1] === null) known.delete(rowId);
    else known.set(rowId, row);
  }
}

/** What a column holds in rows that are older than it: a column added later starts empty, or at 0, or as it declares. */
function unwritten(column: ColumnInfo | undefined): Scalar {
  if (column?.startsAs !== undefined) return column.startsAs;
  if (!column || column.nullable) return null;
  if (column.kind === 'cents' || column.kind === 'whole') return 0;
  return column.kind === 'key' || column.kind === 'text' ? '' : null;
}

/** What the diffs leave out: columns that were never anything but empty or came later, and the root's version. */
function finished(map: AggregateMap, record: FoldedRecord): FoldedRecord {
  for (const [part, rowClass] of Object.entries(partsOf(map))) {
    for (const row of record.parts.get(part)?.values() ?? []) {
      for (const column of columnsOf(rowClass)) row[column.property] ??= unwritten(column);
      if (part === 'root') row.version = record.version;
    }
  }
  return record;
}
