import { Injectable } from '@nestjs/common';
import { type Scope, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Paged } from './payers.queries.js';

export interface LedgerFilter {
  from?: string | undefined;
  through?: string | undefined;
  location?: string | undefined;
  state?: string | undefined;
  before?: string | undefined;
}

export interface LedgerPayment {
  paymentId: string;
  number: number;
  reference: string;
  paymentDate: string;
  postingDate: string;
  locationName: string;
  amountCents: number;
  allocatedCents: number;
  unappliedCents: number;
  owedCents: number;
  state: string;
}

export interface LocationBalance {
  locationId: string;
  locationName: string;
  invoices: number;
  openCents: number;
  unappliedCents: number;
  owedCents: number;
  /** Paid here out of money received at other locations. */
  fromElsewhereCents: number;
}

const PAGE = 25;
const STATES: Record<string, Sql> = {
  unapplied: sql`y.unapplied_cents > 0`,
  applied: sql`y.state = 'posted' AND y.unapplied_cents = 0`,
  reversed: sql`y.state = 'reversed'`,
};

/** All that a payer, under any of its records, paid and owes at the caller's locations. Dates are posting dates. */
@Injectable()
export class PayerLedgerQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first in the order they were entered. */
  async payments(group: readonly string[], filter: LedgerFilter): Promise<Paged<LedgerPayment>> {
    const conditions = [sql`y.payer_id IN (${list(group)})`, within(books(), sql`y.location_id`), ...filtered(filter)];
    const rows = await this.reader.all<LedgerPayment>(sql`
      SELECT y.id AS paymentId, y.number AS number, y.reference AS reference, y.payment_date AS paymentDate, y.posting_date AS postingDate, l.name AS locationName,
             y.amount_cents AS amountCents, y.allocated_cents AS allocatedCents, y.unapplied_cents AS unappliedCents, y.owed_cents AS owedCents, y.state AS state
      FROM payments y JOIN locations l ON l.id = y.location_id
      WHERE ${join(conditions, ' AND ')} ORDER BY y.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)?.paymentId : undefined };
  }

  /** What is open at invoices, held unapplied and owed back, by location. */
  async balances(group: readonly string[]): Promise<LocationBalance[]> {
    const open = await this.reader.all<{ locationId: string; invoices: number; cents: number }>(sql`
      SELECT i.location_id AS locationId, COUNT(DISTINCT i.id) AS invoices, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS cents
      FROM shares s JOIN invoices i ON i.id = s.invoice_id
      WHERE s.payer_id IN (${list(group)}) AND i.state = 'open' AND s.charged_cents - s.paid_cents - s.adjusted_cents <> 0 AND ${within(books(), sql`i.location_id`)} GROUP BY i.location_id`);
    const held = await this.reader.all<{ locationId: string; unappliedCents: number; owedCents: number }>(sql`
      SELECT y.location_id AS locationId, SUM(y.unapplied_cents) AS unappliedCents, SUM(y.owed_cents) AS owedCents FROM payments y
      WHERE y.payer_id IN (${list(group)}) AND ${within(books(), sql`y.location_id`)} GROUP BY y.location_id`);
    const reached = await this.reader.all<{ locationId: string; cents: number }>(sql`
      SELECT i.location_id AS locationId, SUM(a.amount_cents) AS cents FROM payments y JOIN allocations a ON a.payment_id = y.id JOIN invoices i ON i.id = a.invoice_id
      WHERE y.payer_id IN (${list(group)}) AND i.location_id <> y.location_id AND ${within(books(), sql`i.location_id`)} GROUP BY i.location_id`);
    const places = await this.reader.all<{ id: string; name: string }>(sql`SELECT l.id AS id, l.name AS name FROM locations l WHERE ${within(books(), sql`l.id`)} ORDER BY l.name`);
    return places.map(({ id, name }) => {
      const owes = open.find(({ locationId }) => locationId === id);
      const holds = held.find(({ locationId }) => locationId === id);
      const fromElsewhereCents = reached.find(({ locationId }) => locationId === id)?.cents ?? 0;
      return { locationId: id, locationName: name, invoices: owes?.invoices ?? 0, openCents: owes?.cents ?? 0, unappliedCents: holds?.unappliedCents ?? 0, owedCents: holds?.owedCents ?? 0, fromElsewhereCents };
    });
  }

  /** The oldest open invoices it is asked to pay. */
  async openInvoices(group: readonly string[], location: string | undefined) {
    return this.reader.all<{ invoiceId: string; number: string; patientName: string; serviceDate: string; dueDate: string; locationName: string; openCents: number }>(sql`
      SELECT i.id AS invoiceId, i.number AS number, i.patient_name AS patientName, i.service_date AS serviceDate, i.due_date AS dueDate, l.name AS locationName,
             SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents
      FROM shares s JOIN invoices i ON i.id = s.invoice_id JOIN locations l ON l.id = i.location_id
      WHERE s.payer_id IN (${list(group)}) AND i.state = 'open' AND ${within(books(), sql`i.location_id`)} ${location ? sql`AND i.location_id = ${location}` : sql``}
      GROUP BY i.id, i.number, i.patient_name, i.service_date, i.due_date, l.name HAVING openCents <> 0 ORDER BY i.service_date, i.id ${limit(PAGE)}`);
  }
}

function books(): Scope {
  return scopeFor('ledger.read');
}

function filtered({ from, through, location, state, before }: LedgerFilter): Sql[] {
  const given: [unknown, Sql][] = [
    [from, sql`y.posting_date >= ${from ?? ''}`],
    [through, sql`y.posting_date <= ${through ?? ''}`],
    [location, sql`y.location_id = ${location ?? ''}`],
    [state, STATES[state ?? ''] ?? sql`1 = 1`],
    [before, sql`y.id < ${before ?? ''}`],
  ];
  return given.flatMap(([value, condition]) => (value ? [condition] : []));
}
