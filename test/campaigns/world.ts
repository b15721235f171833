import type { Actor } from '../../src/platform/actor.js';
import { DomainError } from '../../src/shared/domain-error.js';
import type { Books } from '../support/books.js';
import { staffAt } from './actors.js';
import { checkInvoice, checkPayment } from './checks.js';
import { ExpectedDays } from './expected-days.js';
import { fingerprint } from './fingerprint.js';
import { paymentFacts } from './lookups.js';
import { type ExpectedDeposit, ExpectedInvoice, ExpectedPayment, type Kind } from './model.js';

export type Outcome<T> = { done: T } | { refused: DomainError };

/** The product and, beside it, what its balances must be. */
export class World {
  readonly invoices: ExpectedInvoice[] = [];
  readonly payments: ExpectedPayment[] = [];
  readonly deposits: ExpectedDeposit[] = [];
  /** Balances carried forward to a later remittance, by their reference. */
  readonly forwarded = new Map<string, number>();
  /** Takebacks: the payment that took and the one it took from both still stand on the invoice, the other way round. */
  readonly crossed: { invoice: ExpectedInvoice; payment: ExpectedPayment; cents: number }[] = [];
  readonly roots = new Map<string, string>();
  /** What Maple Street transferred to Riverside, less what came back. */
  settledCents = 0;
  readonly days: ExpectedDays;
  readonly counts = { done: 0, refused: 0 };
  readonly clerk: Actor;
  readonly frontDesk: Actor;
  readonly elsewhere: Actor;
  last: { command: object; submission: string; answer: unknown } | undefined;

  constructor(readonly books: Books) {
    this.days = new ExpectedDays(books, () => sumsOf(this));
    const { maple, riverside } = books.clinic;
    this.clerk = staffAt('Supervisor', [maple, riverside], 'all');
    this.frontDesk = staffAt('Front desk', [maple], ['patient.read', 'payment.take-patient', 'payment.reverse-own']);
    this.elsewhere = staffAt('Clerk at Riverside', [riverside], 'all');
  }

  /** What Maple Street owes Riverside for money received there; below zero the other way round. */
  get dueCents(): number {
    const { maple } = this.books.clinic;
    const money = this.live.flatMap((invoice) => [...invoice.shares.insurer.money, ...invoice.shares.patient.money].map(({ payment, cents }) => ({ invoice, payment, cents })));
    const across = [...money, ...this.crossed].filter(({ invoice, payment }) => invoice.locationId !== payment.locationId);
    return across.reduce((sum, { payment, cents }) => sum + (payment.locationId === maple ? cents : -cents), 0) - this.settledCents;
  }

  get live(): ExpectedInvoice[] {
    return this.invoices.filter((invoice) => !invoice.voided);
  }

  get standing(): ExpectedPayment[] {
    return this.payments.filter((payment) => !payment.reversed);
  }

  /** The lines, by their invoice, on which an insurer still owes. */
  get pending(): ReadonlySet<string> {
    return new Set(this.live.filter((invoice) => invoice.insurer > 0).map(({ invoiceId }) => invoiceId));
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

  /** A payment that was just recorded, without what it is for. */
  async received(paymentId: string, kind: Kind, patientId: string): Promise<ExpectedPayment> {
    const { number, postingDate, amount, method, locationId } = (await this.books.reader.one<{ number: number; postingDate: string; amount: number; method: string; locationId: string }>(paymentFacts(paymentId)))!;
    const payment = new ExpectedPayment({ paymentId, number, postingDate, kind, locationId, patientId, amount, isCash: method === 'cash' }, this.roots);
    this.payments.push(payment);
    return payment;
  }

  /** The end of an act: what patients' payments hold for its lines goes back to their own open part, the oldest first; then what they hold for the visit. */
  placeHeld(...invoices: ExpectedInvoice[]): void {
    for (const invoice of invoices) this.#placeOn(invoice);
    this.payVisit(...invoices.filter(({ voided }) => !voided));
  }

  #placeOn(invoice: ExpectedInvoice): void {
    for (const payment of [...this.standing].sort(older)) {
      const held = payment.lines.get(invoice.invoiceId) ?? 0;
      if (held === 0) continue;
      payment.takeHeld(invoice.invoiceId, invoice.voided ? held : 0);
      if (invoice.voided) payment.free += held;
      else this.#place(invoice, payment, held);
    }
  }

  /** An insurer's money returns no further than its standing decision paid. */
  #place(invoice: ExpectedInvoice, payment: ExpectedPayment, held: number): void {
    const { kind } = payment;
    if (!payment.owns(kind, invoice)) return;
    const paid = invoice.shares.insurer.money.reduce((sum, { cents }) => sum + cents, 0);
    const room = kind === 'patient' ? invoice.patient : Math.min(invoice.insurer, Math.max(0, (invoice.decision?.paidLeft ?? 0) - paid));
    const cents = Math.min(held, room);
    payment.takeHeld(invoice.invoiceId, cents);
    invoice.pay(kind, payment, cents);
  }

  /** What is held for the visit pays what the patient owes of it, on the invoice begun first; the rest is free once no insurer owes anything of the visit. */
  payVisit(...invoices: ExpectedInvoice[]): void {
    for (const invoice of [...invoices].sort((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))) {
      for (const payment of this.#waitingFor(invoice)) {
        const cents = Math.min(payment.visit, invoice.patient);
        payment.visit -= cents;
        invoice.pay('patient', payment, cents);
      }
    }
    for (const invoice of invoices.filter(({ patientId }) => !this.live.some((one) => one.patientId === patientId && one.insurer > 0))) {
      for (const payment of this.#waitingFor(invoice)) {
        payment.free += payment.visit;
        payment.visit = 0;
      }
    }
  }

  #waitingFor({ patientId, locationId }: ExpectedInvoice): ExpectedPayment[] {
    return this.standing.filter((one) => one.visit > 0 && one.patientId === patientId && one.locationId === locationId);
  }

  /** What an act touched, and every payment that has or holds money for it. */
  async check(invoices: readonly ExpectedInvoice[], payments: readonly ExpectedPayment[] = []): Promise<void> {
    const near = this.payments.filter((payment) => payments.includes(payment) || invoices.some((invoice) => invoice.touchedBy(payment) || payment.lines.has(invoice.invoiceId)));
    for (const invoice of new Set(invoices)) await checkInvoice(this.books.reader, invoice);
    for (const payment of near) await checkPayment(this.books.reader, payment, this.pending);
  }
}

function older(a: ExpectedPayment, b: ExpectedPayment): number {
  if (a.facts.postingDate !== b.facts.postingDate) return a.facts.postingDate < b.facts.postingDate ? -1 : 1;
  return a.facts.number - b.facts.number;
}

/** What every account of a location and every invoice stands at. */
function sumsOf({ invoices, payments }: World): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (key: string, cents: number): unknown => sums.set(key, (sums.get(key) ?? 0) + cents);
  for (const { locationId, invoiceId, insurer, patient } of invoices) {
    add(`${locationId} 1100`, insurer);
    add(`${locationId} 1110`, patient);
    add(`open ${invoiceId}`, insurer + patient);
  }
  for (const { locationId, kind, unapplied, owed, parts, recouped } of payments) {
    add(`${locationId} ${kind === 'insurer' ? '2100' : '2110'}`, -unapplied);
    add(`${locationId} 2150`, -owed);
    add(`${locationId} beside`, -parts - recouped);
  }
  return sums;
}
