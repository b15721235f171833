import { Aggregate } from '../../shared/aggregate.js';
import { sumCents } from '../../shared/money.js';
import { creditTaxCents } from './credit-tax.js';
import { type AdjustmentFact, InsuranceApplied, InvoiceAdjusted, InvoiceFinalized, InvoiceVoided, refTo, ShareTransferred, type TransferFact } from './events.js';
import {
  type AdjustmentKind, type AdjustmentState, type InvoiceLineState, type InvoiceRows, openCentsOf, patientParty,
  type Posting, type ShareParty, type ShareState, type TransferCause, type TransferState,
} from './invoice-state.js';
import { checkBooks } from './invoice-books.js';
import * as refuse from './refusals.js';
import { type AppliedPart, belongsTo, type PaidShare, type PayingParty, type PaymentPart, takeInOrder, type Taken } from './settle.js';

/** The rows an act needs that releases or reverses: everything ever appended to this invoice. */
export interface InvoiceHistory {
  adjustments: readonly AdjustmentState[];
  transfers: readonly TransferState[];
}

export interface Released {
  shareId: string;
  amountCents: number;
}

interface AdjustmentReason {
  kind: AdjustmentKind;
  reasonCode: string;
  reason: string;
  paymentId: string | null;
}

const PAYER_WORDS = { insurer: 'this insurer', other: 'this payer', patient: 'the patient' } as const;

/** A finalized invoice: facts that never change, and per line and party a share that says who still owes what. */
export class Invoice extends Aggregate<InvoiceRows> {
  readonly #rows: InvoiceRows;

