import type { Server, ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../database/database.js';
import { JsonLog } from '../json-log.js';

const MOST_DRAIN_MS = 30_000;
const CHECK_MS = 50;

/**
 * Stops listening, finishes the requests in flight, closes the database, ends with 0. Once begun, nothing hurries it.
 * Connections that only wait – kept alive, or opened by a browser in advance – are not worth waiting for.
 */
export class Draining {
  readonly #server: Server;
  readonly #inFlight = new Set<ServerResponse>();
  #hasBegun = false;

  constructor(private readonly app: NestFastifyApplication) {
    this.#server = app.getHttpServer() as unknown as Server;
    this.#server.prependListener('request', (_request: unknown, response: ServerResponse) => {
      this.#inFlight.add(response);
      response.once('close', () => this.#inFlight.delete(response));
    });
  }

  begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    const log = this.app.get(JsonLog);
    const database = this.app.get(Database);
    const giveUp = setTimeout(() => {
      log.error('stopping took too long', { ms: MOST_DRAIN_MS, inFlight: this.#inFlight.size });
      process.exit(1);
    }, MOST_DRAIN_MS);
    const hangUp = setInterval(() => this.#hangUp(), CHECK_MS);
    log.info('stopping', { inFlight: this.#inFlight.size });
    // Before anything else is wound up: nobody new comes in.
    this.#server.close();
    await this.app.close();
    await database.close();
    clearInterval(hangUp);
    clearTimeout(giveUp);
    log.info('stopped');
    process.exit(0);
  }

  #hangUp(): void {
    for (const response of this.#inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
    if (this.#inFlight.size === 0) this.#server.closeAllConnections();
  }
}
