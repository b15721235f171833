import type { INestApplicationContext } from '@nestjs/common';
import { actAs, systemActor } from '../src/platform/actor.js';
import { Commands } from '../src/platform/commands.js';
import { Reader } from '../src/platform/database/reader.js';
import { sql } from '../src/platform/database/sql.js';

/** Executes the demo's commands as `system:seed`, each under a key of its own: what was interrupted goes on where it stopped. */
export class Seeding {
  private constructor(
    private readonly commands: Commands,
    readonly reader: Reader,
    private readonly earlier: ReadonlyMap<string, Buffer | null>,
  ) {}

  static async of(app: INestApplicationContext): Promise<Seeding> {
    const reader = app.get(Reader);
    const rows = await reader.all<{ submission: string; answer: Buffer | null }>(sql`
      SELECT i.submission AS submission, i.answer AS answer FROM idempotency i WHERE i.submission LIKE 'seed:%'`);
    return new Seeding(app.get(Commands), reader, new Map(rows.map(({ submission, answer }) => [submission, answer])));
  }

  has(key: string): boolean {
    return this.earlier.has(keyOf(key));
  }

  /** @param make builds the command; not asked when the step was done in an earlier run */
  async do<T>(key: string, make: () => object | Promise<object>): Promise<T> {
    const submission = keyOf(key);
    const answer = this.earlier.get(submission);
    if (answer) return JSON.parse(Buffer.from(answer).toString('utf8')) as T;
    const command = await make();
    return actAs(systemActor('system:seed'), () => this.commands.execute<T>(command, { submission }));
  }
}

function keyOf(key: string): string {
  return `seed:${key}`;
}
