import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import * as mysql2 from 'mysql2/promise';
import type { Config } from '../../src/platform/config.js';
import type { Dialect } from '../../src/platform/database/engine.js';

/** The server that `npm test` found or started; without one the MariaDB half is left out and the run says so. */
export const MARIADB_URL = process.env.LEDGERLINE_TEST_MARIADB ?? 'mysql://root@127.0.0.1:3306';
export const hasMariadb = process.env.LEDGERLINE_TEST_MARIADB !== 'none';

export interface TestEngine {
  readonly dialect: Dialect;
  /** A new, empty database: a file, or `ledgerline_test_*` on the server; gone after the suite. */
  config(): Promise<Config>;
}

/** Runs a suite once on SQLite and once on MariaDB. */
export function eachEngine(suite: (engine: TestEngine) => void): void {
  onEngine('sqlite', 'on SQLite', suite);
  onEngine('mysql', 'on MariaDB', suite);
}

/** What cannot run is still declared, so that the run counts it as skipped. */
function onEngine(dialect: Dialect, title: string, suite: (engine: TestEngine) => void): void {
  const isHere = dialect === 'sqlite' || hasMariadb;
  (isHere ? describe : describe.skip)(title, () => {
    const undo: (() => Promise<void>)[] = [];
    const engine: TestEngine = {
      dialect,
      config: async () => {
        const { config, drop } = await newDatabase(dialect);
        undo.push(drop);
        return config;
      },
    };
    suite(engine);
    afterAll(async () => {
      for (const drop of undo) await drop();
    });
  });
}

/** @returns a configuration for an empty database, and how to remove it */
export async function newDatabase(dialect: Dialect): Promise<{ config: Config; drop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-test-'));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  const config: Config = { port: 0, host: '127.0.0.1', dataDir: folder, databaseUrl: undefined, sqliteFile: join(folder, 'ledgerline.sqlite') };
  if (dialect === 'sqlite') return { config, drop: () => Promise.resolve(removeFolder()) };
  const name = `ledgerline_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const drop = async (): Promise<void> => {
    await onServer(`DROP DATABASE IF EXISTS ${name}`);
    removeFolder();
  };
  return { config: { ...config, databaseUrl: `${MARIADB_URL}/${name}` }, drop };
}

async function onServer(statement: string): Promise<void> {
  const connection = await mysql2.createConnection(MARIADB_URL);
  await connection.query(statement);
  await connection.end();
}
