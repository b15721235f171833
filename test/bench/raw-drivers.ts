import * as sqlite3 from '@appthreat/sqlite3';
import * as mysql2 from 'mysql2/promise';
import type { Recording } from './recording.js';

/** Sends a recorded transaction with nothing in between: the floor that the product is compared with. */
export interface RawDriver {
  send(recording: Recording): Promise<void>;
  close(): Promise<void>;
}

export async function rawMysql(url: string, connections: number): Promise<RawDriver> {
  const pool = mysql2.createPool({ uri: url, connectionLimit: connections, dateStrings: true, decimalNumbers: true, charset: 'utf8mb4_bin', timezone: '+00:00' });
  await Promise.all(Array.from({ length: connections }, async () => prepare(await pool.getConnection())));
  return {
    send: async (recording) => {
      const connection = await pool.getConnection();
      await connection.query('START TRANSACTION READ WRITE');
      for (const { text, values } of recording) await connection.execute(text, values as never);
      await connection.query('COMMIT');
      connection.release();
    },
    close: () => pool.end(),
  };
}

async function prepare(connection: mysql2.PoolConnection): Promise<void> {
  await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  connection.release();
}

export async function rawSqlite(file: string): Promise<RawDriver> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error: Error | null) => (error ? reject(error) : resolve(opened)));
  });
  const exec = (text: string): Promise<void> => new Promise((resolve, reject) => database.exec(text, (error: Error | null) => (error ? reject(error) : resolve())));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'recursive_triggers = ON']) await exec(`PRAGMA ${pragma}`);
  const statements = new Map<string, sqlite3.Statement>();
  const run = (text: string, values: readonly unknown[]): Promise<void> => {
    const statement = statements.get(text) ?? database.prepare(text);
    statements.set(text, statement);
    return new Promise((resolve, reject) => statement.all(values as unknown[], (error: Error | null) => (error ? reject(error) : resolve())));
  };
  let tail: Promise<void> = Promise.resolve();
  const one = async (recording: Recording): Promise<void> => {
    await exec('BEGIN IMMEDIATE');
    for (const { text, values } of recording) await run(text, values);
    await exec('COMMIT');
  };
  return {
    send: (recording) => (tail = tail.then(() => one(recording))),
    close: () => new Promise((resolve, reject) => {
      for (const statement of statements.values()) statement.finalize();
      database.close((error: Error | null) => (error ? reject(error) : resolve()));
    }),
  };
}
