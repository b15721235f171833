import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** `undefined`: the SQLite file in `dataDir`. */
  databaseUrl: string | undefined;
  sqliteFile: string;
}

/** One sentence that says what to write; the start stops with it. */
export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env.DATA_DIR?.trim() || './data');
  return {
    port: readPort(env.PORT),
    host: readHost(env.HOST),
    dataDir,
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    sqliteFile: resolve(dataDir, 'ledgerline.sqlite'),
  };
}

/** Makes DATA_DIR; private to the account that runs the product. */
export function ensureDataDir(config: Config): void {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  } catch {
    throw new ConfigError(`DATA_DIR ${config.dataDir} cannot be created; write a folder this account may write to, for example DATA_DIR=./data.`);
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return 3000;
  const port = Number(text);
  if (/^\d+$/.test(text.trim()) && port <= 65535) return port;
  throw new ConfigError(`PORT is “${text}”; write a number from 0 to 65535, for example PORT=3000.`);
}

function readHost(text: string | undefined): string {
  const host = text?.trim() || '127.0.0.1';
  if (/^[A-Za-z0-9.:_-]+$/.test(host)) return host;
  throw new ConfigError(`HOST is “${text}”; write an address of this machine, for example HOST=127.0.0.1.`);
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const example = 'DATABASE_URL=mysql://user:password@127.0.0.1:3306/ledgerline';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['mysql:', 'mariadb:'].includes(url.protocol) || !/^\/[A-Za-z0-9_]+$/.test(url.pathname)) {
    throw new ConfigError(`DATABASE_URL cannot be read; write it as ${example}, or leave it out for the SQLite file.`);
  }
  return text.trim();
}
