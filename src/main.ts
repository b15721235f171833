import 'reflect-metadata';
import { demoLines } from '../db/demo-lines.js';
import { demoState, seedDemo } from '../db/seed.js';
import { AppModule } from './app.module.js';
import { DaysAhead } from './calendar/index.js';
import { UsualChoices } from './choices/index.js';
import { AccountDays, Checker, NightlyCheck } from './ledger/index.js';
import { type Config, ConfigError, ensureDataDir, readConfig } from './platform/config.js';
import { ControlSocket } from './platform/control-socket.js';
import { WriterLock } from './platform/database/writer-lock.js';
import { JsonLog } from './platform/json-log.js';
import { bootWeb, listenUntilStopped } from './platform/web/boot.js';
import { UnsafeRoute } from './platform/web/boot-checks.js';
import { Views } from './platform/web/views.js';
import { Outbox } from './mail/index.js';
import { OldSessions } from './staff/index.js';

const UNUSABLE_SETTING = 2;

// Patients' data: whatever this process writes is for its own account alone, also in a folder that others may enter.
process.umask(0o077);

try {
  const config = readConfig();
  const lock = await takeLock(config);
  const app = await bootWeb(AppModule);
  const days = app.get(DaysAhead);
  await days.ensure();
  await app.get(UsualChoices).ensure();
  days.keep(() => app.get(JsonLog).error('days could not be opened ahead'));
  app.get(OldSessions).keep(() => app.get(JsonLog).error('old sessions could not be forgotten'));
  app.get(Checker).onError = (event) => app.get(JsonLog).error(event);
  app.get(AccountDays).keep(() => app.get(JsonLog).error('the sums by day could not be folded'));
  app.get(NightlyCheck).keep(() => app.get(JsonLog).error('the nightly ledger check could not begin'));
  app.get(Outbox).keep(() => app.get(JsonLog).error('what became of an e-mail could not be recorded'));
  const state = await demoState(app);
  const wantsDemo = process.env.LEDGERLINE_DEMO === '1' || (config.databaseUrl === undefined && process.env.LEDGERLINE_DEMO !== '0');
  if (state === 'begun' || (state === 'empty' && wantsDemo)) {
    say('Making the demo clinic …');
    await seedDemo(app);
  }
  const now = await demoState(app);
  app.get(Views, { strict: false }).isDemo = now === 'whole';
  if (lock) await app.get(ControlSocket).listen(config);
  const address = await listenUntilStopped(app, config);
  say(`Ledgerline is ready at ${address}`);
  say(`Data: ${config.databaseUrl === undefined ? config.sqliteFile : `${withoutPassword(config.databaseUrl)}, and ${config.dataDir}`}`);
  for (const line of demoLines(now)) say(line);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(error instanceof ConfigError ? UNUSABLE_SETTING : 1);
}

/** On SQLite one process writes; on a server several may share the database, and the first has the control socket. */
async function takeLock(config: Config): Promise<WriterLock | undefined> {
  ensureDataDir(config);
  const lock = await WriterLock.take(config);
  if (lock || config.databaseUrl !== undefined) return lock;
  throw new ConfigError(`Another process is writing to DATA_DIR ${config.dataDir}; stop it first, or write another folder, for example DATA_DIR=./data-2.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function withoutPassword(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 3306}${pathname}`;
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UnsafeRoute) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `PORT ${process.env.PORT ?? 3000} is in use; write another one, for example PORT=3001.`;
  if (code === 'EADDRNOTAVAIL') return `HOST ${process.env.HOST ?? ''} is not an address of this machine; write HOST=127.0.0.1.`;
  if (code === 'EACCES') return `PORT ${process.env.PORT ?? 3000} may not be used by this account; write one above 1023, for example PORT=3000.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ER_ACCESS_DENIED_ERROR') return `The database of DATABASE_URL did not let us in (${code}); check host, port, user and password in it, or leave it out for the SQLite file.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
