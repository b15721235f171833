import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { type DepositedMoney, moveMoney, takeOutOfDeposit, takeToBank } from './bank-money.js';
import { type AllocationFact, PaymentAllocated, PaymentRecorded, PaymentReleased, PaymentReversed } from './events.js';
import { earmarkFor, freeOf, holdIn, holdOut, useHoldings } from './holdings.js';
import { checkBooks } from './payment-books.js';
import type { HoldingKind, HoldingState, PaymentRows, PaymentState, Posting } from './payment-state.js';
import * as refuse from './refusals.js';
import type { LiveAllocation, NewAllocation, ReleasedPart } from './standing-money.js';

/** What the invoices answered: where each row's money went, share by share. */
export interface AppliedRow {
  invoiceId: string;
  patientId: string;
  locationId: string;
  invoiceVersion: number;
  shares: readonly { shareId: string; lineId: string; payerId: string | null; amountCents: number }[];
}

/** The facts of a payment, as it was received. */
export type ReceivedPayment = Omit<
  PaymentState,
  | 'version' | 'liveKey' | 'state' | 'allocatedCents' | 'partsCents' | 'unappliedCents' | 'refundedCents' | 'owedCents' | 'recoupedCents'
  | 'postingDate' | 'lastPostedOn' | 'depositId' | 'moneyMovedOn'
>;

const NONE: ReadonlySet<string> = new Set();

/** Money received once, and where every cent of it is. */
export class Payment extends Aggregate<PaymentRows> {
  readonly #rows: PaymentRows;

  private constructor(rows: PaymentRows) {
    super();
    this.#rows = rows;
    checkBooks(rows);
  }

  static from({ root, holdings }: Pick<PaymentRows, 'root' | 'holdings'>): Payment {
    return new Payment({ root: { ...root }, holdings: holdings.map((holding) => ({ ...holding })), allocations: [], corrections: [] });
  }

  /** `remainder` is the name of what the rows leave over. */
  static record(received: ReceivedPayment, applied: readonly AppliedRow[], remainder: HoldingKind | undefined, posting: Posting): Payment {
    const root: PaymentState = {
      ...received, version: 0, liveKey: '', state: 'posted', allocatedCents: 0, partsCents: 0, unappliedCents: 0, refundedCents: 0, owedCents: 0, recoupedCents: 0,
      postingDate: posting.date, lastPostedOn: posting.date, depositId: null, moneyMovedOn: null,
    };
    const rows: PaymentRows = { root, holdings: [], allocations: [], corrections: [] };
    const allocatedCents = sumCents(applied.flatMap((row) => row.shares.map((share) => share.amountCents)));
    if (allocatedCents > root.amountCents) throw new refuse.AllocatedAboveAmount(allocatedCents, root.amountCents);
    root.allocatedCents = allocatedCents;
    root.unappliedCents = root.amountCents - allocatedCents;
    if (root.unappliedCents > 0 && remainder === undefined) throw new refuse.RemainderWithoutName(root.unappliedCents, []);
    if (root.unappliedCents > 0) holdIn(rows, { kind: remainder!, reference: '' }, root.unappliedCents, posting);
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

  get version(): number {
    return this.#rows.root.version;
  }

  get number(): number {
    return this.#rows.root.number;
  }

