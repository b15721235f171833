import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as mysql2 from 'mysql2/promise';
import * as sqlite3 from '@appthreat/sqlite3';
import { dbFolder } from './db-folder.js';
import type { Dialect } from './engine.js';
import { triggerStatements } from './protection.js';

/** The words a migration writes its column types in, and what each engine makes of them. */
const TYPES: Record<Dialect, [RegExp, string][]> = {
  sqlite: [
    [/\b(?:KEY|TEXT)\(\d+\)/g, 'TEXT'],
    [/\b(?:ID|DAY|INSTANT)\b(?!_)/g, 'TEXT'],
    [/\b(?:CENTS|WHOLE)\b/g, 'INTEGER'],
    [/\bBYTES\b/g, 'BLOB'],
  ],
  mysql: [
    [/\bKEY\((\d+)\)/g, 'VARCHAR($1) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'],
    [/\bTEXT\((\d+)\)/g, 'VARCHAR($1)'],
    [/\bID\b(?!_)/g, 'CHAR(26) CHARACTER SET ascii COLLATE ascii_bin'],
    [/\bDAY\b/g, 'DATE'],
    [/\bINSTANT\b/g, 'DATETIME(6)'],
    [/\b(?:CENTS|WHOLE)\b/g, 'BIGINT'],
    [/\bBYTES\b/g, 'LONGBLOB'],
  ],
};

interface Target {
  run(text: string, values?: (string | number)[]): Promise<void>;
  all(text: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface Migration {
  name: string;
  statements: string[];
}

/** The migrations in order, as statements of one engine. Last come the protection triggers, anew whenever what they hold has changed. */
export function migrationsFor(dialect: Dialect): Migration[] {
  const folder = join(dbFolder(), 'migrations');
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.replace('.sql', ''), statements: statementsOf(readFileSync(join(folder, file), 'utf8'), dialect) }));
  const protection = triggerStatements(dialect, migrations.flatMap(({ statements }) => statements));
  const hash = createHash('sha256').update(protection.join('\n')).digest('hex').slice(0, 12);
  return [...migrations, { name: `protection-${hash}`, statements: protection }];
}

function statementsOf(text: string, dialect: Dialect): string[] {
  return text
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) => translate(statement, dialect));
}

function translate(statement: string, dialect: Dialect): string {
  const typed = TYPES[dialect].reduce((text, [word, type]) => text.replace(word, type), statement);
  if (!/^create table/i.test(typed)) return typed;
  return dialect === 'sqlite' ? `${typed} STRICT` : `${typed} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`;
}

/**
 * Brings a database to the newest schema, on a connection of its own. Each statement's completion is recorded,
 * so a migration that was interrupted goes on where it stopped.
 */
export async function migrate(dialect: Dialect, where: string): Promise<void> {
  const target = dialect === 'sqlite' ? await sqliteTarget(where) : await mysqlTarget(where);
  try {
    await target.run('CREATE TABLE IF NOT EXISTS schema_migrations (name VARCHAR(120) NOT NULL PRIMARY KEY, statements_done INTEGER NOT NULL, statements INTEGER NOT NULL)');
    const done = new Map((await target.all('SELECT name, statements_done AS done FROM schema_migrations')).map((row) => [String(row.name), Number(row.done)]));
    for (const migration of migrationsFor(dialect)) await apply(target, migration, done.get(migration.name));
  } finally {
    await target.close();
  }
}

async function apply(target: Target, migration: Migration, done: number | undefined): Promise<void> {
  const total = migration.statements.length;
  if (done === undefined) await target.run('INSERT INTO schema_migrations (name, statements_done, statements) VALUES (?, 0, ?)', [migration.name, total]);
  for (let index = done ?? 0; index < total; index += 1) {
    await target.run(migration.statements[index]!);
    await target.run('UPDATE schema_migrations SET statements_done = ?, statements = ? WHERE name = ?', [index + 1, total, migration.name]);
  }
}

/** `undefined` when the schema is complete, otherwise what is missing, in words for /healthz. */
export function missingMigration(rows: readonly { name: string; done: number; total: number }[], dialect: Dialect): string | undefined {
  for (const migration of migrationsFor(dialect)) {
    const row = rows.find((known) => known.name === migration.name);
    if (!row || row.done < row.total) return `migration ${migration.name} has not finished`;
  }
  return undefined;
}

async function mysqlTarget(url: string): Promise<Target> {
  const connection = await mysql2.createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4_bin' });
  return {
    run: async (text, values = []) => {
      await connection.query(text, values).catch((error: unknown) => acceptDoneBefore(text, (error as { errno?: number }).errno, error));
    },
    all: async (text) => (await connection.query(text))[0] as Record<string, unknown>[],
    close: () => connection.end(),
  };
}

async function sqliteTarget(file: string): Promise<Target> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error: Error | null) => (error ? reject(error) : resolve(opened)));
  });
  const target: Target = {
    run: async (text, values = []) => {
      const run = new Promise<void>((resolve, reject) => database.run(text, values, (error: Error | null) => (error ? reject(error) : resolve())));
      await run.catch((error: unknown) => acceptDoneBefore(text, sqliteErrno(error), error));
    },
    all: (text) =>
      new Promise((resolve, reject) =>
        database.all(text, (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows as Record<string, unknown>[]))),
      ),
    close: () => new Promise((resolve, reject) => database.close((error: Error | null) => (error ? reject(error) : resolve()))),
  };
  await target.run('PRAGMA journal_mode = WAL');
  await target.run('PRAGMA busy_timeout = 5000');
  return target;
}

const DUPLICATE_COLUMN = 1060;
const DUPLICATE_INDEX = 1061;

function sqliteErrno(error: unknown): number | undefined {
  if (/duplicate column name/.test(String(error))) return DUPLICATE_COLUMN;
  return /index \w+ already exists/.test(String(error)) ? DUPLICATE_INDEX : undefined;
}

/** Neither engine has IF NOT EXISTS for columns, nor do migrations use it for indexes; after an interrupted migration they may be there already. */
function acceptDoneBefore(text: string, errno: number | undefined, error: unknown): void {
  if (text.startsWith('CREATE INDEX') && errno === DUPLICATE_INDEX) return;
  if (text.startsWith('ALTER TABLE') && errno === DUPLICATE_COLUMN) return;
  throw error;
}
