import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { BANK, BESIDE_CLAIMS, BETWEEN_LOCATIONS, CHARGES, HELD_FOR_PAYERS, MONEY_AT_HAND, OPENING_BALANCES, RECEIVABLE_CODES, TAX_PAYABLE, WRITE_OFF_CODES } from '../../ledger/index.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

const ACCOUNTS = [BANK, ...MONEY_AT_HAND, ...RECEIVABLE_CODES, ...HELD_FOR_PAYERS, ...BETWEEN_LOCATIONS, ...BESIDE_CLAIMS, TAX_PAYABLE, OPENING_BALANCES, CHARGES, ...WRITE_OFF_CODES];
/** A deposit moves money between places; only these bring it in or take it away. */
const RECEIVING = ['payment-recorded', 'payment-reversed'];
const LISTED = 200;

/** What one cause did to one account at one location on the day: debit positive. */
export interface AccountMove {
  locationId: string;
  locationName: string;
  account: string;
  accountName: string;
  cause: string;
  cents: number;
  journals: number;
}

/** Money that came in one way, and what of it was taken back that day. */
export interface ReceivedBy {
  kind: string;
  method: string;
  methodName: string;
  payments: number;
  inCents: number;
  /** 0 or below. */
  outCents: number;
}

export interface PaymentOfDay {
  paymentId: string;
  number: number;
  partyName: string;
  kind: string;
  methodName: string;
  locationName: string;
  postedBy: string | null;
  state: string;
  amountCents: number;
  allocatedCents: number;
  unappliedCents: number;
}

/** The entries of one posting day, under the reader's scope. A payment stands here with its own commit: nothing is gathered overnight. */
@Injectable()
export class DailyReportQueries {
  constructor(private readonly reader: Reader) {}

  moves(scope: Scope, day: CalendarDate, locationId: string | undefined): Promise<AccountMove[]> {
    return this.reader.all<AccountMove>(sql`
      SELECT m.location_id AS locationId, l.name AS locationName, m.account_code AS account, a.name AS accountName, m.cause AS cause, m.cents AS cents, m.journals AS journals
      FROM (SELECT e.location_id, e.account_code, j.cause, SUM(e.amount_cents) AS cents, COUNT(DISTINCT e.journal_id) AS journals
            FROM entries e JOIN journals j ON j.id = e.journal_id
            WHERE e.account_code IN (${list(ACCOUNTS)}) AND ${ofDay(scope, day, locationId)} GROUP BY e.location_id, e.account_code, j.cause) m
      JOIN locations l ON l.id = m.location_id JOIN accounts a ON a.code = m.account_code ORDER BY l.name, l.id, m.account_code, m.cause`);
  }

  received(scope: Scope, day: CalendarDate, locationId: string | undefined): Promise<ReceivedBy[]> {
    return this.reader.all<ReceivedBy>(sql`
      SELECT p.kind AS kind, p.method AS method, ${METHOD_NAME} AS methodName, COUNT(DISTINCT CASE WHEN j.cause = 'payment-recorded' THEN p.id END) AS payments,
             SUM(CASE WHEN j.cause = 'payment-recorded' THEN e.amount_cents ELSE 0 END) AS inCents,
             SUM(CASE WHEN j.cause = 'payment-recorded' THEN 0 ELSE e.amount_cents END) AS outCents
      FROM entries e JOIN journals j ON j.id = e.journal_id JOIN payments p ON p.id = e.payment_id
      WHERE e.account_code IN (${list(MONEY_AT_HAND)}) AND ${ofDay(scope, day, locationId)} AND j.cause IN (${list(RECEIVING)})
      GROUP BY p.kind, p.method ORDER BY p.kind, p.method`);
  }

  /** The newest of the day first. */
  async payments(scope: Scope, day: CalendarDate, locationId: string | undefined): Promise<{ items: PaymentOfDay[]; isMore: boolean }> {
    const items = await this.reader.all<PaymentOfDay>(sql`
      SELECT p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.kind AS kind, ${METHOD_NAME} AS methodName, l.name AS locationName,
             s.display_name AS postedBy, p.state AS state, p.amount_cents AS amountCents, p.allocated_cents AS allocatedCents, p.unapplied_cents AS unappliedCents
      FROM payments p JOIN locations l ON l.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id LEFT JOIN staff s ON s.id = p.posted_by
      WHERE p.posting_date = ${day} AND ${within(scope, sql`p.location_id`)} ${locationId === undefined ? sql`` : sql`AND p.location_id = ${locationId}`}
      ORDER BY p.id DESC ${limit(LISTED + 1)}`);
    return { items: items.slice(0, LISTED), isMore: items.length > LISTED };
  }
}

function ofDay(scope: Scope, day: CalendarDate, locationId: string | undefined): Sql {
  return sql`e.posting_date = ${day} AND ${within(scope, sql`e.location_id`)} ${locationId === undefined ? sql`` : sql`AND e.location_id = ${locationId}`}`;
}
