import { sumCents } from '../../shared/money.js';
import * as refuse from './adjudication-refusals.js';
import { type AdjudicationState, type DecidedLine, type DecidedSums, isFullDenial, type LineDecision, type StandingDecision, standingDecisions, sumsOf } from './adjudication-state.js';
import type { AdjustmentFact, TransferFact } from './events.js';
import { live, newestFirst, type Standing, type StandingMoney } from './fit-shares.js';
import { type AdjustmentState, type InvoiceLineState, openCentsOf, type Posting, type ShareParty, type ShareState } from './invoice-state.js';
import { chargedByDecision } from './decided-shares.js';
import { InvoiceIsVoided } from './refusals.js';
import { belongsTo, type PaidShare, type PayingParty } from './settle.js';
import type { ShareBook } from './share-book.js';

/** Whose decisions they are, and which payment brings them. */
export interface Decider {
  party: PayingParty;
  paymentId: string;
  /** Of the money that stands on the invoice, this insurer's, newest first; `isOfPayment` where the deciding payment brought it earlier (MONEY 15). */
  own: readonly (StandingMoney & { isOfPayment: boolean })[];
  /** The insurers entered on the invoice, those that repay the patient left out. */
  payers: readonly ShareParty[];
}

/** What an invoice makes of a remittance's lines. */
export interface Decided {
  /** Money of the deciding payment that goes onto shares. */
  paid: (PaidShare & { adjudicationId: string })[];
  /** What comes off others of its payments' allocations, as negative ones of the deciding payment. */
  taken: (StandingMoney & { lineId: string })[];
  /** Takebacks that found no money on the line: it is sought where it went (MONEY 7). */
  missing: { lineId: string; shareId: string; amountCents: number }[];
  /** Own money of the deciding payment above what the EOB says was paid. */
  released: StandingMoney[];
}

/** MONEY 12–17: decides the lines of one invoice. Reversals come first; what no longer fits comes off at the end, once, by the invoice. */
export class Adjudication {
  readonly decided: Decided = { paid: [], taken: [], missing: [], released: [] };
  readonly transfers: TransferFact[] = [];
  readonly adjustments: AdjustmentFact[] = [];

  constructor(
    private readonly book: ShareBook,
    private readonly by: Decider,
    private readonly standing: Standing,
    private readonly posting: Posting,
  ) {}

  run(lines: readonly DecidedLine[]): void {
    for (const one of lines) if (one.takebackCents > 0) this.#takeBack(one);
    for (const one of lines) if (one.decision) this.#decide(one, one.decision);
  }

  /** A posting error of ours: the decision is gone, and all that is not an earlier payer's or another party's own is the insurer's again. */
  unpost(standing: StandingDecision): void {
    this.#row(standing.row.lineId, standing.row, 'reversal', { reversesId: standing.row.id });
    this.#undo(standing.row);
    if (!isFullDenial(standing.row)) this.#reopen(this.book.share(standing.row.shareId));
  }

