import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config.js';
import { JsonLog } from '../json-log.js';
import { Draining } from './draining.js';
import { setUpWeb, webAdapter } from './set-up-web.js';

/** The application, ready to listen; throws when a route is unsafe. */
export async function bootWeb(module: Type | DynamicModule): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, webAdapter(), { logger: new JsonLog(), bodyParser: false, abortOnError: false });
  await setUpWeb(app);
  await app.init();
  return app;
}

/** Listens, and from the first SIGTERM or SIGINT on finishes what is in flight, closes the database and ends. @returns the address */
export async function listenUntilStopped(app: NestFastifyApplication, config: Config): Promise<string> {
  const draining = new Draining(app);
  await app.listen(config.port, config.host);
  // npm passes a signal on a second time: that one must not cut the first one's work short.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => draining.begin());
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}
