import { Injectable } from '@nestjs/common';
import { visiblePayments } from '../../payments/index.js';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, within } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

interface Counts {
  patients: number;
  openInvoices: number;
  draftInvoices: number;
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
  recentPayments: RecentPayment[];
}

/** Everything covers the granted locations, and only payments that the reader may open; money received goes by posting date. */
@Injectable()
export class HomeQueries {
  constructor(private readonly reader: Reader) {}

  async overview(scope: Scope, money: Scope, today: CalendarDate): Promise<Overview> {
    const counts = await this.#counts(scope);
    const open = await this.#open(money);
    const receivedTodayCents = await this.#received(today);
    return { counts, ...open, receivedTodayCents, recentPayments: await this.#recent() };
  }

  async #counts(scope: Scope): Promise<Counts> {
    const row = await this.reader.one<Counts>(
      sql`SELECT (SELECT COUNT(DISTINCT pl.patient_id) FROM patient_locations pl WHERE ${within(scope, sql`pl.location_id`)}) AS patients,
                 (SELECT COUNT(*) FROM invoices i WHERE i.state = 'open' AND ${within(scope, sql`i.location_id`)}) AS openInvoices,
                 (SELECT COUNT(*) FROM invoice_drafts d WHERE d.state IN ('draft', 'reviewed') AND ${within(scope, sql`d.location_id`)}) AS draftInvoices,
                 (SELECT COUNT(*) FROM payments p WHERE p.state = 'posted' AND p.unapplied_cents > 0 AND ${visiblePayments()}) AS unappliedPayments`,
    );
    return row!;
  }

  async #open(scope: Scope): Promise<Open> {
    const rows = await this.reader.all<{ partyKind: string; openCents: number }>(
      sql`SELECT s.party_kind AS partyKind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents
          FROM shares s JOIN invoices i ON i.id = s.invoice_id
          WHERE i.state = 'open' AND ${within(scope, sql`i.location_id`)} GROUP BY s.party_kind`,
    );
    const of = (kind: string): number => rows.find(({ partyKind }) => partyKind === kind)?.openCents ?? 0;
    return { openInsurerCents: of('insurer'), openPatientCents: of('patient'), openOtherCents: of('other') };
  }

  async #received(today: CalendarDate): Promise<number> {
    const row = await this.reader.one<{ cents: number }>(
      sql`SELECT COALESCE(SUM(p.amount_cents), 0) AS cents FROM payments p
          WHERE p.posting_date = ${today} AND p.state = 'posted' AND ${visiblePayments()}`,
    );
    return row!.cents;
  }

  #recent(): Promise<RecentPayment[]> {
    return this.reader.all<RecentPayment>(
      sql`SELECT p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.kind AS kind,
                 p.amount_cents AS amountCents, p.unapplied_cents AS unappliedCents, p.posting_date AS postingDate
          FROM payments p LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
          WHERE p.state = 'posted' AND ${visiblePayments()} ORDER BY p.id DESC ${limit(6)}`,
    );
  }
}
