import { Aggregate } from '../../shared/aggregate.js';
import { sumCents } from '../../shared/money.js';
import { refuseGivenBack, takeAdjusted, takeOpen } from './adjustment-limits.js';
import { type AdjustmentFact, InsuranceApplied, InvoiceAdjusted, InvoiceFinalized, InvoiceVoided, refTo, ShareTransferred } from './events.js';
import { type AdjustmentState, type InvoiceRows, openCentsOf, patientParty, type Posting, type ShareParty, type ShareState, type TransferState } from './invoice-state.js';
import * as refuse from './refusals.js';
import { type AppliedPart, type PayingParty, type PaymentPart, takeInOrder } from './settle.js';
import { type AdjustmentReason, ShareBook } from './share-book.js';

/** The rows an act needs that releases or reverses: everything ever appended to this invoice. */
export interface InvoiceHistory {
  adjustments: readonly AdjustmentState[];
  transfers: readonly TransferState[];
}

/** One share; or a party on all its lines, or on one of them. */
export interface AdjustmentTarget {
  shareId?: string | undefined;
  partyKey?: string | undefined;
  lineId?: string | undefined;
}

export interface Released {
  shareId: string;
  amountCents: number;
}

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

  static from(rows: Omit<InvoiceRows, 'adjustments' | 'transfers'>): Invoice {
    const { root, lines, shares } = rows as InvoiceRows;
    return new Invoice({
      root: { ...root },
      lines: lines.map((line) => ({ ...line })),
      shares: shares.map((share) => ({ ...share })),
      adjustments: [],
      transfers: [],
    });
  }

  /** A new invoice whose rows were built by `issue` or `openWith`; says so to the books. */
  static issued(rows: InvoiceRows): Invoice {
    const invoice = new Invoice(rows);
    invoice.#book.settle();
    const { root, lines, shares } = rows;
    invoice.raise(
      new InvoiceFinalized({
        ...invoice.#facts(root.postingDate),
        guarantorId: root.guarantorId,
        origin: root.origin,
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
    this.#checkPart(party, part);
    const shares = this.#book.of(party);
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, PAYER_WORDS[party.partyKind]);
    const dueCents = sumCents(shares.map(openCentsOf));
    const askedCents = part.amountCents + part.adjustmentCents + part.toPatientCents;
    if (askedCents > dueCents) throw new refuse.AboveWhatIsDue(this.number, dueCents, askedCents, PAYER_WORDS[party.partyKind]);

    const paid = this.#book.pay(takeInOrder(shares, part.amountCents), posting);
    const why = { kind: 'contractual', reasonCode: part.adjustmentReasonCode, reason: part.adjustmentReason, paymentId } as const;
    this.#raiseAdjusted(this.#book.adjust(takeInOrder(shares, part.adjustmentCents), why, posting), paymentId, posting);
    const moved = this.#book.move(takeInOrder(shares, part.toPatientCents), patientParty(this.guarantorId), 'payment', paymentId, posting);
    if (moved.length > 0) this.raise(new ShareTransferred({ ...this.#facts(posting.date), paymentId, cause: 'payment', transfers: moved }));
    this.#book.settle();
    return {
      dueCents, paidCents: part.amountCents, adjustedCents: part.adjustmentCents, toPatientCents: part.toPatientCents,
      leftCents: dueCents - askedCents, shares: paid,
    };
  }

  /** Takes money off shares again; the payment gets it back. */
  releaseParts(parts: readonly Released[], posting: Posting): void {
    for (const { shareId, amountCents } of parts) {
      const share = this.#book.share(shareId);
      if (amountCents <= 0 || amountCents > share.paidCents) throw new refuse.ReleasedTwice(this.number);
      share.paidCents -= amountCents;
      this.#book.touch(share, posting);
    }
    this.#book.settle();
  }

  /** Undoes what a payment adjusted and moved here, as its reversal does after its money is released. */
  undoPayment(paymentId: string, history: InvoiceHistory, posting: Posting): void {
    const adjustments = live(history.adjustments).filter((row) => row.paymentId === paymentId);
    const transfers = live(history.transfers).filter((row) => row.paymentId === paymentId);
    refuseGivenBack(this.#rows, adjustments);
    this.#raiseAdjusted(adjustments.map((row) => this.#book.reverseAdjustment(row, row.reason, posting)), paymentId, posting);
    const back = transfers.map((row) => this.#book.reverseTransfer(row, 'reversal', posting));
    if (back.length > 0) this.raise(new ShareTransferred({ ...this.#facts(posting.date), paymentId, cause: 'reversal', transfers: back }));
    this.#book.settle();
  }

  /** Lowers what a share, or a party over all lines, still owes; a negative amount gives an earlier adjustment back. */
  adjust(target: AdjustmentTarget, amountCents: number, why: Omit<AdjustmentReason, 'paymentId'>, posting: Posting): void {
    this.#refuseVoided();
    if (amountCents === 0) throw new refuse.AdjustmentIsZero();
    if (why.reason.trim() === '') throw new refuse.ReasonMissing();
    const isMeant = ({ id, partyKey, lineId }: ShareState) =>
      target.shareId ? id === target.shareId : partyKey === target.partyKey && (!target.lineId || lineId === target.lineId);
    const shares = this.#book.inOrder().filter(isMeant);
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, 'that party');
    const taken = amountCents > 0 ? takeOpen(this.#rows, shares, amountCents, 'this adjustment') : takeAdjusted(this.#rows, shares, -amountCents, why.kind);
    this.#raiseAdjusted(this.#book.adjust(taken, { ...why, paymentId: null }, posting), null, posting);
    this.#book.settle();
  }

  reverseAdjustment(adjustmentId: string, reason: string, history: InvoiceHistory, posting: Posting): void {
    this.#refuseVoided();
    if (reason.trim() === '') throw new refuse.ReasonMissing();
    const row = history.adjustments.find(({ id }) => id === adjustmentId);
    if (!row) throw new refuse.ReversedTwice();
    if (row.reversesId !== null) throw new refuse.ReversalReversed();
    if (history.adjustments.some(({ reversesId }) => reversesId === row.id)) throw new refuse.ReversedTwice();
    refuseGivenBack(this.#rows, [row]);
    this.#raiseAdjusted([this.#book.reverseAdjustment(row, reason, posting)], null, posting);
    this.#book.settle();
  }

  /** Apply insurance after finalizing: part of what the patient owes moves to a payer, in line order. */
  applyInsurance(to: ShareParty, amountCents: number, posting: Posting, lineId?: string): void {
    this.#refuseVoided();
    if (amountCents <= 0) throw new refuse.AmountMustBePositive();
    const shares = this.#book.inOrder().filter((share) => share.partyKind === 'patient' && (!lineId || share.lineId === lineId));
    const openCents = sumCents(shares.map(openCentsOf));
    if (amountCents > openCents) {
      const paidCents = sumCents(shares.map((share) => share.paidCents));
      if (paidCents > 0 && amountCents <= openCents + paidCents) throw new refuse.MoneyWouldBeReleased(this.number, paidCents, 'applying insurance to it');
      throw new refuse.PatientPartTooSmall(this.number, openCents);
    }
    const transfers = this.#book.move(takeInOrder(shares, amountCents), to, 'apply-insurance', null, posting);
    this.raise(new InsuranceApplied({ ...this.#facts(posting.date), paymentId: null, cause: 'apply-insurance', transfers }));
    this.#book.settle();
  }

  /** Voids by reversal: the number stays, nobody owes anything, and the books mirror every journal of this invoice. */
  void(reason: string, history: InvoiceHistory, posting: Posting): void {
    this.#refuseVoided();
    if (reason.trim() === '') throw new refuse.ReasonMissing('Type why the invoice is voided; it is printed with it for good.');
    const paidCents = sumCents(this.#rows.shares.map((share) => share.paidCents));
    if (paidCents > 0) throw new refuse.PaidInvoiceVoided(this.number, paidCents);
    // The rows say that nothing stands any more; the journals are mirrored as a whole, so no event of their own.
    for (const row of live(history.adjustments)) this.#book.reverseAdjustment(row, reason, posting);
    for (const row of live(history.transfers)) this.#book.reverseTransfer(row, 'void', posting);
    for (const share of this.#rows.shares) {
      share.chargedCents = 0;
      this.#book.touch(share, posting);
    }
    for (const line of this.#rows.lines) line.state = 'voided';
    this.#rows.root.state = 'voided';
    this.#book.settle();
    this.raise(new InvoiceVoided({ ...this.#facts(posting.date), reason }));
  }

  #checkPart(party: PayingParty, part: PaymentPart): void {
    const amounts = [part.amountCents, part.adjustmentCents, part.toPatientCents];
    if (amounts.some((cents) => cents < 0)) throw new refuse.NegativeInRow(this.number);
    if (amounts.every((cents) => cents === 0)) throw new refuse.NothingInRow(this.number);
    if (party.partyKind === 'patient' && part.adjustmentCents + part.toPatientCents > 0) throw new refuse.OnlyPayersAdjust();
    if (part.adjustmentCents > 0 && part.adjustmentReasonCode === '' && part.adjustmentReason === '') {
      throw new refuse.ReasonMissing(`Choose why ${this.number} is adjusted, for example CO-45 contractual.`);
    }
  }

  #refuseVoided(): void {
    if (this.#rows.root.state === 'voided') throw new refuse.InvoiceIsVoided(this.number);
  }

  #raiseAdjusted(adjustments: AdjustmentFact[], paymentId: string | null, posting: Posting): void {
    if (adjustments.length > 0) this.raise(new InvoiceAdjusted({ ...this.#facts(posting.date), paymentId, adjustments }));
  }

  #facts(postingDate: string) {
    const { id, locationId, number, patientId } = this.#rows.root;
    return { invoiceId: id, locationId, number, patientId, postingDate };
  }
}

/** Rows that still stand: neither reversed nor a reversal. */
function live<T extends { id: string; reversesId: string | null }>(rows: readonly T[]): T[] {
  const reversed = new Set(rows.map((row) => row.reversesId));
  return rows.filter((row) => row.reversesId === null && !reversed.has(row.id));
}
