import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';
import { readProtection } from './database/protection.js';
import { Session } from './database/session.js';
import type { Sql } from './database/sql.js';
import { openUnit } from './open-unit.js';

const WRITE = /^\s*(?:insert\s+into|update|delete\s+from)\s+(\w+)/i;
const DOORS = new Set(['sessions', 'staff_secrets', 'access_events', 'check_runs', 'check_results', 'check_findings', 'leases']);

/**
 * The narrow way to write the tables that stay outside the audit trail: sessions, secrets, leases and what the ledger check found.
 * Inside a command the statement is sent with its flush, outside in a transaction of its own.
 */
@Injectable()
export class OutsideTrail {
  constructor(private readonly database: Database) {
    const listed = readProtection().outsideTheTrail;
    for (const table of DOORS) if (!listed.includes(table)) throw new Error(`${table} is not listed as outside the trail.`);
  }

  /** @returns rows changed; 0 inside a command, where it is not known yet */
  async run(query: Sql): Promise<number> {
    const table = WRITE.exec(query.text)?.[1]?.toLowerCase();
    if (!table || !DOORS.has(table)) throw new Error(`Not a write to a table outside the trail: ${query.text.slice(0, 40)}`);
    const unit = openUnit();
    if (unit) {
      unit.alongside.push(query);
      return 0;
    }
    return this.#alone(query);
  }

  async #alone(query: Sql): Promise<number> {
    const session = await Session.begin(this.database.engine);
    try {
      const changed = await session.writing(() => session.write(query));
      await session.commit();
      return changed;
    } catch (error) {
      await session.rollback(false);
      throw error;
    }
  }
}
