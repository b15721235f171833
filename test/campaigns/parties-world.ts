import { sql } from '../../src/platform/database/sql.js';
import { DomainError } from '../../src/shared/domain-error.js';
import { newId } from '../../src/platform/ids.js';
import type { Books } from '../support/books.js';
import { ExpectedDays } from './expected-days.js';
import { fingerprint } from './fingerprint.js';
import { paymentFacts } from './lookups.js';
import { isInsurer, type Party, PARTIES, type PartyLine, PartyPayment } from './parties-model.js';
import type { Outcome } from './world.js';

export interface PartiesOperation {
  name: string;
  run(world: PartiesWorld): Promise<void>;
}

export const operation = (name: string, run: PartiesOperation['run']): PartiesOperation => ({ name, run });

/** The product and, beside it, what every party of every line must owe. */
export class PartiesWorld {
  readonly lines: PartyLine[] = [];
  readonly payments: PartyPayment[] = [];
  readonly days: ExpectedDays;
  readonly counts = { done: 0, refused: 0 };

  constructor(readonly books: Books) {
    this.days = new ExpectedDays(books, () => this.#sums());
  }

  payerOf(party: Party): string {
    const { harborlight, tamarack, kestrel } = this.books.clinic;
    return { primary: harborlight, secondary: tamarack, employer: kestrel, patient: '' }[party];
  }

  /** Runs a command; a refusal must leave every business table as it was. */
  async attempt<T>(command: object): Promise<Outcome<T>> {
    const before = await fingerprint(this.books.reader);
    try {
      const answer = await this.books.run<T>(command, { submission: newId() });
      this.counts.done += 1;
      return { done: answer };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.counts.refused += 1;
      expect(await fingerprint(this.books.reader)).toEqual(before);
      return { refused: error };
    }
  }

  async received(paymentId: string, party: Party): Promise<PartyPayment> {
    const { number, postingDate, amount, locationId } = (await this.books.reader.one<{ number: number; postingDate: string; amount: number; locationId: string }>(paymentFacts(paymentId)))!;
    const payment = new PartyPayment({ paymentId, number, postingDate, party, locationId, amount });
    this.payments.push(payment);
    return payment;
  }

  /** The end of an act, and the comparison of all it touched. */
  async settle(lines: readonly PartyLine[], near: readonly PartyPayment[] = []): Promise<void> {
    const oldest = this.payments.filter(({ reversed }) => !reversed).sort(older);
    for (const line of lines) line.place(oldest);
    for (const line of lines) await this.#checkLine(line);
    for (const payment of this.payments) if (near.includes(payment) || lines.some((line) => line.touches(payment))) await this.#checkPayment(payment);
  }

  async #checkLine(line: PartyLine): Promise<void> {
    const rows = await this.books.reader.all<{ kind: string; payerId: string | null; charged: number; paid: number; adjusted: number }>(sql`
      SELECT party_kind AS kind, payer_id AS payerId, SUM(charged_cents) AS charged, SUM(paid_cents) AS paid, SUM(adjusted_cents) AS adjusted FROM shares WHERE invoice_id = ${line.id} GROUP BY party_kind, payer_id`);
    const of = (party: Party) => rows.find(({ kind, payerId }) => (party === 'patient' ? kind === 'patient' : payerId === this.payerOf(party))) ?? { charged: 0, paid: 0, adjusted: 0 };
    const stored = PARTIES.map((party) => [party, of(party).charged, of(party).paid, of(party).adjusted]);
    expect(stored).toEqual(PARTIES.map((party) => [party, line.shares[party].charged, line.shares[party].paid, line.shares[party].adjusted]));
    expect(sumOf(rows.map(({ charged }) => charged))).toBe(line.facts.chargeCents);
  }

  async #checkPayment({ facts, applied, unapplied, free, held, parts, recouped, reversed }: PartyPayment): Promise<void> {
    const stored = await this.books.reader.one<Record<string, number>>(sql`
      SELECT allocated_cents AS applied, unapplied_cents AS unapplied, parts_cents AS parts, recouped_cents AS recouped,
        (SELECT COALESCE(SUM(h.amount_cents), 0) FROM payment_holdings h WHERE h.payment_id = p.id AND h.kind = 'earmark') AS held FROM payments p WHERE p.id = ${facts.paymentId}`);
    expect([facts.party, stored]).toEqual([facts.party, { applied, unapplied, parts, recouped, held: unapplied - free }]);
    expect(held.size === 0 || !reversed).toBe(true);
    expect(applied + unapplied + parts + recouped).toBe(reversed ? 0 : facts.amount);
  }

  #sums(): Map<string, number> {
    const sums = new Map<string, number>();
    const add = (key: string, cents: number): unknown => sums.set(key, (sums.get(key) ?? 0) + cents);
    for (const { facts: { locationId, invoiceId }, shares, openCents } of this.lines) {
      add(`${locationId} 1100`, shares.primary.open + shares.secondary.open);
      add(`${locationId} 1110`, shares.patient.open);
      add(`${locationId} 1120`, shares.employer.open);
      add(`open ${invoiceId}`, openCents);
    }
    for (const { facts: { locationId, party }, unapplied, parts, recouped } of this.payments) {
      add(`${locationId} ${isInsurer(party) ? '2100' : '2110'}`, -unapplied);
      add(`${locationId} beside`, -parts - recouped);
    }
    return sums;
  }
}

function older({ facts: a }: PartyPayment, { facts: b }: PartyPayment): number {
  if (a.postingDate !== b.postingDate) return a.postingDate < b.postingDate ? -1 : 1;
  return a.number - b.number;
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, cents) => sum + cents, 0);
}
