import * as mysql2 from 'mysql2/promise';
import * as sqlite3 from '@appthreat/sqlite3';
import type { Config } from '../config.js';
import type { Sql } from './sql.js';

/** Anything plain SQL can be read from: the reader of the running product, or a snapshot of its database. */
export interface Reads {
  all<T>(query: Sql): Promise<T[]>;
}

/** One moment of the database on a connection of its own that cannot write, for checks that read everything beside a running product. */
export interface Snapshot extends Reads {
  close(): Promise<void>;
}

/** SQLite's own flag; the driver's ESM build declares the constant and does not export it. */
const SQLITE_OPEN_READONLY = 0x01;

export function openSnapshot(config: Pick<Config, 'databaseUrl' | 'sqliteFile'>): Promise<Snapshot> {
  return config.databaseUrl === undefined ? sqliteSnapshot(config.sqliteFile) : mysqlSnapshot(config.databaseUrl);
}

async function sqliteSnapshot(file: string): Promise<Snapshot> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, SQLITE_OPEN_READONLY, (error: Error | null) => (error ? reject(error) : resolve(opened)));
  });
  const all = <T>(text: string, values: readonly unknown[]): Promise<T[]> =>
    new Promise((resolve, reject) => {
      database.all(text, values, (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows as T[])));
    });
  await all('PRAGMA busy_timeout = 5000', []);
  await all('BEGIN', []);
  // The first read fixes the moment; without it the snapshot would begin at some later one.
  await all('SELECT COUNT(*) FROM audit_acts', []);
  return {
    all: (query) => all(query.text, query.values),
    close: () => new Promise((resolve, reject) => database.close((error: Error | null) => (error ? reject(error) : resolve()))),
  };
}

async function mysqlSnapshot(url: string): Promise<Snapshot> {
  const connection = await mysql2.createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4_bin', timezone: '+00:00', dateStrings: true, decimalNumbers: true,
  });
  await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  return {
    all: async <T>(query: Sql) => (await connection.execute(query.text, query.values as (string | number | null)[]))[0] as T[],
    close: () => connection.end(),
  };
}
