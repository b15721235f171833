import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { ConfigError, readConfig } from './platform/config.js';
import { bootWeb, listenUntilStopped } from './platform/web/boot.js';
import { UnsafeRoute } from './platform/web/boot-checks.js';

const UNUSABLE_SETTING = 2;

try {
  const config = readConfig();
  const app = await bootWeb(AppModule);
  const address = await listenUntilStopped(app, config);
  process.stdout.write(`Ledgerline is ready at ${address}\n`);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(error instanceof ConfigError ? UNUSABLE_SETTING : 1);
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
