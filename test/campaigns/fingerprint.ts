import { aggregateMaps, rowClassesOf } from '../../src/platform/aggregate-map.js';
import { columnsOf, tableOf, type RowClass } from '../../src/platform/database/columns.js';
import type { Reader } from '../../src/platform/database/reader.js';
import { Sql } from '../../src/platform/database/sql.js';

/** One line per business table: rows, and the sums of every number in it. Equal before and after means nothing moved. */
export async function fingerprint(reader: Reader): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const rowClass of new Set(aggregateMaps().flatMap(rowClassesOf))) {
    const row = await reader.one<Record<string, number | null>>(totals(rowClass));
    result[tableOf(rowClass)] = Object.values(row!).join(' ');
  }
  return result;
}

function totals(rowClass: RowClass): Sql {
  const numbers = columnsOf(rowClass).filter(({ kind }) => kind === 'cents' || kind === 'whole');
  const sums = numbers.map(({ column }, index) => `, COALESCE(SUM(${column}), 0) AS n${index}`);
  return new Sql(`SELECT COUNT(*) AS n${sums.join('')} FROM ${tableOf(rowClass)}`, []);
}