  #takeBack(one: DecidedLine): void {
    const line = this.#line(one.lineId);
    const share = this.#shareOf(line);
    const standing = share && this.#standingOn(share);
    const onShare = share ? this.by.own.filter(({ shareId }) => shareId === share.id) : [];
    const leftCents = standing ? standing.paidLeftCents : sumCents(onShare.map(({ amountCents }) => amountCents));
    if (!share || one.takebackCents > leftCents) throw new refuse.TakebackAbovePaid(this.#name(line), leftCents, one.takebackCents);
    if (one.decision && (!standing || one.isRecoupment || one.takebackCents < leftCents)) throw new refuse.TakebackNotWhole(this.#name(line), leftCents);
    const isWhole = standing !== undefined && one.takebackCents === leftCents && !one.isRecoupment;
    this.#row(line.id, { shareId: share.id, payerId: share.payerId!, sequence: share.sequence }, isWhole ? 'reversal' : 'takeback', {
      reversesId: isWhole ? standing.row.id : null, takenCents: one.takebackCents, claimNumber: one.claimNumber, followUp: one.followUp,
    });
    this.#takeMoney(line, share, onShare, one.takebackCents);
    if (!isWhole) return;
    this.#undo(standing.row);
    if (!one.decision && !isFullDenial(standing.row) && line.state === 'live') this.#reopen(share);
  }

  #takeMoney(line: InvoiceLineState, share: ShareState, onShare: Decider['own'], amountCents: number): void {
    let rest = amountCents;
    for (const { allocationId, shareId, amountCents: standsCents } of onShare) {
      const part = { allocationId, shareId, amountCents: Math.min(rest, standsCents), lineId: line.id };
      if (part.amountCents <= 0) continue;
      this.book.takeBack(part, this.posting);
      this.decided.taken.push(part);
      rest -= part.amountCents;
    }
    if (rest > 0) this.decided.missing.push({ lineId: line.id, shareId: share.id, amountCents: rest });
  }

  /** Its contractual part goes with it. */
  #undo(decision: AdjudicationState): void {
    const own = newestFirst(live(this.standing.history.adjustments)).filter(({ adjudicationId }) => adjudicationId === decision.id);
    for (const row of own) this.adjustments.push(this.book.reverseAdjustment(row, row.reason, this.posting));
  }

  /** A reversal that nothing corrects: the old estimate is not restored (MONEY 16). */
  #reopen(share: ShareState): void {
    const shares = this.book.onLine(share.lineId);
    const isKept = (other: ShareState): boolean => other.partyKind === 'other' || (other.partyKind === 'insurer' && other.sequence < share.sequence && other.id !== share.id);
    const target = new Map(shares.map((other) => [other.id, isKept(other) ? other.chargedCents : 0]));
    target.set(share.id, sumCents(shares.map(({ chargedCents }) => chargedCents)) - sumCents([...target].filter(([id]) => id !== share.id).map(([, cents]) => cents)));
    this.#retarget(share.lineId, target, { cause: 'reversal', adjudicationId: null });
  }

  #decide(one: DecidedLine, decision: LineDecision): void {
    const line = this.#line(one.lineId);
    if (line.state === 'voided') throw new InvoiceIsVoided(this.book.rows.root.number);
    const sums = sumsOf(decision);
    if (sums.paidCents < 0 || sums.responsibilityCents < 0 || sums.deniedCents < 0) throw new refuse.NegativeDecision(this.#name(line));
    const party = this.#partyOn(line);
    const earlier = this.#checkEarlier(line, party, sums);
    const share = this.book.shareFor(line.id, party, this.posting);
    this.#overturn(line, share, one);
    const row = this.#row(line.id, { shareId: share.id, payerId: share.payerId!, sequence: share.sequence }, 'decision', {
      ...sums, allowedCents: decision.allowedCents, claimNumber: one.claimNumber, followUp: one.followUp, remarks: decision.remarks.join(' '),
    });
    decision.codes.forEach(({ group, reason, treatment, amountCents }, index) => {
      const [invoiceId, id] = [row.invoiceId, this.posting.nextId()];
      this.book.rows.adjudicationCodes.push({ id, invoiceId, adjudicationId: row.id, position: index + 1, groupCode: group, reasonCode: reason, treatment, amountCents });
    });
    if (!isFullDenial(sums)) this.#post(line, share, earlier, decision, row);
  }

  /** MONEY 14: earlier insurers have decided, and the line's amounts come to what they left. @returns their shares */
  #checkEarlier(line: InvoiceLineState, party: ShareParty, sums: DecidedSums): ShareState[] {
    const earlier = this.book.onLine(line.id).filter((other) => other.partyKind === 'insurer' && other.sequence < party.sequence);
    for (const other of earlier) {
      if (openCentsOf(other) > 0 && !this.#standingOn(other)) throw new refuse.EarlierPayerOpen(this.#name(line), openCentsOf(other));
    }
    const priorCents = sumCents(earlier.map((other) => other.paidCents + other.adjustedCents));
    if (sums.priorCents !== 0 && sums.priorCents !== priorCents) throw new refuse.PriorMismatch(this.#name(line), sums.priorCents, priorCents);
    const baseCents = line.chargeCents - priorCents;
    const saidCents = sumCents([sums.paidCents, sums.contractualCents, sums.responsibilityCents, sums.deniedCents]);
    if (baseCents !== saidCents) throw new refuse.LineOutOfBalance(this.#name(line), { baseCents, saidCents });
    return earlier;
  }

  /** A standing decision of which nothing is paid gives way; one that paid is taken back first, in the same row. */
  #overturn(line: InvoiceLineState, share: ShareState, one: DecidedLine): void {
    const standing = this.#standingOn(share);
    if (!standing) return;
    if (standing.paidLeftCents > 0) throw new refuse.DecidedAlready(this.#name(line), standing.paidLeftCents);
    this.#row(line.id, { shareId: share.id, payerId: share.payerId!, sequence: share.sequence }, 'reversal', { reversesId: standing.row.id, claimNumber: one.claimNumber });
    this.#undo(standing.row);
  }

  #post(line: InvoiceLineState, share: ShareState, earlier: readonly ShareState[], { paidCents, codes }: LineDecision, row: AdjudicationState): void {
    const own = this.#leftOn(share);
    const plainCents = sumCents(own.filter(({ isOfPayment }) => !isOfPayment).map(({ amountCents }) => amountCents));
    if (plainCents > 0) throw new refuse.PlainMoneyFirst(this.#name(line), plainCents);
    for (const adjustment of newestFirst(live(this.#adjustments())).filter(({ shareId }) => shareId === share.id)) {
      this.adjustments.push(this.book.reverseAdjustment(adjustment, adjustment.reason, this.posting));
    }
    this.#retarget(line.id, chargedByDecision(this.book, { share, earlier, payers: this.by.payers }, row, this.posting), { cause: 'adjudication', adjudicationId: row.id });
    this.#pay(share, own, paidCents, row.id);
    for (const { group, reason, amountCents } of codes.filter(({ treatment, amountCents: cents }) => treatment === 'contractual' && cents !== 0)) {
      const why = { kind: 'contractual', reasonCode: `${group}-${reason}`, reason: '', paymentId: this.by.paymentId, adjudicationId: row.id } as const;
      this.adjustments.push(...this.book.adjust([{ share, amountCents }], why, this.posting));
    }
  }

  /** The insurer's money on a share after what it takes back in the same act. */
  #leftOn(share: ShareState): Decider['own'] {
    const takenCents = (id: string): number => sumCents(this.decided.taken.filter(({ allocationId }) => allocationId === id).map(({ amountCents }) => amountCents));
    return this.by.own
      .filter(({ shareId }) => shareId === share.id)
      .map((money) => ({ ...money, amountCents: money.amountCents - takenCents(money.allocationId) }))
      .filter(({ amountCents }) => amountCents > 0);
  }

  /** What the deciding payment has there already counts as paid (MONEY 15). */
  #pay(share: ShareState, own: Decider['own'], paidCents: number, adjudicationId: string): void {
    let overCents = sumCents(own.map(({ amountCents }) => amountCents)) - paidCents;
    if (overCents < 0) this.decided.paid.push(...this.book.pay([{ share, amountCents: -overCents }], this.posting).map((paid) => ({ ...paid, adjudicationId })));
    for (const { allocationId, shareId, amountCents } of own) {
      const part = { allocationId, shareId, amountCents: Math.min(amountCents, overCents) };
      if (part.amountCents <= 0) return;
      this.book.takeBack(part, this.posting);
      this.decided.released.push(part);
      overCents -= part.amountCents;
    }
  }

  #retarget(lineId: string, target: ReadonlyMap<string, number>, { cause, adjudicationId }: { cause: 'adjudication' | 'reversal'; adjudicationId: string | null }): void {
    const why = { cause, reasonCode: '', reason: '', paymentId: this.by.paymentId, adjudicationId } as const;
    this.transfers.push(...this.book.retarget(lineId, target, why, this.posting));
  }

  #adjustments(): AdjustmentState[] {
    return [...this.standing.history.adjustments, ...this.book.rows.adjustments];
  }

  #standingOn(share: ShareState): StandingDecision | undefined {
    return standingDecisions([...this.standing.history.adjudications, ...this.book.rows.adjudications]).find(({ row }) => row.shareId === share.id);
  }

  /** The insurer's share: the one that it decides on now, else the first of its own. */
  #shareOf(line: InvoiceLineState): ShareState | undefined {
    const own = this.book.onLine(line.id).filter((share) => belongsTo(share, this.by.party));
    return own.find((share) => this.#standingOn(share) !== undefined) ?? own[0];
  }

  #partyOn(line: InvoiceLineState): ShareParty {
    const own = this.book.onLine(line.id).filter((share) => belongsTo(share, this.by.party));
    // One insurer may be primary and secondary: whoever has not decided is next.
    const share = own.find((one) => !this.#isDecided(one)) ?? own[0];
    if (share) return share;
    const entered = this.by.payers.find(({ payerId }) => payerId !== null && (payerId === this.by.party.payerRoot || this.by.party.payerGroup?.includes(payerId)));
    if (!entered) throw new refuse.PayerNotOnLine(this.#name(line));
    return entered;
  }

  #isDecided(share: ShareState): boolean {
    const standing = this.#standingOn(share);
    return standing !== undefined && !isFullDenial(standing.row);
  }

  #row(lineId: string, on: Pick<AdjudicationState, 'shareId' | 'payerId' | 'sequence'>, kind: AdjudicationState['kind'], fields: Partial<AdjudicationState>): AdjudicationState {
    const { root } = this.book.rows;
    const row: AdjudicationState = {
      id: this.posting.nextId(), invoiceId: root.id, lineId, shareId: on.shareId, payerId: on.payerId, sequence: on.sequence, paymentId: this.by.paymentId, kind, reversesId: null,
      chargeCents: this.#line(lineId).chargeCents, allowedCents: null, paidCents: 0, contractualCents: 0, responsibilityCents: 0, deniedCents: 0, priorCents: 0, takenCents: 0,
      claimNumber: '', remarks: '', followUp: '', postingDate: this.posting.date, invoiceVersion: root.version + 1, ordinal: this.posting.nextOrdinal(), ...fields,
    };
    this.book.rows.adjudications.push(row);
    return row;
  }

  #line(id: string): InvoiceLineState {
    const line = this.book.rows.lines.find((candidate) => candidate.id === id);
    if (!line) throw new refuse.LineNotOnInvoice(this.book.rows.root.number);
    return line;
  }

  #name({ id, position }: InvoiceLineState): refuse.LineName {
    return { lineId: id, number: this.book.rows.root.number, position };
  }
}
