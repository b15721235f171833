import { tableOf, type RowClass } from './database/columns.js';
import { migrationsFor } from './database/migrate.js';

let order: Map<string, number> | undefined;

/** Position of a table in the migrations: a table is created after those its foreign keys name. */
export function tableOrder(rowClass: RowClass): number {
  order ??= readOrder();
  const position = order.get(tableOf(rowClass));
  if (position === undefined) throw new Error(`No migration creates ${tableOf(rowClass)}.`);
  return position;
}

function readOrder(): Map<string, number> {
  const statements = migrationsFor('sqlite').flatMap((migration) => migration.statements);
  const names = statements.flatMap((statement) => /^CREATE TABLE IF NOT EXISTS (\w+)/i.exec(statement)?.[1] ?? []);
  return new Map(names.map((name, index) => [name, index]));
}
