import { Injectable } from '@nestjs/common';
import { Clock, instantAt } from './clock.js';
import { Database } from './database/database.js';
import { violatedConstraint } from './database/errors.js';
import { Reader } from './database/reader.js';
import { sql } from './database/sql.js';
import { newId } from './ids.js';
import { OutsideTrail } from './outside-trail.js';

/** Work that only one of several processes may do: whoever holds the row does it, until it lets go or stops renewing. */
@Injectable()
export class Leases {
  /** This process, as the rows name it. */
  readonly #holder = newId();

  constructor(
    private readonly outside: OutsideTrail,
    private readonly reader: Reader,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes or renews. @returns whether this process holds it for the coming `forMs` */
  async take(name: string, forMs: number): Promise<boolean> {
    const [now, until] = [instantAt(this.clock.epochMs()), instantAt(this.clock.epochMs() + forMs)];
    const changed = await this.outside.run(sql`UPDATE leases SET holder = ${this.#holder}, expires_at = ${until} WHERE name = ${name} AND (expires_at < ${now} OR holder = ${this.#holder})`);
    if (changed > 0) return true;
    const known = await this.reader.one(sql`SELECT l.name AS name FROM leases l WHERE l.name = ${name}`);
    return known === undefined && this.#first(name, until);
  }

  /** Whether anybody holds it now. */
  async isHeld(name: string): Promise<boolean> {
    const now = instantAt(this.clock.epochMs());
    return (await this.reader.one(sql`SELECT l.name AS name FROM leases l WHERE l.name = ${name} AND l.expires_at >= ${now}`)) !== undefined;
  }

  async release(name: string): Promise<void> {
    await this.outside.run(sql`UPDATE leases SET expires_at = ${instantAt(0)} WHERE name = ${name} AND holder = ${this.#holder}`);
  }

  async #first(name: string, until: string): Promise<boolean> {
    try {
      await this.outside.run(sql`INSERT INTO leases (name, holder, expires_at) VALUES (${name}, ${this.#holder}, ${until})`);
      return true;
    } catch (error) {
      if (violatedConstraint(error, this.database.constraintNames) === undefined) throw error;
      return false;
    }
  }
}
