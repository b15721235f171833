import * as sqlite3 from '@appthreat/sqlite3';
import * as mysql2 from 'mysql2/promise';
import type { Config } from '../../src/platform/config.js';

export type Cell = string | number | null | Buffer;
export type TableRow = Record<string, Cell>;

/** The tables past every guard, for filling a scratch database. */
export interface RawTables {
  names(): Promise<string[]>;
  all(text: string): Promise<TableRow[]>;
  run(text: string): Promise<void>;
  insert(table: string, columns: readonly string[], rows: readonly Cell[][]): Promise<void>;
  close(): Promise<void>;
}

export function rawTables(config: Config): Promise<RawTables> {
  return config.databaseUrl === undefined ? sqliteTables(config.sqliteFile) : mysqlTables(config.databaseUrl);
}

async function mysqlTables(url: string): Promise<RawTables> {
  const connection = await mysql2.createConnection({ uri: url, dateStrings: true, charset: 'utf8mb4_bin', timezone: '+00:00' });
  await connection.query('SET SESSION unique_checks = 0, foreign_key_checks = 0');
  const all = async (text: string): Promise<TableRow[]> => (await connection.query(text))[0] as TableRow[];
  return {
    all,
    names: async () => (await all('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()')).map(({ name }) => String(name)),
    run: async (text) => void (await connection.query(text)),
    insert: async (table, columns, rows) => void (await connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [rows])),
    close: () => connection.end(),
  };
}

const MOST_VALUES = 30_000;

async function sqliteTables(file: string): Promise<RawTables> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error: Error | null) => (error ? reject(error) : resolve(opened)));
  });
  const all = (text: string, values: readonly unknown[] = []): Promise<TableRow[]> =>
    new Promise((resolve, reject) => database.all(text, values, (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows as TableRow[]))));
  for (const pragma of ['busy_timeout = 10000', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -200000']) await all(`PRAGMA ${pragma}`);
  return {
    all,
    names: async () => (await all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).map(({ name }) => String(name)),
    run: async (text) => void (await all(text)),
    insert: async (table, columns, rows) => {
      const most = Math.floor(MOST_VALUES / columns.length);
      for (let from = 0; from < rows.length; from += most) {
        const part = rows.slice(from, from + most);
        const row = `(${columns.map(() => '?').join(',')})`;
        await all(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${part.map(() => row).join(',')}`, part.flat());
      }
    },
    close: () => new Promise((resolve) => database.close(() => resolve())),
  };
}
