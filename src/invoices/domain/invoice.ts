import { Aggregate } from '../../shared/aggregate.js';
import { sumCents } from '../../shared/money.js';
import { Adjudication, type Decided, type Decider } from './adjudication.js';
import type { DecidedLine } from './adjudication-state.js';
import { checkLines } from './decided-lines.js';
import { refuseGivenBack, takeAdjusted, takeToAdjust, takeToMove } from './adjustment-limits.js';
import { type AdjustmentFact, InsuranceApplied, InvoiceAdjusted, InvoiceFinalized, InvoiceVoided, refTo, ShareTransferred, type TransferFact } from './events.js';
import { fitShares, type Standing, type StandingMoney, without } from './fit-shares.js';
import { type InvoiceLineState, type InvoiceRows, nothingAppended, openCentsOf, patientParty, type Posting, type ShareParty, type ShareState } from './invoice-state.js';
import * as refuse from './refusals.js';
import { type AppliedPart, checkPart, type PaidShare, type PayingParty, type PaymentPart, takeInOrder } from './settle.js';
import { type AdjustmentReason, ShareBook } from './share-book.js';
import { type AdjustmentTarget, isTargeted, type MoveReason, type TransferSource } from './targets.js';
import { undoPayment, voidRows } from './undoing.js';

const PAYER_WORDS = { insurer: 'this insurer', other: 'this payer', patient: 'the patient' } as const;

/** A finalized invoice: facts that never change, and per line and party a share that says who still owes what. */
export class Invoice extends Aggregate<InvoiceRows> {
  readonly #rows: InvoiceRows;
  readonly #book: ShareBook;

  private constructor(rows: InvoiceRows) {
    super();
    this.#rows = rows;
    this.#book = new ShareBook(rows);
  }

  static from(rows: Pick<InvoiceRows, 'root' | 'lines' | 'shares'>): Invoice {
    const { root, lines, shares } = rows;
    return new Invoice({ root: { ...root }, lines: lines.map((line) => ({ ...line })), shares: shares.map((share) => ({ ...share })), ...nothingAppended() });
  }

  /** A new invoice whose rows were built by `issue` or `openWith`; says so to the books. */
  static issued(rows: InvoiceRows, { declinesVisitMoney = false } = {}): Invoice {
    const invoice = new Invoice(rows);
    invoice.#book.settle();
    const { root, lines, shares } = rows;
    invoice.raise(
      new InvoiceFinalized({
        ...invoice.#facts(root.postingDate),
        guarantorId: root.guarantorId,
        origin: root.origin,
        declinesVisitMoney,
        lines: lines.map(({ id, kind, netCents, taxCents }) => ({ lineId: id, kind, netCents, taxCents })),
        shares: shares.map((share) => ({ ...refTo(share), lineId: share.lineId, chargedCents: share.chargedCents })),
      }),
    );
    return invoice;
  }

  get id(): string {
    return this.#rows.root.id;
  }

  get number(): string {
    return this.#rows.root.number;
  }

  get patientId(): string {
    return this.#rows.root.patientId;
  }

  get guarantorId(): string {
    return this.#rows.root.guarantorId;
  }

  get locationId(): string {
    return this.#rows.root.locationId;
  }

  get version(): number {
    return this.#rows.root.version;
  }

  /** The version this act gives the invoice. */
  get nextVersion(): number {
    return this.#rows.root.version + 1;
  }

  get lines(): readonly Readonly<InvoiceLineState>[] {
    return this.#rows.lines;
  }

  get serviceDate(): string {
    return this.#rows.root.serviceDate;
  }

  get shares(): readonly Readonly<ShareState>[] {
    return this.#rows.shares;
  }

  state(): InvoiceRows {
    return this.#rows;
  }

