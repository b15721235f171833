import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { JsonLog } from '../json-log.js';
import { setUpWeb, webAdapter } from './set-up-web.js';

const MOST_DRAIN_MS = 30_000;

/** The application, ready to listen; throws when a route is unsafe. */
export async function bootWeb(module: Type | DynamicModule): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, webAdapter(), { logger: new JsonLog(), bodyParser: false, abortOnError: false });
  await setUpWeb(app);
  await app.init();
  return app;
}

/** Listens, and from the first SIGTERM or SIGINT on finishes what is in flight, closes the database and ends. @returns the address */
export async function listenUntilStopped(app: NestFastifyApplication, config: Config): Promise<string> {
  await app.listen(config.port, config.host);
  const stop = drainOnce(app);
  // npm passes a signal on a second time: that one must not cut the first one's work short.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

function drainOnce(app: NestFastifyApplication): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) return;
    isStopping = true;
    void drain(app);
  };
}

async function drain(app: NestFastifyApplication): Promise<void> {
  const log = app.get(JsonLog);
  const database = app.get(Database);
  const giveUp = setTimeout(() => {
    log.error('drain took too long', { ms: MOST_DRAIN_MS });
    process.exit(1);
  }, MOST_DRAIN_MS);
  giveUp.unref();
  log.info('stopping');
  await app.close();
  await database.close();
  log.info('stopped');
  process.exit(0);
}