  private constructor(rows: InvoiceRows) {
    super();
    this.#rows = rows;
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
    invoice.#settleBalances();
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
    return sumCents(this.#sharesOf(party).map(openCentsOf));
  }

  /** The days a posting that touches these shares may not go before (MONEY 21). */
  lastPostedOn(shareIds?: readonly string[]): string[] {
    return this.#rows.shares.filter(({ id }) => !shareIds || shareIds.includes(id)).map((share) => share.lastPostedOn);
  }

  /** Settles one row of a payment. Preview and posting both call this; only the posting is kept. */
  applyPart(party: PayingParty, part: PaymentPart, paymentId: string, posting: Posting): AppliedPart {
    this.#refuseVoided();
    this.#checkPart(party, part);
    const shares = this.#sharesOf(party);
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, PAYER_WORDS[party.partyKind]);
    const dueCents = sumCents(shares.map(openCentsOf));
    const askedCents = part.amountCents + part.adjustmentCents + part.toPatientCents;
    if (askedCents > dueCents) throw new refuse.AboveWhatIsDue(this.number, dueCents, askedCents, PAYER_WORDS[party.partyKind]);

    const paid = this.#pay(takeInOrder(shares, part.amountCents), posting);
    const why = { kind: 'contractual', reasonCode: part.adjustmentReasonCode, reason: part.adjustmentReason, paymentId } as const;
    this.#raiseAdjusted(this.#adjust(takeInOrder(shares, part.adjustmentCents), why, posting), paymentId, posting);
    const moved = this.#move(takeInOrder(shares, part.toPatientCents), patientParty(this.guarantorId), 'payment', paymentId, posting);
    if (moved.length > 0) this.raise(new ShareTransferred({ ...this.#facts(posting.date), paymentId, cause: 'payment', transfers: moved }));
    this.#settleBalances();
    return {
      dueCents, paidCents: part.amountCents, adjustedCents: part.adjustmentCents, toPatientCents: part.toPatientCents,
      leftCents: dueCents - askedCents, shares: paid,
    };
  }

  /** Takes money off shares again; the payment gets it back. */
  releaseParts(parts: readonly Released[], posting: Posting): void {
    for (const { shareId, amountCents } of parts) {
      const share = this.#share(shareId);
      if (amountCents <= 0 || amountCents > share.paidCents) throw new refuse.ReleasedTwice(this.number);
      share.paidCents -= amountCents;
      this.#touch(share, posting);
    }
    this.#settleBalances();
  }

  /** Undoes what a payment adjusted and moved here, as its reversal does after its money is released. */
  undoPayment(paymentId: string, history: InvoiceHistory, posting: Posting): void {
    const adjustments = live(history.adjustments).filter((row) => row.paymentId === paymentId);
    const transfers = live(history.transfers).filter((row) => row.paymentId === paymentId);
    this.#raiseAdjusted(adjustments.map((row) => this.#reverseAdjustment(row, row.reason, posting)), paymentId, posting);
    const back = transfers.map((row) => this.#reverseTransfer(row, 'reversal', posting));
    if (back.length > 0) this.raise(new ShareTransferred({ ...this.#facts(posting.date), paymentId, cause: 'reversal', transfers: back }));
    this.#settleBalances();
  }

  /** Lowers what a share, or a party over all lines, still owes; a negative amount gives an earlier adjustment back. */
  adjust(target: { shareId?: string | undefined; partyKey?: string | undefined }, amountCents: number, why: Omit<AdjustmentReason, 'paymentId'>, posting: Posting): void {
    this.#refuseVoided();
    if (amountCents === 0) throw new refuse.AdjustmentIsZero();
    if (why.reason.trim() === '') throw new refuse.ReasonMissing();
    const shares = this.#inOrder().filter((share) => (target.shareId ? share.id === target.shareId : share.partyKey === target.partyKey));
    if (shares.length === 0) throw new refuse.NothingDueFromParty(this.number, 'that party');
    const taken = amountCents > 0 ? this.#takeOpen(shares, amountCents) : this.#takeAdjusted(shares, -amountCents);
    this.#raiseAdjusted(this.#adjust(taken, { ...why, paymentId: null }, posting), null, posting);
    this.#settleBalances();
  }

  reverseAdjustment(adjustmentId: string, reason: string, history: InvoiceHistory, posting: Posting): void {
    this.#refuseVoided();
    if (reason.trim() === '') throw new refuse.ReasonMissing();
    const row = history.adjustments.find(({ id }) => id === adjustmentId);
    if (!row) throw new refuse.ReversedTwice();
    if (row.reversesId !== null) throw new refuse.ReversalReversed();
    if (history.adjustments.some(({ reversesId }) => reversesId === row.id)) throw new refuse.ReversedTwice();
    this.#raiseAdjusted([this.#reverseAdjustment(row, reason, posting)], null, posting);
    this.#settleBalances();
  }

  /** Apply insurance after finalizing: part of what the patient owes moves to a payer, in line order. */
  applyInsurance(to: ShareParty, amountCents: number, posting: Posting, lineId?: string): void {
    this.#refuseVoided();
    if (amountCents <= 0) throw new refuse.AmountMustBePositive();
    const shares = this.#inOrder().filter((share) => share.partyKind === 'patient' && (!lineId || share.lineId === lineId));
    const openCents = sumCents(shares.map(openCentsOf));
    if (amountCents > openCents) {
      const paidCents = sumCents(shares.map((share) => share.paidCents));
      if (paidCents > 0 && amountCents <= openCents + paidCents) throw new refuse.MoneyWouldBeReleased(this.number, paidCents, 'applying insurance to it');
      throw new refuse.PatientPartTooSmall(this.number, openCents);
    }
    const transfers = this.#move(takeInOrder(shares, amountCents), to, 'apply-insurance', null, posting);
    this.raise(new InsuranceApplied({ ...this.#facts(posting.date), paymentId: null, cause: 'apply-insurance', transfers }));
    this.#settleBalances();
  }

  /** Voids by reversal: the number stays, nobody owes anything, and the books mirror every journal of this invoice. */
  void(reason: string, history: InvoiceHistory, posting: Posting): void {
    this.#refuseVoided();
    if (reason.trim() === '') throw new refuse.ReasonMissing('Type why the invoice is voided; it is printed with it for good.');
    const paidCents = sumCents(this.#rows.shares.map((share) => share.paidCents));
    if (paidCents > 0) throw new refuse.PaidInvoiceVoided(this.number, paidCents);
    // The rows say that nothing stands any more; the journals are mirrored as a whole, so no event of their own.
    for (const row of live(history.adjustments)) this.#reverseAdjustment(row, reason, posting);
    for (const row of live(history.transfers)) this.#reverseTransfer(row, 'void', posting);
    for (const share of this.#rows.shares) {
      share.chargedCents = 0;
      this.#touch(share, posting);
    }
    for (const line of this.#rows.lines) line.state = 'voided';
    this.#rows.root.state = 'voided';
    this.#settleBalances();
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

  #pay(taken: Taken[], posting: Posting): PaidShare[] {
    return taken.map(({ share, amountCents }) => {
      share.paidCents += amountCents;
      this.#touch(share, posting);
      return { shareId: share.id, lineId: share.lineId, payerId: share.payerId, amountCents };
    });
  }

  #takeOpen(shares: ShareState[], amountCents: number): Taken[] {
    const openCents = sumCents(shares.map(openCentsOf));
    if (amountCents <= openCents) return takeInOrder(shares, amountCents);
    const paidCents = sumCents(shares.map((share) => share.paidCents));
    if (paidCents > 0 && amountCents <= openCents + paidCents) throw new refuse.MoneyWouldBeReleased(this.number, paidCents, 'this adjustment');
    throw new refuse.AdjustedAboveOpen(this.number, openCents);
  }

  #takeAdjusted(shares: ShareState[], amountCents: number): Taken[] {
    const adjustedCents = sumCents(shares.map((share) => share.adjustedCents));
    if (amountCents > adjustedCents) throw new refuse.AdjustedBelowCharge(this.number, adjustedCents);
    let rest = amountCents;
    return shares.flatMap((share) => {
      const part = Math.min(rest, share.adjustedCents);
      rest -= part;
      return part > 0 ? [{ share, amountCents: -part }] : [];
    });
  }

  #adjust(taken: readonly Taken[], why: AdjustmentReason, posting: Posting): AdjustmentFact[] {
    return taken.map(({ share, amountCents }) => {
      // Only a discount is a credit on the bill and carries its tax; a write-off leaves the tax as billed.
      const taxCents = why.kind === 'courtesy' ? creditTaxCents(this.#line(share.lineId), amountCents) : 0;
      return this.#enterAdjustment(share, { ...why, amountCents, taxCents, reversesId: null }, posting);
    });
  }

  #reverseAdjustment(row: AdjustmentState, reason: string, posting: Posting): AdjustmentFact {
    const { kind, reasonCode, paymentId } = row;
    return this.#enterAdjustment(
      this.#share(row.shareId),
      { kind, reasonCode, reason, paymentId, amountCents: -row.amountCents, taxCents: row.taxCents === 0 ? 0 : -row.taxCents, reversesId: row.id },
      posting,
    );
  }

  #enterAdjustment(share: ShareState, entry: AdjustmentReason & Pick<AdjustmentState, 'amountCents' | 'taxCents' | 'reversesId'>, posting: Posting): AdjustmentFact {
    const line = this.#line(share.lineId);
    share.adjustedCents += entry.amountCents;
    this.#touch(share, posting);
    if (entry.kind === 'courtesy') {
      line.creditedCents += entry.amountCents;
      line.taxCreditedCents += entry.taxCents;
    }
    const id = posting.nextId();
    this.#rows.adjustments.push({ id, invoiceId: this.id, lineId: line.id, shareId: share.id, ...entry, adjudicationId: null, ...this.#entered(posting) });
    const { kind, reasonCode, amountCents, taxCents, reversesId } = entry;
    return { adjustmentId: id, share: refTo(share), kind, reasonCode, amountCents, taxCents, reversesId };
  }

  #move(taken: readonly Taken[], to: ShareParty, cause: TransferCause, paymentId: string | null, posting: Posting): TransferFact[] {
    return taken.map(({ share, amountCents }) => {
      const receiving = this.#shareFor(share.lineId, to, posting);
      return this.#enterTransfer(share, receiving, { amountCents, cause, paymentId, reversesId: null }, posting);
    });
  }

  #reverseTransfer(row: TransferState, cause: TransferCause, posting: Posting): TransferFact {
    const [from, to] = [this.#share(row.toShareId), this.#share(row.fromShareId)];
    if (openCentsOf(from) < row.amountCents) throw new refuse.MovedMoneyIsPaid(this.number, row.amountCents);
    return this.#enterTransfer(from, to, { amountCents: row.amountCents, cause, paymentId: row.paymentId, reversesId: row.id }, posting);
  }

  #enterTransfer(from: ShareState, to: ShareState, entry: Pick<TransferState, 'amountCents' | 'cause' | 'paymentId' | 'reversesId'>, posting: Posting): TransferFact {
    from.chargedCents -= entry.amountCents;
    to.chargedCents += entry.amountCents;
    this.#touch(from, posting);
    this.#touch(to, posting);
    const id = posting.nextId();
    this.#rows.transfers.push({
      id, invoiceId: this.id, lineId: from.lineId, fromShareId: from.id, toShareId: to.id, ...entry, adjudicationId: null, ...this.#entered(posting),
    });
    return { transferId: id, from: refTo(from), to: refTo(to), amountCents: entry.amountCents, reversesId: entry.reversesId };
  }

  /** The version this act gives the invoice, and the order within the act: what "newest" means later (MONEY 4). */
  #entered(posting: Posting): Pick<AdjustmentState, 'postingDate' | 'invoiceVersion' | 'ordinal'> {
    return { postingDate: posting.date, invoiceVersion: this.#rows.root.version + 1, ordinal: posting.nextOrdinal() };
  }

  #shareFor(lineId: string, party: ShareParty, posting: Posting): ShareState {
    const found = this.#rows.shares.find((share) => share.lineId === lineId && share.partyKind === party.partyKind && share.partyKey === party.partyKey);
    if (found) return found;
    const share: ShareState = {
      id: posting.nextId(), invoiceId: this.id, lineId, ...party, chargedCents: 0, paidCents: 0, adjustedCents: 0, lastPostedOn: posting.date,
    };
    this.#rows.shares.push(share);
    return share;
  }

  #touch(share: ShareState, posting: Posting): void {
    if (posting.date < share.lastPostedOn) throw new refuse.PostedBeforeLastEntry(this.number, share.lastPostedOn);
    share.lastPostedOn = posting.date;
  }

  #share(id: string): ShareState {
    const share = this.#rows.shares.find((candidate) => candidate.id === id);
    if (!share) throw new refuse.ReleasedTwice(this.number);
    return share;
  }