  dueCents(party: PayingParty): number {
    return sumCents(this.#book.of(party).map(openCentsOf));
  }

  /** The days a posting that touches these shares may not go before (MONEY 21). */
  lastPostedOn(shareIds?: readonly string[]): string[] {
    return this.#rows.shares.filter(({ id }) => !shareIds || shareIds.includes(id)).map((share) => share.lastPostedOn);
  }

  /** Settles one row of a payment. Preview and posting both call this; only the posting is kept. */
  applyPart(party: PayingParty, part: PaymentPart, paymentId: string, posting: Posting): AppliedPart {
    this.#refuseVoided();
    checkPart(this.number, party, part);
    const shares = this.#book.of(party, part.serviceDate);
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, PAYER_WORDS[party.partyKind]);
    const dueCents = sumCents(shares.map(openCentsOf));
    const askedCents = part.amountCents + part.adjustmentCents + part.toPatientCents;
    if (askedCents > dueCents) throw new refuse.AboveWhatIsDue(this.number, dueCents, askedCents, PAYER_WORDS[party.partyKind]);

    const paid = this.#book.pay(takeInOrder(shares, part.amountCents), posting);
    const why = { kind: 'contractual', reasonCode: part.adjustmentReasonCode, reason: part.adjustmentReason, paymentId } as const;
    this.#raiseAdjusted(this.#book.adjust(takeInOrder(shares, part.adjustmentCents), why, posting), posting);
    const because = { cause: 'payment', reasonCode: part.toPatientReasonCode, reason: '', paymentId } as const;
    const moved = this.#book.move(takeInOrder(shares, part.toPatientCents), patientParty(this.guarantorId), because, posting);
    this.#raiseMoved(moved, { paymentId, cause: 'payment' }, posting);
    this.#book.settle();
    const { amountCents: paidCents, adjustmentCents: adjustedCents, toPatientCents } = part;
    return { dueCents, paidCents, adjustedCents, toPatientCents, leftCents: dueCents - askedCents, shares: paid };
  }

  /** Takes money off shares again; the payment gets it back. */
  releaseParts(parts: readonly { shareId: string; amountCents: number }[], posting: Posting): void {
    for (const part of parts) this.#book.takeBack(part, posting);
    this.#book.settle();
  }

  /** Money held for a line comes back to its party's open share. */
  takeHeld(shareId: string, amountCents: number, posting: Posting): PaidShare {
    this.#refuseVoided();
    const [paid] = this.#book.pay([{ share: this.#book.share(shareId), amountCents }], posting);
    this.#book.settle();
    return paid!;
  }

