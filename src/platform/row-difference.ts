import type { Scalar } from '../shared/aggregate.js';
import { columnsOf, tableOf, type RowClass } from './database/columns.js';

/** Where the database and the audit trail tell different stories about a row. */
export interface Difference {
  table: string;
  record: string;
  field: string;
  database: string;
  trail: string;
}

type AnyRow = Record<string, Scalar>;

export function unequalFields(rowClass: RowClass, database: AnyRow, trail: AnyRow): Difference[] {
  return columnsOf(rowClass)
    .filter(({ property }) => (database[property] ?? null) !== (trail[property] ?? null))
    .map(({ property, column }) => ({
      table: tableOf(rowClass), record: String(database.id), field: column, database: shown(database[property]), trail: shown(trail[property]),
    }));
}

export function missingRow(rowClass: RowClass, id: string, where: 'database' | 'trail'): Difference {
  return { table: tableOf(rowClass), record: id, field: 'row', database: 'present', trail: 'present', [where]: 'missing' };
}

function shown(value: Scalar | undefined): string {
  return value === null || value === undefined ? 'none' : String(value);
}
