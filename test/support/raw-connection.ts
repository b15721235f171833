import * as sqlite3 from '@appthreat/sqlite3';
import * as mysql2 from 'mysql2/promise';
import type { Config } from '../../src/platform/config.js';

/** Somebody with the database's own password, past every guard of the product. */
export interface RawConnection {
  run(text: string): Promise<void>;
  all(text: string): Promise<Record<string, string>[]>;
  close(): Promise<void>;
}

export async function rawConnection(config: Config): Promise<RawConnection> {
  if (config.databaseUrl !== undefined) {
    const connection = await mysql2.createConnection(config.databaseUrl);
    const all = async (text: string) => (await connection.query(text))[0] as Record<string, string>[];
    return { run: async (text) => void (await all(text)), all, close: () => connection.end() };
  }
  const database = new sqlite3.Database(config.sqliteFile);
  const all = (text: string): Promise<Record<string, string>[]> =>
    new Promise((resolve, reject) => database.all(text, (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows as Record<string, string>[]))));
  await all('PRAGMA busy_timeout = 5000');
  return { run: async (text) => void (await all(text)), all, close: () => new Promise((resolve) => database.close(() => resolve())) };
}

/** The same with the triggers that protect posted rows taken away. */
export async function unprotectedConnection(config: Config): Promise<RawConnection> {
  const connection = await rawConnection(config);
  const isFile = config.databaseUrl === undefined;
  const triggers = await connection.all(isFile ? "SELECT name FROM sqlite_master WHERE type = 'trigger'" : 'SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()');
  for (const { name } of triggers) await connection.run(`DROP TRIGGER ${name}`);
  if (!isFile) await connection.run('SET FOREIGN_KEY_CHECKS = 0');
  return connection;
}
