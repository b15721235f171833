import { belongsTo, type Invoice, type InvoiceHistory, NO_HISTORY, openCentsOf, type PayingParty, type Posting, type ShareState, standingDecisions, type StandingMoney } from '../../invoices/index.js';
import { currentActor } from '../../platform/actor.js';
import { MoneyElsewhere } from '../domain/elsewhere-refusals.js';
import { type HeldMoney, type OwedShare, placeHeld } from '../domain/earmarks.js';
import type { Payment } from '../domain/payment.js';
import type { WaitingVisit } from '../domain/visit-holdings.js';
import type { AllocationState } from '../domain/payment-state.js';
import { type LiveAllocation, liveAllocations, releasable, type ReleasedPart } from '../domain/standing-money.js';
import { type Effect, effectOf, snapshotOf } from './effect.js';
import { partyOf } from './row-applying.js';
import { type Visit, visitHoldings, visitsOf } from './visits.js';

interface Props {
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  histories: ReadonlyMap<string, InvoiceHistory>;
  allocations: readonly AllocationState[];
  /** Payments with money here, received where the actor has no grant: it may stay, but not be moved. */
  hidden: ReadonlySet<string>;
  /** Every record that is a payment's party by now. */
  groups: ReadonlyMap<string, readonly string[]>;
  /** Visits that wait for an insurer on invoices that are not staged. */
  waiting: readonly WaitingVisit[];
  posting: Posting;
}

/**
 * Invoices and the payments that have, or hold, money for them, opened together: locked for an act, or only looked at for its preview.
 * Both run the same functions on it; only what was locked is kept.
 */
export class Stage {
  readonly posting: Posting;
  readonly #invoices: ReadonlyMap<string, Invoice>;
  readonly #payments: ReadonlyMap<string, Payment>;
  readonly #before: ReturnType<typeof snapshotOf>;
  readonly #released: { part: ReleasedPart; payment: Payment }[] = [];

  constructor(private readonly props: Props) {
    this.posting = props.posting;
    this.#invoices = new Map(props.invoices.map((invoice) => [invoice.id, invoice]));
    this.#payments = new Map(props.payments.map((payment) => [payment.id, payment]));
    this.#before = snapshotOf(props.invoices, props.payments);
  }

  get invoices(): readonly Invoice[] {
    return this.props.invoices;
  }

  invoice(id: string): Invoice {
    return this.#invoices.get(id)!;
  }

  payment(id: string): Payment {
    return this.#payments.get(id)!;
  }

