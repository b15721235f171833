import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** `undefined`: the SQLite file in `dataDir`. */
  databaseUrl: string | undefined;
  sqliteFile: string;
  /** `undefined`: nothing is sent by e-mail. */
  mail?: MailSettings | undefined;
}

export interface MailSettings {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise it is asked for before anything is said, except on this machine. */
  isTls: boolean;
  user: string;
  password: string;
  /** `Maple Street Clinic <billing@clinic.example>`, or the bare address. */
  from: string;
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
    mail: readMail(env.MAIL_URL, env.MAIL_FROM),
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

const MAIL_EXAMPLE = 'MAIL_URL=smtps://user:password@mail.clinic.example:465';
const FROM_EXAMPLE = 'MAIL_FROM=billing@clinic.example';

function readMail(text: string | undefined, sender: string | undefined): MailSettings | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new ConfigError(`MAIL_URL cannot be read; write it as ${MAIL_EXAMPLE}, or leave it out to send no e-mail.`);
  }
  const from = sender?.trim() ?? '';
  if (!/^(?:[^<>@\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(from)) {
    throw new ConfigError(`MAIL_FROM is the address that e-mails come from; write it as ${FROM_EXAMPLE}.`);
  }
  const isTls = url.protocol === 'smtps:';
  return { host: url.hostname, port: Number(url.port) || (isTls ? 465 : 587), isTls, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), from };
}
