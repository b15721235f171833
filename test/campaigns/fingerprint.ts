import { aggregateMaps, rowClassesOf } from '../../src/platform/aggregate-map.js';
import { columnsOf, tableOf, type RowClass } from '../../src/platform/database/columns.js';
import type { Reader } from '../../src/platform/database/reader.js';
import { Sql } from '../../src/platform/database/sql.js';

/** Every business table as its rows and one weighted sum of all its numbers. Equal before and after means nothing moved. */
export async function fingerprint(reader: Reader): Promise<Record<string, string>> {
  const rows = await reader.all<{ name: string; n: number; total: number }>(everyTable());
  return Object.fromEntries(rows.map(({ name, n, total }) => [name, `${n} rows, ${total}`]));
}

let query: Sql | undefined;

function everyTable(): Sql {
  query ??= new Sql([...new Set(aggregateMaps().flatMap(rowClassesOf))].map(totals).join(' UNION ALL '), []);
  return query;
}

/** Different weights, so that a cent moved from one column to another shows. */
function totals(rowClass: RowClass): string {
  const numbers = columnsOf(rowClass).filter(({ kind }) => kind === 'cents' || kind === 'whole');
  const sum = numbers.map(({ column }, index) => `COALESCE(${column}, 0) * ${2 * index + 1}`).join(' + ') || '0';
  return `SELECT '${tableOf(rowClass)}' AS name, COUNT(*) AS n, COALESCE(SUM(${sum}), 0) AS total FROM ${tableOf(rowClass)}`;
}
