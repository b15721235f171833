import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from './config.js';
import { Database } from './database/database.js';
import { missingMigration } from './database/migrate.js';
import { sql } from './database/sql.js';
import { CONFIG } from './platform.module.js';
import { Reader } from './database/reader.js';
import { Public } from './web/routes.js';

const PATIENCE_MS = 3_000;
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

type Check = 'ok' | string;

export interface Health {
  status: 'ok' | 'failing';
  checks: { database: Check; migrations: Check; disk: Check };
}

/** Whether this process can do its work: 200, or 503 naming the part that fails. */
@Controller()
export class HealthController {
  constructor(
    private readonly reader: Reader,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('healthz')
  @Public()
  async show(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const database = await checked(() => this.#database(), 'the database did not answer');
    const migrations = database === 'ok' ? await checked(() => this.#migrations(), 'the list of migrations cannot be read') : 'unknown while the database does not answer';
    const disk = await checked(() => this.#disk(), 'the data folder cannot be written');
    const isWell = [database, migrations, disk].every((check) => check === 'ok');
    reply.status(isWell ? 200 : 503);
    return { status: isWell ? 'ok' : 'failing', checks: { database, migrations, disk } };
  }

  async #database(): Promise<Check> {
    await this.reader.one(sql`SELECT 1 AS one`);
    return 'ok';
  }

  async #migrations(): Promise<Check> {
    const rows = await this.reader.all<{ name: string; done: number; total: number }>(sql`SELECT name AS name, statements_done AS done, statements AS total FROM schema_migrations`);
    return missingMigration(rows, this.database.engine.dialect) ?? 'ok';
  }

  async #disk(): Promise<Check> {
    await access(this.config.dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(this.config.dataDir);
    return bavail * bsize >= LEAST_FREE_BYTES ? 'ok' : `less than ${LEAST_FREE_BYTES / 1024 / 1024} MB are free in the data folder`;
  }
}

/** Never waits longer than a load balancer would, and never says more than the sentence: drivers name hosts and accounts. */
async function checked(check: () => Promise<Check>, otherwise: string): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => (timer = setTimeout(() => resolve(otherwise), PATIENCE_MS)));
  try {
    return await Promise.race([check(), late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
