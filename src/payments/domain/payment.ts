import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { type DepositedMoney, moveMoney, takeOutOfDeposit, takeToBank } from './bank-money.js';
import { type AllocationFact, PaymentAllocated, PaymentRecorded, PaymentReversed } from './events.js';
import { checkBooks } from './payment-books.js';
import type { AllocationState, HoldingKind, PaymentRows, PaymentState, Posting } from './payment-state.js';
import * as refuse from './refusals.js';

/** What the invoices answered: where each row's money went, share by share. */
export interface AppliedRow {
  invoiceId: string;
  patientId: string;
  locationId: string;
  shares: readonly { shareId: string; lineId: string; payerId: string | null; amountCents: number }[];
}

/** The facts of a payment, as it was received. */
export type ReceivedPayment = Omit<
  PaymentState,
  | 'version' | 'liveKey' | 'state' | 'allocatedCents' | 'partsCents' | 'unappliedCents' | 'refundedCents' | 'owedCents' | 'recoupedCents'
  | 'postingDate' | 'lastPostedOn' | 'depositId' | 'moneyMovedOn'
>;

/** What stands of one allocation after reversals. */
export interface LiveAllocation {
  allocation: AllocationState;
  amountCents: number;
}

/** Money received once, and where every cent of it is. */
export class Payment extends Aggregate<PaymentRows> {
  readonly #rows: PaymentRows;

  private constructor(rows: PaymentRows) {
    super();
    this.#rows = rows;
    checkBooks(rows);
  }

  static from({ root, holdings }: Pick<PaymentRows, 'root' | 'holdings'>): Payment {
    return new Payment({ root: { ...root }, holdings: holdings.map((holding) => ({ ...holding })), allocations: [] });
  }

  /** `remainder` is the name of what the rows leave over. */
  static record(received: ReceivedPayment, applied: readonly AppliedRow[], remainder: HoldingKind | undefined, posting: Posting): Payment {
    const root: PaymentState = {
      ...received, version: 0, liveKey: '', state: 'posted', allocatedCents: 0, partsCents: 0, unappliedCents: 0, refundedCents: 0, owedCents: 0, recoupedCents: 0,
      postingDate: posting.date, lastPostedOn: posting.date, depositId: null, moneyMovedOn: null,
    };
    const rows: PaymentRows = { root, holdings: [], allocations: [] };
    const allocatedCents = sumCents(applied.flatMap((row) => row.shares.map((share) => share.amountCents)));
    if (allocatedCents > root.amountCents) throw new refuse.AllocatedAboveAmount(allocatedCents, root.amountCents);
    root.allocatedCents = allocatedCents;
    root.unappliedCents = root.amountCents - allocatedCents;
    if (root.unappliedCents > 0) hold(rows, remainder, posting);
    const payment = new Payment(rows);
    payment.#raiseRecorded(payment.#enter(applied, posting), posting);
    return payment;
  }

  get id(): string {
    return this.#rows.root.id;
  }

  get locationId(): string {
    return this.#rows.root.locationId;
  }

  /** Whose shares it may pay. */
  get party(): { partyKind: PaymentState['kind']; payerRoot?: string; guarantorId?: string } {
    const { kind, partyRoot } = this.#rows.root;
    return kind === 'patient' ? { partyKind: kind, guarantorId: partyRoot } : { partyKind: kind, payerRoot: partyRoot };
  }

  get unappliedCents(): number {
    return this.#rows.root.unappliedCents;
  }

  get lastPostedOn(): CalendarDate {
    return this.#rows.root.lastPostedOn;
  }

  state(): PaymentRows {
    return this.#rows;
  }

  /** Asked before the invoices are, so that the sentence is about the payment. */
  refuseAbove(askedCents: number): void {
    const { root } = this.#rows;
    if (root.state === 'reversed') throw new refuse.ReversedAlready(root.number);
    if (askedCents > root.unappliedCents) throw new refuse.AllocatedAboveUnapplied(root.number, askedCents, root.unappliedCents);
  }