  #line(id: string): InvoiceLineState {
    const line = this.#rows.lines.find((candidate) => candidate.id === id);
    if (!line) throw new Error(`share without a line on invoice ${this.id}`);
    return line;
  }

  #sharesOf(party: PayingParty): ShareState[] {
    return this.#inOrder().filter((share) => belongsTo(share, party));
  }

  /** Line order; within a line primary before secondary. */
  #inOrder(): ShareState[] {
    const position = new Map(this.#rows.lines.map((line) => [line.id, line.position]));
    const rank = (share: ShareState) => position.get(share.lineId) ?? 0;
    return [...this.#rows.shares].sort((a, b) => rank(a) - rank(b) || a.sequence - b.sequence || (a.id < b.id ? -1 : 1));
  }

  #refuseVoided(): void {
    if (this.#rows.root.state === 'voided') throw new refuse.InvoiceIsVoided(this.number);
  }

  #raiseAdjusted(adjustments: AdjustmentFact[], paymentId: string | null, posting: Posting): void {
    if (adjustments.length > 0) this.raise(new InvoiceAdjusted({ ...this.#facts(posting.date), paymentId, adjustments }));
  }

  #settleBalances(): void {
    const { root, shares } = this.#rows;
    root.openCents = sumCents(shares.map(openCentsOf));
    if (root.state !== 'voided') root.state = root.openCents === 0 ? 'settled' : 'open';
    checkBooks(this.#rows);
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
