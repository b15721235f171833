import type { Row, RowSet } from '../shared/aggregate.js';
import type { AggregateMap } from './aggregate-map.js';
import type { Reader } from './database/reader.js';
import { Sql } from './database/sql.js';
import { fieldsOf, type Part, partsIn, selectParts, selectRows } from './row-sql.js';

const NO_LOCK = new Sql('', []);

/** Records and their parts without a lock, in one statement: as they were at one moment, whoever commits meanwhile. @param appended parts to be read along */
export async function lookAt(reader: Reader, map: AggregateMap, ids: readonly string[], appended: readonly string[] = []): Promise<RowSet[]> {
  if (ids.length === 0) return [];
  const names = [...Object.keys(map.children ?? {}), ...appended];
  if (names.length === 0) return (await reader.all<RowSet['root']>(selectRows(map.root, 'id', ids, NO_LOCK))).map((root) => ({ root }));
  const parts = [{ rowClass: map.root, owner: 'id' }, ...partsOf(map, names)];
  const [roots, ...found] = partsIn<Row>(parts, await reader.all(selectParts(parts, ids)));
  return together(map, roots as RowSet['root'][], names, found);
}

/** The parts of records that are read already. */
export async function readParts(reader: Reader, map: AggregateMap, roots: readonly RowSet['root'][]): Promise<RowSet[]> {
  const names = Object.keys(map.children ?? {});
  if (names.length === 0 || roots.length === 0) return roots.map((root) => ({ root }));
  const ids = roots.map(({ id }) => id);
  const [only, ...further] = partsOf(map, names);
  if (further.length === 0) return together(map, roots, names, [await reader.all<Row>(selectRows(only!.rowClass, map.parent!, ids, NO_LOCK))]);
  const parts = [only!, ...further];
  return together(map, roots, names, partsIn<Row>(parts, await reader.all(selectParts(parts, ids))));
}

function partsOf({ children, appended, parent }: AggregateMap, names: readonly string[]): Part[] {
  return names.map((name) => ({ rowClass: (children?.[name] ?? appended?.[name])!, owner: parent! }));
}

function together({ parent }: AggregateMap, roots: readonly RowSet['root'][], names: readonly string[], found: readonly (readonly Row[])[]): RowSet[] {
  const states = new Map(roots.map((root): [string, RowSet] => [root.id, { root, ...Object.fromEntries(names.map((name) => [name, []])) }]));
  for (const [index, name] of names.entries()) for (const row of found[index]!) (states.get(String(fieldsOf(row)[parent!]))?.[name] as Row[] | undefined)?.push(row);
  return [...states.values()];
}
