import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';
import { readProtection } from './database/protection.js';
import { Session } from './database/session.js';
import { identifier, join, list, sql, type Sql, type SqlValue } from './database/sql.js';
import { openUnit, type OpenUnit } from './open-unit.js';

const WRITE = /^\s*(?:insert\s+into|update|delete\s+from)\s+(\w+)/i;
const DOORS = new Set(['sessions', 'staff_secrets', 'access_events', 'check_runs', 'check_results', 'check_findings', 'leases', 'account_days', 'account_day_news']);

export interface OutsideWriter {
  /** @returns rows changed */
  write(query: Sql): Promise<number>;
}

/**
 * The narrow way to write the tables that stay outside the audit trail: sessions, secrets, leases, sums and what the ledger check found.
 * Inside a command the statement is sent with its flush, outside in a transaction of its own.
 */
@Injectable()
export class OutsideTrail {
  /** Rows that the running command appends, by table: one statement each, however many postings there are. */
  readonly #appended = new WeakMap<OpenUnit, Map<string, { place: number; rows: Sql[] }>>();

  constructor(private readonly database: Database) {
    const listed = readProtection().outsideTheTrail;
    for (const table of DOORS) if (!listed.includes(table)) throw new Error(`${table} is not listed as outside the trail.`);
  }

  /** @returns rows changed; 0 inside a command, where it is not known yet */
  async run(query: Sql): Promise<number> {
    mustBeOutside(query);
    const unit = openUnit();
    if (unit) {
      unit.alongside.push(query);
      return 0;
    }
    let changed = 0;
    await this.together(async ({ write }) => {
      changed = await write(query);
    });
    return changed;
  }

  /** Rows for the running command's flush. */
  append(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]): void {
    const unit = openUnit();
    if (!unit) throw new Error('No command is running: rows are appended with its flush.');
    const tables = this.#appended.get(unit) ?? new Map<string, { place: number; rows: Sql[] }>();
    this.#appended.set(unit, tables);
    const known = tables.get(table) ?? { place: unit.alongside.length, rows: [] };
    tables.set(table, known);
    known.rows.push(...rows.map((row) => sql`(${list(row)})`));
    const query = sql`INSERT INTO ${identifier(table)} (${join(columns.map(identifier), ', ')}) VALUES ${join(known.rows, ', ')}`;
    mustBeOutside(query);
    unit.alongside[known.place] = query;
  }

  /** Several statements that stand or fall together, in a transaction of their own; an error undoes them. */
  async together(work: (writer: OutsideWriter) => Promise<void>): Promise<void> {
    const session = await Session.begin(this.database.engine);
    try {
      await session.writing(() => work({
        write: (query) => {
          mustBeOutside(query);
          return session.write(query);
        },
      }));
      await session.commit();
    } catch (error) {
      await session.rollback(false);
      throw error;
    }
  }
}

function mustBeOutside(query: Sql): void {
  const table = WRITE.exec(query.text)?.[1]?.toLowerCase();
  if (!table || !DOORS.has(table)) throw new Error(`Not a write to a table outside the trail: ${query.text.slice(0, 40)}`);
}