  get postingDate(): CalendarDate {
    return this.#rows.root.postingDate;
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
  allocate(applied: readonly AppliedRow[], posting: Posting, pendingLines: ReadonlySet<string> = NONE): void {
    const { root } = this.#rows;
    const allocatedCents = sumCents(applied.flatMap((row) => row.shares.map((share) => share.amountCents)));
    this.refuseAbove(allocatedCents);
    this.#touch(posting);
    root.allocatedCents += allocatedCents;
    root.unappliedCents -= allocatedCents;
    for (const { lineId, amountCents } of applied.flatMap((row) => row.shares)) useHoldings(this.#rows, amountCents, lineId, pendingLines);
    const allocations = this.#enter(applied, posting);
    checkBooks(this.#rows);
    this.raise(new PaymentAllocated({ ...this.#facts(posting), ...this.#owner(), allocations }));
  }

  /** Money comes off shares back to this payment: every row reversed whole, the rest allocated again with the same origin (MONEY 7, 8). */
  release(parts: readonly ReleasedPart[], posting: Posting): void {
    this.#touch(posting);
    const facts = parts.flatMap((part) => this.#releaseOne(part, posting));
    checkBooks(this.#rows);
    this.raise(new PaymentReleased({ ...this.#facts(posting), ...this.#owner(), allocations: facts }));
  }

  #releaseOne({ allocation, amountCents, isEarmarked, on }: ReleasedPart, posting: Posting): AllocationFact[] {
    const { root } = this.#rows;
    if (amountCents <= 0 || amountCents > allocation.amountCents) throw new refuse.ReleasedAboveStanding(root.number, allocation.amountCents);
    root.allocatedCents -= amountCents;
    root.unappliedCents += amountCents;
    holdIn(this.#rows, isEarmarked ? earmarkFor(allocation.lineId) : freeOf(root.kind), amountCents, posting);
    const { invoiceVersion, ...fact } = on;
    const reversal = this.#append({ ...allocation, amountCents: -allocation.amountCents, reversesId: allocation.id, invoiceVersion }, posting);
    const reversed = { ...fact, allocationId: reversal, amountCents: -allocation.amountCents };
    const restCents = allocation.amountCents - amountCents;
    if (restCents === 0) return [reversed];
    const rest = this.#append({ ...allocation, amountCents: restCents, invoiceVersion }, posting);
    return [reversed, { ...fact, allocationId: rest, amountCents: restCents }];
  }

  /** What is held for a line goes back to its own party's share there. */
  placeEarmark(lineId: string, row: AppliedRow, posting: Posting): void {
    const amountCents = sumCents(row.shares.map((share) => share.amountCents));
    const { root } = this.#rows;
    this.#touch(posting);
    holdOut(this.#rows, earmarkFor(lineId), amountCents);
    root.allocatedCents += amountCents;
    root.unappliedCents -= amountCents;
    const allocations = this.#enter([row], posting);
    checkBooks(this.#rows);
    this.raise(new PaymentAllocated({ ...this.#facts(posting), ...this.#owner(), allocations }));
  }

  /** The earmark ends: the money is free. Nothing moves in the books. */
  freeEarmark(lineId: string, posting: Posting): void {
    const held = this.earmarks.find((holding) => holding.reference === lineId);
    if (!held) throw new refuse.NothingHeld(this.#rows.root.number);
    const { amountCents } = held;
    holdOut(this.#rows, earmarkFor(lineId), amountCents);
    holdIn(this.#rows, freeOf(this.#rows.root.kind), amountCents, posting);
    checkBooks(this.#rows);
  }

  get earmarks(): readonly Readonly<HoldingState>[] {
    return this.#rows.holdings.filter(({ kind }) => kind === 'earmark');
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
  refuseReversal({ isTakenFrom = false } = {}): void {
    const { root } = this.#rows;
    if (root.state === 'reversed') throw new refuse.ReversedAlready(root.number);
    const terms: [string, number][] = [
      ['provider-level parts', root.partsCents], ['refunds', root.refundedCents], ['money owed back', root.owedCents], ['recoupments', root.recoupedCents],
    ];
    const dependants = [...terms.filter(([, cents]) => cents !== 0).map(([name]) => name), ...(isTakenFrom ? ['takebacks of its money'] : [])];
    if (dependants.length > 0) throw new refuse.HasDependants(root.number, dependants);
  }

  /** `live` is what stands of its allocations; each gets its opposite, and nothing of the payment is left anywhere. */
  reverse(live: readonly LiveAllocation[], reason: string, posting: Posting, versionOf: (invoiceId: string) => number): void {
    const { root } = this.#rows;
    this.refuseReversal();
    if (reason.trim() === '') throw new refuse.ReversalReason();
    this.#touch(posting);
    for (const { allocation, amountCents } of live) {
      this.#append({ ...allocation, amountCents: -amountCents, reversesId: allocation.id, invoiceVersion: versionOf(allocation.invoiceId) }, posting);
    }
    root.allocatedCents -= sumCents(live.map(({ amountCents }) => amountCents));
    root.unappliedCents = 0;
    this.#rows.holdings = [];
    root.state = 'reversed';
    root.liveKey = root.id;
    checkBooks(this.#rows);
    if (root.depositId !== null) moveMoney(root, posting.date);
    this.raise(new PaymentReversed({ ...this.#facts(posting), reason: reason.trim(), depositId: root.depositId, standingIds: live.map(({ allocation }) => allocation.id) }));
  }

  /** A reversed payment names the one recorded in its place. */
  correctedBy(replacementId: string, reason: string, posting: Posting): void {
    this.#rows.corrections.push({ id: posting.nextId(), paymentId: this.id, replacementId, reason, postingDate: posting.date });
  }

  #enter(applied: readonly AppliedRow[], posting: Posting): AllocationFact[] {
    const { kind, guarantorId } = this.#rows.root;
    return applied.flatMap(({ invoiceId, patientId, locationId, invoiceVersion, shares }) =>
      shares.map(({ shareId, lineId, payerId, amountCents }) => {
        const id = this.#append({ invoiceId, lineId, shareId, amountCents, takenOriginId: null, invoiceVersion, reversesId: null }, posting);
        return { allocationId: id, share: { shareId, partyKind: kind, payerId, guarantorId }, invoiceId, patientId, locationId, amountCents };
      }),
    );
  }

  /** A first allocation is its own origin; any later one of the same money carries it on. */
  #append(row: NewAllocation, posting: Posting): string {
    const id = posting.nextId();
    const { originId = id } = row;
    this.#rows.allocations.push({ ...row, id, paymentId: this.id, originId, postingDate: posting.date, ordinal: posting.nextOrdinal() });
    return id;
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