  /** Undoes what a payment adjusted, moved and decided here, as its reversal does after its money is released. @returns others' money that no longer fits */
  undoPayment(paymentId: string, standing: Standing, posting: Posting): StandingMoney[] {
    const undone = undoPayment(this.#book, paymentId, standing, posting);
    this.#raiseAdjusted(undone.adjustments, posting);
    this.#raiseMoved(undone.transfers, { paymentId, cause: 'reversal' }, posting);
    return this.#fit(standing, posting);
  }

  /** What an insurer decided about lines (MONEY 12–17). `fitted` is everybody's money that no longer fits. */
  decide(lines: readonly DecidedLine[], by: Decider, standing: Standing, posting: Posting): Decided & { fitted: StandingMoney[] } {
    checkLines(this.number, lines, (lineId) => this.lines.find(({ id }) => id === lineId)?.position ?? 0);
    const adjudication = new Adjudication(this.#book, by, standing, posting);
    adjudication.run(lines);
    const { decided, transfers, adjustments } = adjudication;
    this.#raiseMoved(transfers, { paymentId: by.paymentId, cause: 'adjudication' }, posting);
    this.#raiseAdjusted(adjustments, posting);
    return { ...decided, fitted: this.#fit(without(standing, [...decided.taken, ...decided.released]), posting) };
  }

  /** Lowers what a share, or a party over all lines, is to pay; a negative amount gives an earlier adjustment back. @returns money that no longer fits */
  adjust(target: AdjustmentTarget, amountCents: number, why: Omit<AdjustmentReason, 'paymentId'>, standing: Standing, posting: Posting): StandingMoney[] {
    this.#refuseVoided();
    if (amountCents === 0) throw new refuse.AdjustmentIsZero();
    if (why.reason.trim() === '') throw new refuse.ReasonMissing();
    const shares = this.#book.inOrder().filter((share) => isTargeted(share, target));
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, 'that party');
    const taken = amountCents > 0 ? takeToAdjust(this.#rows, shares, amountCents) : takeAdjusted(this.#rows, shares, -amountCents, why.kind, standing.history);
    this.#raiseAdjusted(this.#book.adjust(taken, { ...why, paymentId: null }, posting), posting);
    return this.#fit(standing, posting);
  }

  /** @returns money that no longer fits, where a negative adjustment is reversed */
  reverseAdjustment(adjustmentId: string, reason: string, standing: Standing, posting: Posting): StandingMoney[] {
    this.#refuseVoided();
    if (reason.trim() === '') throw new refuse.ReasonMissing();
    const { adjustments } = standing.history;
    const row = adjustments.find(({ id }) => id === adjustmentId);
    if (!row) throw new refuse.ReversedTwice();
    if (row.reversesId !== null) throw new refuse.ReversalReversed();
    if (adjustments.some(({ reversesId }) => reversesId === row.id)) throw new refuse.ReversedTwice();
    refuseGivenBack(this.#rows, [row]);
    this.#raiseAdjusted([this.#book.reverseAdjustment(row, reason, posting)], posting);
    return this.#fit(standing, posting);
  }

  /** Apply insurance after finalizing: part of the patient's share moves to a payer, in line order, what is open before what is paid. @returns money that no longer fits */
  applyInsurance(to: ShareParty, amountCents: number, why: MoveReason, standing: Standing, posting: Posting, lineId?: string): StandingMoney[] {
    const shares = this.#giving({ partyKind: 'patient', lineId }, to, amountCents);
    const chargedCents = sumCents(shares.map((share) => share.chargedCents));
    if (amountCents > chargedCents) throw new refuse.PatientPartTooSmall(this.number, chargedCents);
    const moved = { ...why, cause: 'apply-insurance', paymentId: null } as const;
    const transfers = this.#book.move(takeToMove(shares, amountCents), to, moved, posting);
    this.raise(new InsuranceApplied({ ...this.#facts(posting.date), paymentId: null, cause: 'apply-insurance', transfers }));
    return this.#fit(standing, posting);
  }

  /** Part of one party's share becomes another's: payer to payer, payer to patient, patient to payer. @returns money that no longer fits */
  transfer(from: TransferSource, to: ShareParty, amountCents: number, why: MoveReason, standing: Standing, posting: Posting): StandingMoney[] {
    if (why.reasonCode.trim() + why.reason.trim() === '') throw new refuse.ReasonMissing();
    const shares = this.#giving(from, to, amountCents);
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, 'that party');
    const chargedCents = sumCents(shares.map((share) => share.chargedCents));
    if (amountCents > chargedCents) throw new refuse.PartTooSmall(this.number, chargedCents);
    const transfers = this.#book.move(takeToMove(shares, amountCents), to, { ...why, cause: 'transfer', paymentId: null }, posting);
    this.#raiseMoved(transfers, { paymentId: null, cause: 'transfer' }, posting);
    return this.#fit(standing, posting);
  }

  #giving({ partyKind, partyKey, lineId }: TransferSource, to: ShareParty, amountCents: number): ShareState[] {
    this.#refuseVoided();
    if (amountCents <= 0) throw new refuse.AmountMustBePositive();
    if (partyKey !== undefined && partyKey === to.partyKey) throw new refuse.SameParty();
    return this.#book.inOrder().filter((share) => (!partyKind || share.partyKind === partyKind) && (!partyKey || share.partyKey === partyKey) && (!lineId || share.lineId === lineId));
  }

  /** Voids by reversal: the number stays, nobody owes anything, and the books mirror every journal of this invoice. @returns all its money, which is released first */
  void(reason: string, { history, money }: Standing, posting: Posting): StandingMoney[] {
    this.#refuseVoided();
    if (reason.trim() === '') throw new refuse.ReasonMissing('Type why the invoice is voided; it is printed with it for good.');
    const released = money.filter(({ amountCents }) => amountCents > 0);
    for (const part of released) this.#book.takeBack(part, posting);
    voidRows(this.#book, history, reason, posting);
    this.raise(new InvoiceVoided({ ...this.#facts(posting.date), reason }));
    return released;
  }

  /** A voided invoice names the draft that takes its place; once. */
  correctedBy(reissueId: string, reason: string, posting: Posting): void {
    this.#rows.corrections.push({ id: posting.nextId(), invoiceId: this.id, reissueId, reason, postingDate: posting.date });
  }

  #fit(standing: Standing, posting: Posting): StandingMoney[] {
    const { released, adjustments } = fitShares(this.#book, standing, posting);
    this.#raiseAdjusted(adjustments, posting);
    this.#book.settle();
    return released;
  }

  #refuseVoided(): void {
    if (this.#rows.root.state === 'voided') throw new refuse.InvoiceIsVoided(this.number);
  }

  /** One event for each payment the adjustments came with, so that the books name it again when they are undone. */
  #raiseAdjusted(adjustments: readonly AdjustmentFact[], posting: Posting): void {
    for (const paymentId of new Set(adjustments.map((fact) => fact.paymentId))) {
      this.raise(new InvoiceAdjusted({ ...this.#facts(posting.date), paymentId, adjustments: adjustments.filter((fact) => fact.paymentId === paymentId) }));
    }
  }

  #raiseMoved(transfers: readonly TransferFact[], why: Pick<ShareTransferred, 'paymentId' | 'cause'>, posting: Posting): void {
    if (transfers.length > 0) this.raise(new ShareTransferred({ ...this.#facts(posting.date), ...why, transfers }));
  }

  #facts(postingDate: string) {
    const { id, locationId, number, patientId } = this.#rows.root;
    return { invoiceId: id, locationId, number, patientId, postingDate };
  }
}
