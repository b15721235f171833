import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export interface TrialBalanceRow {
  code: string;
  name: string;
  debitCents: number;
  creditCents: number;
}

export interface TrialBalance {
  title: string;
  rows: TrialBalanceRow[];
  debitCents: number;
  creditCents: number;
}

interface Balance {
  locationId: string;
  locationName: string;
  code: string;
  name: string;
  cents: number;
}

/** Balances by posting date: what every account stood at, at the end of a day. */
@Injectable()
export class TrialBalanceQueries {
  constructor(private readonly reader: Reader) {}

  /** One table per location, and the sum of them where there are several. */
  async asOf(scope: Scope, day: CalendarDate, locationId: string | undefined): Promise<TrialBalance[]> {
    const atLocation = locationId === undefined ? sql`` : sql`AND e.location_id = ${locationId}`;
    const balances = await this.reader.all<Balance>(sql`
      SELECT b.location_id AS locationId, l.name AS locationName, a.code AS code, a.name AS name, b.cents AS cents
      FROM (SELECT e.location_id, e.account_code, SUM(e.amount_cents) AS cents FROM entries e
            WHERE ${within(scope, sql`e.location_id`)} AND e.posting_date <= ${day} ${atLocation} GROUP BY e.location_id, e.account_code) b
      JOIN accounts a ON a.code = b.account_code JOIN locations l ON l.id = b.location_id ORDER BY l.name, l.id, a.code`);
    const ids = [...new Set(balances.map((balance) => balance.locationId))];
    const tables = ids.map((id) => balances.filter((balance) => balance.locationId === id)).map((own) => tableOf(own[0]!.locationName, own));
    return ids.length > 1 ? [tableOf('All your locations together', balances), ...tables] : tables;
  }
}

function tableOf(title: string, balances: readonly Balance[]): TrialBalance {
  const byCode = new Map<string, { name: string; cents: number }>();
  for (const { code, name, cents } of balances) byCode.set(code, { name, cents: (byCode.get(code)?.cents ?? 0) + cents });
  const rows = [...byCode]
    .filter(([, { cents }]) => cents !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { name, cents }]) => ({ code, name, debitCents: Math.max(cents, 0), creditCents: Math.max(-cents, 0) }));
  return { title, rows, debitCents: sum(rows.map((row) => row.debitCents)), creditCents: sum(rows.map((row) => row.creditCents)) };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, cents) => total + cents, 0);
}
