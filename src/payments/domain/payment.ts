import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { isInTill, type DepositedMoney, moveMoney, takeOutOfDeposit, takeToBank } from './bank-money.js';
import { appendAllocation, enterAllocations, releaseAllocation } from './allocation-rows.js';
import { type PartFact, PaymentAllocated, PaymentOwed, PaymentRecorded, PaymentReleased, PaymentReversed } from './events.js';
import { earmarkFor, freeOf, type HeldFor, holdIn, holdOut, rename, type Renaming, useHoldings, visitKey } from './holdings.js';
import { nameOwed, type OwedWords, unnameOwed } from './owed-money.js';
import { checkBooks, refuseDependants, totalOf } from './payment-books.js';
import type { AppliedRow, HoldingState, MoveState, PaymentKind, PaymentRows, PaymentState, Posting, ReceivedPayment } from './payment-state.js';
import { enterParts, type NewPart, recoup, recoupableCents, remitHoldings, reverseParts } from './provider-level.js';
import * as refuse from './refusals.js';
import type { LiveAllocation, ReleasedPart } from './standing-money.js';

const NONE: ReadonlySet<string> = new Set();

/** What stands of a payment when it is reversed, with its provider-level parts. */
interface StandsOf {
  live: readonly LiveAllocation[];
  parts: readonly MoveState[];
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
    return new Payment({ root: { ...root }, holdings: holdings.map((holding) => ({ ...holding })), allocations: [], moves: [], corrections: [] });
  }

  /** `remainder` is the name of what the rows and the provider-level parts leave over. */
  static record(received: ReceivedPayment, applied: readonly AppliedRow[], remainder: HeldFor | undefined, posting: Posting, newParts: readonly NewPart[] = []): Payment {
    const root: PaymentState = {
      ...received, version: 0, liveKey: '', state: 'posted', allocatedCents: 0, partsCents: 0, unappliedCents: 0, refundedCents: 0, owedCents: 0, recoupedCents: 0,
      postingDate: posting.date, lastPostedOn: posting.date, depositId: null, moneyMovedOn: null,
    };
    const rows: PaymentRows = { root, holdings: [], allocations: [], moves: [], corrections: [] };
    root.allocatedCents = totalOf(applied);
    const parts = enterParts(rows, newParts, posting);
    root.unappliedCents = root.amountCents - root.allocatedCents - root.partsCents;
    if (root.unappliedCents < 0) throw new refuse.AllocatedAboveAmount(root.allocatedCents + root.partsCents, root.amountCents);
    if (root.unappliedCents > 0 && remainder === undefined) throw new refuse.RemainderWithoutName(root.unappliedCents, []);
    if (root.unappliedCents > 0) holdIn(rows, remainder!, root.unappliedCents, posting);
    const payment = new Payment(rows);
    const { amountCents, unappliedCents } = root;
    payment.raise(new PaymentRecorded({ ...payment.#facts(posting), isCash: isInTill(root), amountCents, unappliedCents, parts, allocations: enterAllocations(rows, applied, posting) }));
    return payment;
  }

  get id(): string {
    return this.#rows.root.id;
  }

  get locationId(): string {
    return this.#rows.root.locationId;
  }

  /** Whose money it is. */
  get owner(): { kind: PaymentKind; root: string } {
    return { kind: this.#rows.root.kind, root: this.#rows.root.partyRoot };
  }

  /** Whose shares it may pay. */
  get party(): { partyKind: PaymentState['kind']; payerRoot?: string; guarantorId?: string } {
    const { kind, partyRoot } = this.#rows.root;
    return kind === 'patient' ? { partyKind: kind, guarantorId: partyRoot } : { partyKind: kind, payerRoot: partyRoot };
  }

  get owedCents(): number {
    return this.#rows.root.owedCents;
  }

  /** What an insurer may take back of what is unapplied here, for a line its money left. */
  recoupableCents(lineId: string): number {
    return recoupableCents(this.#rows, lineId);
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
    this.refuseAbove(totalOf(applied));
    for (const { patientId, shares } of applied) {
      for (const { lineId, serviceDate, amountCents } of shares) useHoldings(this.#rows, amountCents, pendingLines, { lineId, visit: visitKey(patientId, serviceDate) });
    }
    this.#place(applied, posting);
  }

  /** An EOB for money that is here already (MONEY 15): takebacks and what lowers the check come back first, the rest is used on the lines. */
  remit(applied: readonly AppliedRow[], newParts: readonly NewPart[], posting: Posting, pendingLines: ReadonlySet<string> = NONE): void {
    if (this.#rows.root.state === 'reversed') throw new refuse.ReversedAlready(this.number);
    remitHoldings(this.#rows, applied.flatMap(({ shares }) => shares), newParts, pendingLines, posting);
    this.#place(applied, posting, enterParts(this.#rows, newParts, posting));
  }

  /** A later remittance takes money of this payment back from where it is now. */
  recoup(amountCents: number, from: Parameters<typeof recoup>[2], posting: Posting): void {
    this.#touch(posting);
    recoup(this.#rows, amountCents, from, posting);
    checkBooks(this.#rows);
  }

  #place(applied: readonly AppliedRow[], posting: Posting, parts: readonly PartFact[] = []): void {
    const { root } = this.#rows;
    this.#touch(posting);
    root.allocatedCents += totalOf(applied);
    root.unappliedCents -= totalOf(applied);
    const allocations = enterAllocations(this.#rows, applied, posting);
    checkBooks(this.#rows);
    this.raise(new PaymentAllocated({ ...this.#facts(posting), allocations, parts }));
  }

  /** Money comes off shares back to this payment: every row reversed whole, the rest allocated again with the same origin (MONEY 7, 8). */
  release(parts: readonly ReleasedPart[], posting: Posting): void {
    this.#touch(posting);
    const facts = parts.flatMap((part) => releaseAllocation(this.#rows, part, posting));
    checkBooks(this.#rows);
    this.raise(new PaymentReleased({ ...this.#facts(posting), allocations: facts }));
  }

  /** What is held for a line goes back to its own party's share there. */
  placeEarmark(lineId: string, row: AppliedRow, posting: Posting): void {
    holdOut(this.#rows, earmarkFor(lineId), totalOf([row]));
    this.#place([row], posting);
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

  /** Money of an insurer that is owed back to it, by a decision that can be undone. */
  owe(amountCents: number, words: OwedWords, posting: Posting, pendingLines: ReadonlySet<string> = NONE): void {
    this.refuseAbove(amountCents);
    this.#raiseOwed(nameOwed(this.#rows, amountCents, words, pendingLines, posting), posting);
  }

  takeBackOwed(named: MoveState, reason: string, posting: Posting): void {
    this.#raiseOwed(unnameOwed(this.#rows, named, reason, posting), posting);
  }

  #raiseOwed({ id, amountCents, reference, reason, reversesId }: MoveState, posting: Posting): void {
    this.#touch(posting);
    checkBooks(this.#rows);
    this.raise(new PaymentOwed({ ...this.#facts(posting), moveId: id, amountCents, reference, reason, reversesId }));
  }

  renameHolding(holdingId: string, change: Renaming): void {
    rename(this.#rows, holdingId, change);
    checkBooks(this.#rows);
  }

  /** What is held for one visit. */
  ofVisit(visit: string): Readonly<HoldingState> | undefined {
    return this.#rows.holdings.find(({ kind, reference }) => kind === 'visit' && reference === visit);
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
    refuseDependants(root, isTakenFrom);
  }

  /** All that stands of it gets its opposite, and nothing of the payment is left anywhere. */
  reverse({ live, parts }: StandsOf, reason: string, posting: Posting, versionOf: (invoiceId: string) => number): void {
    const { root } = this.#rows;
    this.refuseReversal();
    if (reason.trim() === '') throw new refuse.ReversalReason();
    this.#touch(posting);
    for (const { allocation, amountCents } of live) {
      appendAllocation(this.#rows, { ...allocation, amountCents: -amountCents, reversesId: allocation.id, invoiceVersion: versionOf(allocation.invoiceId) }, posting);
    }
    root.allocatedCents -= sumCents(live.map(({ amountCents }) => amountCents));
    reverseParts(this.#rows, parts, reason.trim(), posting);
    root.unappliedCents = 0;
    this.#rows.holdings = [];
    root.state = 'reversed';
    root.liveKey = root.id;
    checkBooks(this.#rows);
    if (root.depositId !== null) moveMoney(root, posting.date);
    const standingIds = [...live.map(({ allocation }) => allocation), ...parts].map(({ id }) => id);
    this.raise(new PaymentReversed({ ...this.#facts(posting), reason: reason.trim(), depositId: root.depositId, standingIds }));
  }

  /** A reversed payment names the one recorded in its place. */
  correctedBy(replacementId: string, reason: string, posting: Posting): void {
    this.#rows.corrections.push({ id: posting.nextId(), paymentId: this.id, replacementId, reason, postingDate: posting.date });
  }

  #touch(posting: Posting): void {
    const { root } = this.#rows;
    if (posting.date < root.lastPostedOn) throw new refuse.PostedBeforeLastEntry(root.number, root.lastPostedOn);
    root.lastPostedOn = posting.date;
  }

  #facts(posting: Posting) {
    const { id, locationId, number, kind, payerId, guarantorId } = this.#rows.root;
    return { paymentId: id, locationId, number, kind, payerId, guarantorId, postingDate: posting.date };
  }
}
