import type { Scalar } from '../shared/aggregate.js';
import { columnsOf, tableOf, type RowClass } from '../platform/database/columns.js';
import type { Reads } from '../platform/database/snapshot.js';
import { identifier, limit, Sql, sql } from '../platform/database/sql.js';
import { missingRow, unequalFields, type Difference } from '../platform/row-difference.js';

type AnyRow = Record<string, Scalar>;

const PAGE = 1000;

/** Walks two copies of a table side by side in the order of their keys. */
export async function* compareTable(database: Reads, trail: Reads, rowClass: RowClass): AsyncGenerator<{ rows: number; differences: Difference[] }> {
  const left = rowsInOrder(database, rowClass);
  const right = rowsInOrder(trail, rowClass);
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    const side = a.done ? 1 : b.done ? -1 : order(String(a.value.id), String(b.value.id));
    if (side < 0) yield { rows: 1, differences: [missingRow(rowClass, String(a.value!.id), 'trail')] };
    else if (side > 0) yield { rows: 0, differences: [missingRow(rowClass, String(b.value!.id), 'database')] };
    else yield { rows: 1, differences: unequalFields(rowClass, a.value as AnyRow, b.value as AnyRow) };
    if (side <= 0) a = await left.next();
    if (side >= 0) b = await right.next();
  }
}

async function* rowsInOrder(reads: Reads, rowClass: RowClass): AsyncGenerator<AnyRow, undefined> {
  const columns = new Sql(columnsOf(rowClass).map(({ column, property }) => `${column} AS ${property}`).join(', '), []);
  let last = '';
  for (;;) {
    const page = await reads.all<AnyRow>(sql`SELECT ${columns} FROM ${identifier(tableOf(rowClass))} WHERE id > ${last} ORDER BY id ${limit(PAGE)}`);
    yield* page;
    if (page.length < PAGE) return undefined;
    last = String(page.at(-1)!.id);
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
