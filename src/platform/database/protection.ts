import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dbFolder } from './db-folder.js';
import type { Dialect } from './engine.js';
import { type UniqueKey, uniqueKeysOf } from './unique-keys.js';

export interface Protection {
  /** Neither UPDATE nor DELETE, ever. */
  appendOnly: string[];
  /** Columns of otherwise changeable tables that state a fact and never change. */
  facts: Record<string, string[]>;
  undeletable: string[];
  outsideTheTrail: string[];
}

export function readProtection(): Protection {
  return JSON.parse(readFileSync(join(dbFolder(), 'protection.json'), 'utf8')) as Protection;
}

/** The triggers that hold db/protection.json in the database itself, each in place of its earlier form; `schema` is what creates the tables. */
export function triggerStatements(dialect: Dialect, schema: readonly string[]): string[] {
  const { appendOnly, facts, undeletable } = readProtection();
  const noChange = appendOnly.map((table) => trigger(dialect, `keep_${table}`, 'UPDATE', table, undefined, `${table} is append-only`));
  const noRemoval = [...appendOnly, ...undeletable].map((table) => trigger(dialect, `stay_${table}`, 'DELETE', table, undefined, `${table} keeps every row`));
  const noRewrite = Object.entries(facts).map(([table, columns]) =>
    trigger(dialect, `fact_${table}`, 'UPDATE', table, columns.map((column) => changed(dialect, column)).join(' OR '), `a posted fact of ${table} does not change`),
  );
  const kept = new Set([...appendOnly, ...undeletable]);
  const noReplace = dialect === 'sqlite' ? keysOf(kept, schema).map(replaceGuard) : [];
  return [...noChange, ...noRemoval, ...noRewrite, ...noReplace].flatMap(inPlaceOf);
}

function inPlaceOf(creation: string): string[] {
  return [`DROP TRIGGER IF EXISTS ${/EXISTS (\w+)/.exec(creation)![1]!}`, creation];
}

function changed(dialect: Dialect, column: string): string {
  return dialect === 'sqlite' ? `NEW.${column} IS NOT OLD.${column}` : `NOT (NEW.${column} <=> OLD.${column})`;
}

function trigger(dialect: Dialect, name: string, event: string, table: string, when: string | undefined, message: string): string {
  if (dialect === 'sqlite') {
    const condition = when === undefined ? '' : `WHEN ${when} `;
    return `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} ${condition}BEGIN SELECT RAISE(ABORT, '${message}'); END`;
  }
  const signal = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'`;
  const body = when === undefined ? signal : `BEGIN IF ${when} THEN ${signal}; END IF; END`;
  return `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} FOR EACH ROW ${body}`;
}

function keysOf(tables: ReadonlySet<string>, schema: readonly string[]): UniqueKey[] {
  const primary = [...tables].map((table) => ({ table, name: table, columns: table === 'audit_act_locations' ? ['act_id', 'location_id'] : ['id'] }));
  return [...primary, ...uniqueKeysOf(schema).filter(({ table }) => tables.has(table))];
}

/** INSERT OR REPLACE deletes what is in its way, on any unique key, without a delete trigger being asked; the row that is there already wins. */
function replaceGuard({ table, name, columns }: UniqueKey): string {
  const key = columns.map((column) => `${column} = NEW.${column}`).join(' AND ');
  const named = columns.map((column) => `${table}.${column}`).join(', ');
  return `CREATE TRIGGER IF NOT EXISTS once_${name} BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key}) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: ${named}'); END`;
}