  /** What stands on an invoice; of all payments, or of all but one. */
  standing(invoice: Invoice, { except }: { except?: string } = {}): { history: InvoiceHistory; money: StandingMoney[] } {
    const own = this.props.allocations.filter((row) => row.invoiceId === invoice.id && row.paymentId !== except && (this.#payments.has(row.paymentId) || this.props.hidden.has(row.paymentId)));
    return {
      history: this.props.histories.get(invoice.id) ?? NO_HISTORY,
      money: releasable(own).map(({ allocation, amountCents }) => ({ allocationId: allocation.id, shareId: allocation.shareId, amountCents })),
    };
  }

  /** The first allocation that the money of this one stood in. */
  originOf(allocationId: string): string {
    return this.props.allocations.find(({ id }) => id === allocationId)!.originId;
  }

  /** The live allocations of one payment on the staged invoices. */
  liveOf(paymentId: string): LiveAllocation[] {
    return liveAllocations(this.props.allocations).filter(({ allocation }) => allocation.paymentId === paymentId);
  }

  /** Whether a takeback names money of this payment (MONEY 9). */
  isTakenFrom(paymentId: string): boolean {
    const origins = new Set(this.liveOf(paymentId).map(({ allocation }) => allocation.originId));
    return this.props.allocations.some(({ takenOriginId }) => takenOriginId !== null && origins.has(takenOriginId));
  }

  /**
   * Gives money that came off shares back to its payments. `held`: it stays earmarked to its line if it paid its own party's share;
   * otherwise it is free (MONEY 8).
   */
  giveBack(invoice: Invoice, released: readonly StandingMoney[], { held }: { held: boolean }): void {
    const allocations = new Map(this.props.allocations.map((row) => [row.id, row]));
    const parts = new Map<Payment, ReleasedPart[]>();
    for (const { allocationId, amountCents } of released) {
      const allocation = allocations.get(allocationId)!;
      const payment = this.#mayMove(allocation.paymentId, invoice);
      const part = { allocation, amountCents, isEarmarked: held && this.#isOwn(payment, invoice, allocation.shareId), on: onShare(invoice, allocation.shareId) };
      parts.set(payment, [...(parts.get(payment) ?? []), part]);
      this.#released.push({ part, payment });
    }
    for (const [payment, own] of parts) payment.release(own, this.posting);
  }

  /** The end of every act: what is held goes where it is held for, and ends where its line is voided. */
  settle(): void {
    for (const invoice of this.props.invoices) {
      for (const { paymentId, shareId, amountCents } of placeHeld(this.#heldFor(invoice), this.#owedOn(invoice))) this.#place(invoice, paymentId, shareId, amountCents);
      for (const line of invoice.lines.filter(({ state }) => state === 'voided')) this.#free(line.id);
    }
    for (const payment of this.props.payments.filter((one) => visitHoldings(one).length > 0).sort(longerWaiting)) this.#placeVisits(payment);
  }

  effect(): Effect {
    return effectOf(this.#before, snapshotOf(this.props.invoices, this.props.payments), this.#released);
  }

  /** Money that came from another location goes back into the books there: by somebody who posts payments there too. */
  #mayMove(paymentId: string, invoice: Invoice): Payment {
    const payment = this.#payments.get(paymentId);
    if (!payment || (payment.locationId !== invoice.locationId && !currentActor().can('payment.allocate', payment.locationId))) throw new MoneyElsewhere();
    return payment;
  }

  #isOwn(payment: Payment, invoice: Invoice, shareId: string): boolean {
    return belongsTo(invoice.shares.find(({ id }) => id === shareId)!, this.#party(payment));
  }

  /** Merged records are one party. */
  #party({ owner: { kind, root } }: Payment): PayingParty {
    return partyOf({ kind, root, group: this.props.groups.get(root) ?? [root] });
  }

  #heldFor(invoice: Invoice): HeldMoney[] {
    const lines = new Set(invoice.lines.map(({ id }) => id));
    return this.props.payments.flatMap((payment) =>
      payment.earmarks
        .filter(({ reference }) => lines.has(reference))
        .map(({ reference, amountCents }) => ({
          paymentId: payment.id, postingDate: payment.postingDate, number: payment.number, lineId: reference, amountCents,
        })),
    );
  }

  #owedOn(invoice: Invoice): OwedShare[] {
    const decisions = standingDecisions([...this.standing(invoice).history.adjudications, ...invoice.state().adjudications]);
    // An insurer's money returns no further than its standing decision paid (MONEY 8).
    const backCents = (share: ShareState): number => {
      const decision = decisions.find(({ row }) => row.shareId === share.id);
      return decision ? Math.max(0, Math.min(openCentsOf(share), decision.paidLeftCents - share.paidCents)) : 0;
    };
    return invoice.shares.map((share) => ({
      shareId: share.id, lineId: share.lineId, openCents: share.partyKind === 'insurer' ? backCents(share) : openCentsOf(share), isOwn: (paymentId: string) => belongsTo(share, this.#party(this.payment(paymentId))),
    }));
  }

  #place(invoice: Invoice, paymentId: string, shareId: string, amountCents: number): void {
    const paid = invoice.takeHeld(shareId, amountCents, this.posting);
    const row = { invoiceId: invoice.id, patientId: invoice.patientId, locationId: invoice.locationId, invoiceVersion: invoice.nextVersion, shares: [paid] };
    this.payment(paymentId).placeEarmark(paid.lineId, row, this.posting);
  }

  /** Of two invoices of a visit the one begun first is paid first; what is left is free once no insurer owes anything of the visit. */
  #placeVisits(payment: Payment): void {
    const invoices = [...this.props.invoices].filter(({ locationId }) => locationId === payment.locationId).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const invoice of invoices) for (const visit of visitsOf(invoice, this.#party(payment))) this.#payVisit(payment, invoice, visit);
    const own = this.props.groups.get(payment.owner.root) ?? [payment.owner.root];
    const daysOf = (list: readonly Invoice[]) => list.filter(({ guarantorId }) => own.includes(guarantorId)).flatMap((invoice) => visitsOf(invoice, this.#party(payment)));
    const days = daysOf(invoices);
    // Also an invoice of another location keeps the visit waiting.
    const waiting = [...daysOf(this.props.invoices).filter(({ isWithInsurer }) => isWithInsurer), ...this.props.waiting.filter(({ guarantorId }) => own.includes(guarantorId))].map(({ key }) => key);
    for (const key of new Set(days.map((day) => day.key))) {
      const rest = payment.ofVisit(key);
      if (rest && !waiting.includes(key)) payment.renameHolding(rest.id, { kind: 'credit' });
    }
  }

  #payVisit(payment: Payment, invoice: Invoice, { key, open }: Visit): void {
    for (const { shareId, cents } of open) {
      const amountCents = Math.min(cents, payment.ofVisit(key)?.amountCents ?? 0);
      if (amountCents === 0) return;
      const { id: invoiceId, patientId, locationId, nextVersion: invoiceVersion } = invoice;
      payment.allocate([{ invoiceId, patientId, locationId, invoiceVersion, shares: [invoice.takeHeld(shareId, amountCents, this.posting)] }], this.posting);
    }
  }

  #free(lineId: string): void {
    for (const payment of this.props.payments) {
      if (payment.earmarks.some(({ reference }) => reference === lineId)) payment.freeEarmark(lineId, this.posting);
    }
  }
}

function longerWaiting(a: Payment, b: Payment): number {
  const since = (payment: Payment): string => `${visitHoldings(payment).map((holding) => holding.since).sort()[0]} ${payment.id}`;
  return since(a) < since(b) ? -1 : 1;
}

function onShare(invoice: Invoice, shareId: string): ReleasedPart['on'] {
  const { partyKind, payerId, guarantorId } = invoice.shares.find(({ id }) => id === shareId)!;
  const { id: invoiceId, patientId, locationId, nextVersion } = invoice;
  return { share: { shareId, partyKind, payerId, guarantorId }, invoiceId, patientId, locationId, invoiceVersion: nextVersion };
}

