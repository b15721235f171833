import type { Actor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { DomainError } from '../../src/shared/domain-error.js';
import type { Books } from '../support/books.js';
import { staffAt } from './actors.js';
import { fingerprint } from './fingerprint.js';

/** What the campaign itself knows of an invoice: kept by plain arithmetic, never read from the product. */
export interface ExpectedInvoice {
  invoiceId: string;
  patientId: string;
  locationId: string;
  chargeCents: number;
  insurer: number;
  patient: number;
  voided: boolean;
  touchedByPayment: boolean;
}

export interface ExpectedPart {
  invoice: ExpectedInvoice;
  amount: number;
  adjusted: number;
  toPatient: number;
}

export interface ExpectedPayment {
  paymentId: string;
  kind: 'insurer' | 'patient';
  locationId: string;
  patientId: string;
  amount: number;
  unapplied: number;
  parts: ExpectedPart[];
  reversed: boolean;
}

export type Outcome<T> = { done: T } | { refused: DomainError };

/** The product and, beside it, what its balances must be. */
export class World {
  readonly invoices: ExpectedInvoice[] = [];
  readonly payments: ExpectedPayment[] = [];
  readonly counts = { done: 0, refused: 0 };
  readonly clerk: Actor;
  readonly frontDesk: Actor;
  readonly elsewhere: Actor;
  last: { command: object; submission: string; answer: unknown } | undefined;

  constructor(readonly books: Books) {
    const { maple, riverside } = books.clinic;
    this.clerk = staffAt('Supervisor', [maple], 'all');
    this.frontDesk = staffAt('Front desk', [maple], ['patient.read', 'payment.take-patient', 'payment.reverse-own']);
    this.elsewhere = staffAt('Clerk at Riverside', [riverside], 'all');
  }

  /** Runs a command; a refusal must leave every business table as it was. */
  async attempt<T>(command: object, submission: string, as: Actor = this.clerk): Promise<Outcome<T>> {
    const before = await fingerprint(this.books.reader);
    try {
      const answer = await this.books.run<T>(command, { as, submission });
      this.counts.done += 1;
      this.last = { command, submission, answer };
      return { done: answer };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.sentence.length < 20) throw new Error(`not a sentence that helps: ${error.sentence}`, { cause: error });
      this.counts.refused += 1;
      expect(await fingerprint(this.books.reader)).toEqual(before);
      return { refused: error };
    }
  }

  /** The touched records are exactly what the arithmetic says, and their own equations hold. */
  async checkInvoice(expected: ExpectedInvoice): Promise<void> {
    const rows = await this.books.reader.all<{ kind: string; open: number; lineCharge: number; charged: number; least: number }>(
      sql`SELECT s.party_kind AS kind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS open, SUM(s.charged_cents) AS charged,
                 MIN(s.charged_cents - s.paid_cents - s.adjusted_cents) AS least, 0 AS lineCharge
          FROM shares s WHERE s.invoice_id = ${expected.invoiceId} GROUP BY s.party_kind`,
    );
    const open = (kind: string): number => rows.find((row) => row.kind === kind)?.open ?? 0;
    const stored = await this.books.reader.one<{ open: number; charge: number }>(
      sql`SELECT open_cents AS open, charge_cents AS charge FROM invoices WHERE id = ${expected.invoiceId}`,
    );
    expect({ insurer: open('insurer'), patient: open('patient'), stored: stored!.open, charge: stored!.charge }).toEqual({
      insurer: expected.insurer, patient: expected.patient, stored: expected.insurer + expected.patient, charge: expected.chargeCents,
    });
    expect(Math.min(...rows.map((row) => row.least), 0)).toBe(0);
    expect(rows.reduce((sum, row) => sum + row.charged, 0)).toBe(expected.voided ? 0 : expected.chargeCents);
    const entries = await this.books.reader.one<{ sum: number | null }>(
      sql`SELECT SUM(amount_cents) AS sum FROM entries WHERE invoice_id = ${expected.invoiceId} AND account_code IN ('1100', '1110', '1120')`,
    );
    expect(entries!.sum ?? 0).toBe(expected.insurer + expected.patient);
  }

  async checkPayment(expected: ExpectedPayment): Promise<void> {
    const stored = await this.books.reader.one<{ amount: number; unapplied: number; allocated: number; state: string }>(
      sql`SELECT amount_cents AS amount, unapplied_cents AS unapplied, allocated_cents AS allocated, state AS state FROM payments WHERE id = ${expected.paymentId}`,
    );
    const applied = expected.reversed ? 0 : expected.parts.reduce((sum, part) => sum + part.amount, 0);
    expect(stored).toMatchObject({ amount: expected.amount, unapplied: expected.reversed ? 0 : expected.unapplied, allocated: applied });
    const balance = await this.books.reader.one<{ sum: number | null }>(
      sql`SELECT SUM(amount_cents) AS sum FROM entries WHERE payment_id = ${expected.paymentId} AND account_code IN ('2100', '2110')`,
    );
    expect(0 - (balance!.sum ?? 0)).toBe(expected.reversed ? 0 : expected.unapplied);
    const journals = await this.books.reader.one<{ n: number }>(
      sql`SELECT COUNT(*) AS n FROM (SELECT journal_id FROM entries WHERE journal_id IN (SELECT journal_id FROM entries WHERE payment_id = ${expected.paymentId}) GROUP BY journal_id, location_id HAVING SUM(amount_cents) <> 0) AS unbalanced`,
    );
    expect(journals!.n).toBe(0);
  }
}
