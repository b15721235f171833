import { Injectable } from '@nestjs/common';
import { accountDays, MONEY_AT_HAND } from '../../ledger/index.js';
import { visiblePayments } from '../../payments/index.js';
import { type Scope, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

/** Nobody reads further: what is more is shown as `1,000+`, and the page takes as long for a clinic of any size. */
const COUNTED = 1_000;

interface Counts {
  patients: number;
  openInvoices: number;
  draftInvoices: number;
  reviewedDrafts: number;
  unappliedPayments: number;
}

interface Open {
  openInsurerCents: number;
  openPatientCents: number;
  openOtherCents: number;
}

export interface RecentPayment {
  paymentId: string;
  number: number;
  partyName: string;
  kind: string;
  amountCents: number;
  unappliedCents: number;
  postingDate: CalendarDate;
}

export interface Overview extends Open {
  counts: Counts;
  receivedTodayCents: number;
}

/** Everything covers the granted locations, and only payments that the reader may open; money received goes by posting date. */
@Injectable()
export class HomeQueries {
  constructor(private readonly reader: Reader) {}

  async overview(scope: Scope, money: Scope, today: CalendarDate): Promise<Overview> {
    const counts = await this.#counts(scope);
    const open = await this.#open(money);
    const receivedTodayCents = await this.#received(today);
    return { counts, ...open, receivedTodayCents };
  }

  async #counts(scope: Scope): Promise<Counts> {
    const capped = (rows: Sql): Sql => sql`(SELECT COUNT(*) FROM (SELECT ${rows} ${limit(COUNTED + 1)}) capped)`;
    const row = await this.reader.one<Counts>(
      sql`SELECT ${capped(sql`DISTINCT pl.patient_id FROM patient_locations pl WHERE ${within(scope, sql`pl.location_id`)}`)} AS patients,
                 ${capped(sql`1 FROM invoices i WHERE i.state = 'open' AND ${within(scope, sql`i.location_id`)}`)} AS openInvoices,
                 ${capped(sql`1 FROM invoice_drafts d WHERE d.state = 'draft' AND ${within(scope, sql`d.location_id`)}`)} AS draftInvoices,
                 ${capped(sql`1 FROM invoice_drafts d WHERE d.state = 'reviewed' AND ${within(scope, sql`d.location_id`)}`)} AS reviewedDrafts,
                 ${capped(sql`1 FROM payments p WHERE p.state = 'posted' AND p.unapplied_cents > 0 AND ${visiblePayments()}`)} AS unappliedPayments`,
    );
    return row!;
  }

  /** Receivables by the sums of the days: what all shares still owe, without adding them up. */
  async #open(scope: Scope): Promise<Open> {
    const rows = await this.reader.all<{ account: string; openCents: number }>(sql`
      SELECT e.account_code AS account, SUM(e.debit_cents - e.credit_cents) AS openCents
      FROM ${accountDays((alias) => sql`${within(scope, sql`${alias}.location_id`)} AND ${alias}.account_code IN ('1100', '1110', '1120')`)} e GROUP BY e.account_code`);
    const of = (code: string): number => rows.find(({ account }) => account === code)?.openCents ?? 0;
    return { openInsurerCents: of('1100'), openPatientCents: of('1110'), openOtherCents: of('1120') };
  }

  /** Received less reversed, as the books of the day say; insurers' money only where the reader reads the books. */
  async #received(today: CalendarDate): Promise<number> {
    const mine = (d: Sql): Sql => sql`${d}.account_code IN (${list(MONEY_AT_HAND)}) AND ${d}.day = ${today} AND ${d}.paid_by <> '' AND ${within(scopeFor('payment.read'), sql`${d}.location_id`)}
      AND (${d}.paid_by <> 'insurer' OR ${within(scopeFor('ledger.read'), sql`${d}.location_id`)})`;
    const row = await this.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(d.debit_cents - d.credit_cents), 0) AS cents FROM ${accountDays(mine)} d`);
    return row!.cents;
  }

  recent(): Promise<RecentPayment[]> {
    return this.reader.all<RecentPayment>(
      sql`SELECT p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.kind AS kind,
                 p.amount_cents AS amountCents, p.unapplied_cents AS unappliedCents, p.posting_date AS postingDate
          FROM payments p LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
          WHERE p.state = 'posted' AND ${visiblePayments()} ORDER BY p.id DESC ${limit(6)}`,
    );
  }
}
