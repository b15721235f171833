import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { asId, join, limit, list, sql, type Sql } from '../../platform/database/sql.js';
import { daysBetween, formatDate } from '../../shared/calendar-date.js';
import type { HoldingKind, PaymentKind } from '../domain/payment-state.js';
import { HOLDING_NAMES } from './payment-words.js';
import { alsoVisiblePayments } from './visible-payments.js';

/** One payment with money that is not on an invoice. */
export interface CreditLine {
  paymentId: string;
  number: number;
  partyName: string;
  locationId: string;
  locationName: string;
  unappliedCents: number;
  holdings: CreditHolding[];
  ageDays: number;
}

export interface CreditHolding {
  kind: HoldingKind;
  /** `Held for the visit of Dec 2, 2026`, `Prepayment: Ten sessions`, … */
  name: string;
  amountCents: number;
  since: string;
  owner: string;
  /** `<patientId>:<day>` of a visit. */
  visit: string | null;
}

const MOST = 40;

@Injectable()
export class CreditQueries {
  constructor(private readonly reader: Reader) {}

  /** Everything a party has unapplied at the locations one may see, the longest waiting first. */
  of({ kind, group }: { kind: PaymentKind; group: readonly string[] }, today: string): Promise<CreditLine[]> {
    return this.#lines([sql`p.party_root IN (${list(group)})`, sql`p.kind = ${kind}`], today);
  }

  /** Of anybody of that kind, by our number of the payment. */
  byNumber(number: number, kind: PaymentKind, today: string): Promise<CreditLine[]> {
    return this.#lines([sql`p.number = ${number}`, sql`p.kind = ${kind}`], today);
  }

  async #lines(conditions: Sql[], today: string): Promise<CreditLine[]> {
    const rows = await this.reader.all<Omit<CreditLine, 'holdings' | 'ageDays'> & { kind: HoldingKind; reference: string; amountCents: number; since: string; owner: string; purpose: string; visitor: string | null }>(sql`
      SELECT p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.location_id AS locationId, l.name AS locationName,
             p.unapplied_cents AS unappliedCents, p.purpose AS purpose, h.kind AS kind, h.reference AS reference, h.amount_cents AS amountCents, h.since AS since,
             COALESCE(t.display_name, h.owner_id) AS owner, v.first_name AS visitor
      FROM payments p JOIN payment_holdings h ON h.payment_id = p.id JOIN locations l ON l.id = +p.location_id
      LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id LEFT JOIN staff t ON t.id = h.owner_id
      LEFT JOIN patients v ON h.kind = 'visit' AND v.id = ${asId(sql`SUBSTR(h.reference, 1, 26)`)}
      WHERE ${join([alsoVisiblePayments(), sql`p.unapplied_cents > 0`, ...conditions], ' AND ')} ORDER BY h.since, p.id, h.id ${limit(MOST)}`);
    const lines = new Map<string, CreditLine>();
    for (const { kind, reference, amountCents, since, owner, purpose, visitor, ...payment } of rows) {
      const line = lines.get(payment.paymentId) ?? { ...payment, holdings: [], ageDays: Math.max(0, daysBetween(since, today)) };
      const name = holdingName({ kind, reference, purpose, visitor });
      line.holdings.push({ kind, name, amountCents, since, owner, visit: kind === 'visit' ? reference : null });
      lines.set(payment.paymentId, line);
    }
    return [...lines.values()];
  }
}

/** How a holding reads wherever it is shown. */
export function holdingName({ kind, reference, purpose, visitor }: { kind: HoldingKind; reference: string; purpose: string; visitor?: string | null }): string {
  if (kind === 'visit') return `Held for the visit of ${formatDate(reference.slice(27))}${visitor ? ` (${visitor})` : ''}`;
  return kind === 'purpose' ? `${HOLDING_NAMES.purpose}: ${purpose}` : HOLDING_NAMES[kind];
}
