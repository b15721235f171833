import type { Row, RowSet } from '../shared/aggregate.js';
import { Conflict } from '../shared/domain-error.js';
import type { AggregateMap } from './aggregate-map.js';
import type { Reader } from './database/reader.js';
import { Sql } from './database/sql.js';
import { selectRows, selectWithPart, splitRow } from './row-sql.js';

const NO_LOCK = new Sql('', []);
const MOST_LOOKS = 20;

/**
 * Records and their parts without a lock, one statement for each kind of part. Somebody may commit between two of them: each brings the
 * roots' versions along, and where they differ everything is read again.
 */
export async function lookAt(reader: Reader, map: AggregateMap, ids: readonly string[]): Promise<RowSet[]> {
  if (ids.length === 0) return [];
  if (!map.children) return (await reader.all<RowSet['root']>(selectRows(map.root, 'id', ids, NO_LOCK))).map((root) => ({ root }));
  for (let attempt = 1; attempt <= MOST_LOOKS; attempt += 1) {
    const states = await lookOnce(reader, map, ids);
    if (states) return states;
  }
  throw new Conflict('changing', 'Somebody else is changing this record at this moment. Press the button again.');
}

/** @returns nothing where the parts are not of one moment */
async function lookOnce(reader: Reader, map: AggregateMap, ids: readonly string[]): Promise<RowSet[] | undefined> {
  const states = new Map<string, RowSet>();
  for (const [index, [part, rowClass]] of Object.entries(map.children ?? {}).entries()) {
    const rows = await reader.all<Parameters<typeof splitRow>[0]>(selectWithPart(map.root, rowClass, { parent: map.parent!, ids, onlyVersions: index > 0 }));
    const found = rows.map(splitRow);
    if (index === 0) for (const { root } of found) states.set(String(root.id), states.get(String(root.id)) ?? ({ root } as unknown as RowSet));
    if (found.some(({ root }) => states.get(String(root.id))?.root.version !== root.version)) return undefined;
    for (const state of states.values()) state[part] = [];
    for (const { root, part: row } of found) if (row) (states.get(String(root.id))![part] as Row[]).push(row as unknown as Row);
  }
  return [...states.values()];
}
