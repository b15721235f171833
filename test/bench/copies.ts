import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as mysql2 from 'mysql2/promise';
import type { Config } from '../../src/platform/config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { newDatabase } from '../support/database.js';

/** A second database with the same content, so that each contender posts to invoices nobody has touched. The source must be closed. */
export async function copyOf(source: Config): Promise<{ config: Config; drop: () => Promise<void> }> {
  const copy = await newDatabase(source.databaseUrl === undefined ? 'sqlite' : 'mysql');
  if (source.databaseUrl === undefined) {
    mkdirSync(copy.config.dataDir, { recursive: true });
    copyFileSync(source.sqliteFile, copy.config.sqliteFile);
    copyFileSync(join(source.dataDir, 'secret'), join(copy.config.dataDir, 'secret'));
    return copy;
  }
  await migrate('mysql', copy.config.databaseUrl!);
  await copyTables(source.databaseUrl, copy.config.databaseUrl!);
  return copy;
}

async function copyTables(from: string, to: string): Promise<void> {
  const [source, target] = [new URL(from).pathname.slice(1), new URL(to).pathname.slice(1)];
  const connection = await mysql2.createConnection(to);
  await connection.query('SET foreign_key_checks = 0');
  const [tables] = await connection.query<mysql2.RowDataPacket[]>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?', [source]);
  for (const { name } of tables) {
    if (name !== 'schema_migrations') await connection.query(`INSERT INTO ${target}.${name as string} SELECT * FROM ${source}.${name as string}`);
  }
  await connection.end();
}