  /** Uses money received earlier. */
  allocate(applied: readonly AppliedRow[], posting: Posting): void {
    const { root } = this.#rows;
    const allocatedCents = sumCents(applied.flatMap((row) => row.shares.map((share) => share.amountCents)));
    this.refuseAbove(allocatedCents);
    this.#touch(posting);
    root.allocatedCents += allocatedCents;
    root.unappliedCents -= allocatedCents;
    this.#useHoldings(allocatedCents);
    const allocations = this.#enter(applied, posting);
    checkBooks(this.#rows);
    this.raise(new PaymentAllocated({ ...this.#facts(posting), ...this.#owner(), allocations }));
  }

  /** Whether the one who posted it may reverse it alone: the same open day, and the money not yet in the bank. */
  isOwnAndFresh(actorId: string, accountingDay: CalendarDate): boolean {
    const { postedBy, postingDate, depositId } = this.#rows.root;
    return postedBy === actorId && postingDate === accountingDay && depositId === null;
  }

  deposit(depositId: string, date: CalendarDate): DepositedMoney {
    return takeToBank(this.#rows.root, depositId, date);
  }

  takeOutOfDeposit(depositId: string, date: CalendarDate): void {
    takeOutOfDeposit(this.#rows.root, depositId, date);
  }

  /** A payment is reversed whole, once; a reversal is not a payment and cannot be reversed. */
  refuseReversal(): void {
    const { root } = this.#rows;
    if (root.state === 'reversed') throw new refuse.ReversedAlready(root.number);
    const terms: [string, number][] = [
      ['provider-level parts', root.partsCents], ['refunds', root.refundedCents], ['money owed back', root.owedCents], ['recoupments', root.recoupedCents],
    ];
    const dependants = terms.filter(([, cents]) => cents !== 0).map(([name]) => name);
    if (dependants.length > 0) throw new refuse.HasDependants(root.number, dependants);
  }

  /** `live` is what stands of its allocations; each gets its opposite, and nothing of the payment is left anywhere. */
  reverse(live: readonly LiveAllocation[], reason: string, posting: Posting): void {
    const { root } = this.#rows;
    this.refuseReversal();
    if (reason.trim() === '') throw new refuse.ReversalReason();
    this.#touch(posting);
    for (const { allocation, amountCents } of live) {
      const { invoiceId, lineId, shareId, originId, takenOriginId } = allocation;
      this.#rows.allocations.push({
        id: posting.nextId(), paymentId: this.id, invoiceId, lineId, shareId, amountCents: -amountCents, originId, takenOriginId,
        postingDate: posting.date, reversesId: allocation.id,
      });
    }
    root.allocatedCents -= sumCents(live.map(({ amountCents }) => amountCents));
    root.unappliedCents = 0;
    this.#rows.holdings = [];
    root.state = 'reversed';
    root.liveKey = root.id;
    checkBooks(this.#rows);
    if (root.depositId !== null) moveMoney(root, posting.date);
    this.raise(new PaymentReversed({ ...this.#facts(posting), reason: reason.trim(), depositId: root.depositId }));
  }

  #enter(applied: readonly AppliedRow[], posting: Posting): AllocationFact[] {
    const { kind, guarantorId } = this.#rows.root;
    return applied.flatMap(({ invoiceId, patientId, locationId, shares }) =>
      shares.map(({ shareId, lineId, payerId, amountCents }) => {
        const id = posting.nextId();
        this.#rows.allocations.push({
          id, paymentId: this.id, invoiceId, lineId, shareId, amountCents, originId: id, takenOriginId: null, postingDate: posting.date, reversesId: null,
        });
        return { allocationId: id, share: { shareId, partyKind: kind, payerId, guarantorId }, invoiceId, patientId, locationId, amountCents };
      }),
    );
  }

  /** Oldest holding first; of one day, what waits for allocation before what needs research. */
  #useHoldings(amountCents: number): void {
    let rest = amountCents;
    const order = [...this.#rows.holdings].sort((a, b) => compare(a.since, b.since) || compare(b.kind, a.kind) || compare(a.id, b.id));
    for (const holding of order) {
      const part = Math.min(rest, holding.amountCents);
      holding.amountCents -= part;
      rest -= part;
    }
    this.#rows.holdings = this.#rows.holdings.filter((holding) => holding.amountCents > 0);
  }

  #touch(posting: Posting): void {
    const { root } = this.#rows;
    if (posting.date < root.lastPostedOn) throw new refuse.PostedBeforeLastEntry(root.number, root.lastPostedOn);
    root.lastPostedOn = posting.date;
  }

  #raiseRecorded(allocations: readonly AllocationFact[], posting: Posting): void {
    const { method, amountCents, unappliedCents } = this.#rows.root;
    this.raise(new PaymentRecorded({ ...this.#facts(posting), ...this.#owner(), method, amountCents, unappliedCents, allocations }));
  }

  #owner() {
    const { kind, payerId, guarantorId } = this.#rows.root;
    return { kind, payerId, guarantorId };
  }

  #facts(posting: Posting) {
    const { id, locationId, number } = this.#rows.root;
    return { paymentId: id, locationId, number, postingDate: posting.date };
  }
}

function hold({ root, holdings }: PaymentRows, kind: HoldingKind | undefined, posting: Posting): void {
  if (kind === undefined) throw new refuse.RemainderWithoutName(root.unappliedCents, []);
  holdings.push({
    id: posting.nextId(), paymentId: root.id, kind, reference: '', amountCents: root.unappliedCents, ownerId: root.postedBy, since: posting.date,
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What still stands of each allocation: not reversed, and no reversal itself. Older rows first, as they were entered. */
export function liveAllocations(rows: readonly AllocationState[]): LiveAllocation[] {
  const reversed = new Set(rows.map((row) => row.reversesId));
  return rows.filter((row) => row.reversesId === null && !reversed.has(row.id)).map((row) => ({ allocation: row, amountCents: row.amountCents }));
}
