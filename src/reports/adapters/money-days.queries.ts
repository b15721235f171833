import { Injectable } from '@nestjs/common';
import { accountDays, CHARGES, MONEY_AT_HAND, RECEIVABLE_CODES, TAX_PAYABLE, WRITE_OFF_CODES } from '../../ledger/index.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

const MOVED = [CHARGES, TAX_PAYABLE, ...MONEY_AT_HAND, ...RECEIVABLE_CODES, ...WRITE_OFF_CODES];

/** What moved on one account at one location in one month, or in a span: debit positive. `month` is `2026-11`. */
export interface MoneyMove {
  locationId: string;
  month: string;
  account: string;
  /** Of received money the kind of its payment; otherwise empty. */
  paidBy: string;
  /** The payer as it is known today; empty for patients. */
  payerId: string;
  cents: number;
}

/** The books by their sums of days, so that a year takes as long as a week. */
@Injectable()
export class MoneyDaysQueries {
  constructor(private readonly reader: Reader) {}

  moves(scope: Scope, from: CalendarDate, through: CalendarDate, locationId: string | undefined): Promise<MoneyMove[]> {
    const wanted = (d: Sql): Sql => sql`${d}.account_code IN (${list(MOVED)}) AND ${d}.day >= ${from} AND ${d}.day <= ${through} AND ${at(scope, d, locationId)}`;
    return this.reader.all<MoneyMove>(sql`
      SELECT m.location_id AS locationId, m.month AS month, m.account_code AS account, m.paid_by AS paidBy, COALESCE(y.merged_root, y.id, '') AS payerId, SUM(m.cents) AS cents
      FROM (SELECT d.location_id, SUBSTR(d.day, 1, 7) AS month, d.account_code, d.paid_by, d.payer_id, d.debit_cents - d.credit_cents AS cents FROM ${accountDays(wanted)} d) m
      LEFT JOIN payers y ON y.id = m.payer_id
      GROUP BY m.location_id, m.month, m.account_code, m.paid_by, y.merged_root, y.id`);
  }

  /** Receivables at the end of a day, by location and account. */
  owed(scope: Scope, through: CalendarDate, locationId: string | undefined): Promise<{ locationId: string; account: string; cents: number }[]> {
    return this.reader.all(sql`
      SELECT d.location_id AS locationId, d.account_code AS account, SUM(d.debit_cents - d.credit_cents) AS cents
      FROM ${accountDays((d) => sql`${d}.account_code IN (${list(RECEIVABLE_CODES)}) AND ${d}.day <= ${through} AND ${at(scope, d, locationId)}`)} d
      GROUP BY d.location_id, d.account_code`);
  }

  /** Insurers' payments posted in the span and still standing, by whether the bank has shown them. */
  async ticked(scope: Scope, from: CalendarDate, through: CalendarDate, locationId: string | undefined): Promise<Ticked> {
    const row = await this.reader.one<Ticked>(sql`
      SELECT COALESCE(SUM(CASE WHEN t.bank_date IS NOT NULL THEN p.amount_cents ELSE 0 END), 0) AS reconciledCents, COALESCE(SUM(CASE WHEN t.bank_date IS NOT NULL THEN 1 ELSE 0 END), 0) AS reconciled,
             COALESCE(SUM(CASE WHEN t.bank_date IS NULL THEN p.amount_cents ELSE 0 END), 0) AS unreconciledCents, COALESCE(SUM(CASE WHEN t.bank_date IS NULL THEN 1 ELSE 0 END), 0) AS unreconciled
      FROM payments p LEFT JOIN deposit_items t ON t.deposit_id = p.deposit_id AND t.payment_id = p.id AND t.state = 'deposited'
      WHERE p.posting_date >= ${from} AND p.posting_date <= ${through} AND p.kind = 'insurer' AND p.state = 'posted' AND p.amount_cents > 0
        AND ${within(scope, sql`p.location_id`)} ${locationId === undefined ? sql`` : sql`AND p.location_id = ${locationId}`}`);
    return row!;
  }

  async payerNames(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.reader.all<{ id: string; name: string }>(sql`SELECT y.id AS id, y.name AS name FROM payers y WHERE y.id IN (${list(ids)})`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

export interface Ticked {
  reconciledCents: number;
  reconciled: number;
  unreconciledCents: number;
  unreconciled: number;
}

function at(scope: Scope, alias: Sql, locationId: string | undefined): Sql {
  return sql`${within(scope, sql`${alias}.location_id`)} ${locationId === undefined ? sql`` : sql`AND ${alias}.location_id = ${locationId}`}`;
}
