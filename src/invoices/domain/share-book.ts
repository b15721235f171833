import { addDays, daysBetween } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { creditTaxCents } from './credit-tax.js';
import { type AdjustmentFact, refTo, type TransferFact } from './events.js';
import { checkBooks } from './invoice-books.js';
import {
  type AdjustmentKind, type AdjustmentState, type InvoiceLineState, type InvoiceRows, openCentsOf, type Posting, type ShareParty, type ShareState,
  type TransferCause, type TransferState,
} from './invoice-state.js';
import * as refuse from './refusals.js';
import { belongsTo, type PaidShare, type PayingParty, type Taken } from './settle.js';

export interface TransferReason {
  cause: TransferCause;
  reasonCode: string;
  reason: string;
  paymentId: string | null;
  adjudicationId?: string | null;
}

export interface AdjustmentReason {
  kind: AdjustmentKind;
  reasonCode: string;
  reason: string;
  paymentId: string | null;
  adjudicationId?: string | null;
}

/** The rows of one invoice and the few ways in which they may change; which of them an act may use is the invoice's business. */
export class ShareBook {
  constructor(readonly rows: InvoiceRows) {}

  of(party: PayingParty, serviceDate?: string): ShareState[] {
    return this.inOrder().filter((share) => belongsTo(share, party) && (serviceDate === undefined || this.#line(share.lineId).serviceDate === serviceDate));
  }

  /** Line order; within a line primary before secondary. */
  inOrder(): ShareState[] {
    const position = new Map(this.rows.lines.map((line) => [line.id, line.position]));
    const rank = (share: ShareState) => position.get(share.lineId) ?? 0;
    return [...this.rows.shares].sort((a, b) => rank(a) - rank(b) || a.sequence - b.sequence || (a.id < b.id ? -1 : 1));
  }

  onLine(lineId: string): ShareState[] {
    return this.inOrder().filter((share) => share.lineId === lineId);
  }

  share(id: string): ShareState {
    const share = this.rows.shares.find((candidate) => candidate.id === id);
    if (!share) throw new refuse.ReleasedTwice(this.rows.root.number);
    return share;
  }

  #line(id: string): InvoiceLineState {
    const line = this.rows.lines.find((candidate) => candidate.id === id);
    if (!line) throw new Error(`share without a line on invoice ${this.rows.root.id}`);
    return line;
  }

  pay(taken: Taken[], posting: Posting): PaidShare[] {
    return taken.map(({ share, amountCents }) => {
      share.paidCents += amountCents;
      this.touch(share, posting);
      return { ...refTo(share), lineId: share.lineId, serviceDate: this.#line(share.lineId).serviceDate, amountCents };
    });
  }

  /** Takes money off a share again; its payment gets it back. */
  takeBack({ shareId, amountCents }: { shareId: string; amountCents: number }, posting: Posting): void {
    const share = this.share(shareId);
    if (amountCents <= 0 || amountCents > share.paidCents) throw new refuse.ReleasedTwice(this.rows.root.number);
    share.paidCents -= amountCents;
    this.touch(share, posting);
  }

  adjust(taken: readonly Taken[], why: AdjustmentReason, posting: Posting): AdjustmentFact[] {
    return taken.map(({ share, amountCents }) => {
      // Only a discount is a credit on the bill and carries its tax; a write-off leaves the tax as billed.
      const taxCents = why.kind === 'courtesy' ? creditTaxCents(this.#line(share.lineId), amountCents) : 0;
      return this.#enterAdjustment(share, { ...why, amountCents, taxCents, reversesId: null }, posting);
    });
  }

  reverseAdjustment(row: AdjustmentState, reason: string, posting: Posting): AdjustmentFact {
    const { kind, reasonCode, paymentId, adjudicationId } = row;
    return this.#enterAdjustment(
      this.share(row.shareId),
      { kind, reasonCode, reason, paymentId, adjudicationId, amountCents: -row.amountCents, taxCents: row.taxCents === 0 ? 0 : -row.taxCents, reversesId: row.id },
      posting,
    );
  }

  #enterAdjustment(share: ShareState, entry: AdjustmentReason & Pick<AdjustmentState, 'amountCents' | 'taxCents' | 'reversesId'>, posting: Posting): AdjustmentFact {
    const line = this.#line(share.lineId);
    share.adjustedCents += entry.amountCents;
    this.touch(share, posting);
    if (entry.kind === 'courtesy') {
      line.creditedCents += entry.amountCents;
      line.taxCreditedCents += entry.taxCents;
    }
    const id = posting.nextId();
    this.rows.adjustments.push({ id, invoiceId: this.rows.root.id, lineId: line.id, shareId: share.id, ...entry, adjudicationId: entry.adjudicationId ?? null, ...this.#entered(posting) });
    const { kind, reasonCode, amountCents, taxCents, paymentId, reversesId } = entry;
    return { adjustmentId: id, share: refTo(share), kind, reasonCode, amountCents, taxCents, paymentId, reversesId };
  }

  move(taken: readonly Taken[], to: ShareParty, why: TransferReason, posting: Posting): TransferFact[] {
    return taken.map(({ share, amountCents }) => {
      const receiving = this.shareFor(share.lineId, to, posting);
      return this.#enterTransfer(share, receiving, { ...why, amountCents, reversesId: null }, posting);
    });
  }

  /** Brings what each party of a line is charged to the given amounts, in as few transfers as that takes; who is not named is charged nothing. */
  retarget(lineId: string, target: ReadonlyMap<string, number>, why: TransferReason, posting: Posting): TransferFact[] {
    const shares = this.onLine(lineId).map((share) => ({ share, aboveCents: share.chargedCents - (target.get(share.id) ?? 0) }));
    const facts: TransferFact[] = [];
    for (const from of shares) {
      for (const to of shares) {
        const amountCents = Math.min(from.aboveCents, -to.aboveCents);
        if (amountCents <= 0) continue;
        facts.push(this.#enterTransfer(from.share, to.share, { ...why, amountCents, reversesId: null }, posting));
        from.aboveCents -= amountCents;
        to.aboveCents += amountCents;
      }
    }
    return facts;
  }

  /** What was paid or adjusted there since no longer fits afterwards; `fitShares` sees to it. */
  reverseTransfer(row: TransferState, cause: TransferCause, posting: Posting): TransferFact {
    const [from, to] = [this.share(row.toShareId), this.share(row.fromShareId)];
    const { amountCents, reasonCode, reason, paymentId } = row;
    return this.#enterTransfer(from, to, { amountCents, cause, reasonCode, reason, paymentId, reversesId: row.id }, posting);
  }

  /** Gives back one transfer among others that stay: refused where its part has moved on to a third party since. */
  returnTransfer(row: TransferState, posting: Posting): TransferFact {
    if (this.share(row.toShareId).chargedCents < row.amountCents) throw new refuse.MovedOn(this.rows.root.number, row.amountCents);
    return this.reverseTransfer(row, 'reversal', posting);
  }

  #enterTransfer(from: ShareState, to: ShareState, entry: TransferReason & Pick<TransferState, 'amountCents' | 'reversesId'>, posting: Posting): TransferFact {
    from.chargedCents -= entry.amountCents;
    to.chargedCents += entry.amountCents;
    this.touch(from, posting);
    this.touch(to, posting);
    const id = posting.nextId();
    this.rows.transfers.push({
      id, invoiceId: this.rows.root.id, lineId: from.lineId, fromShareId: from.id, toShareId: to.id, ...entry, adjudicationId: entry.adjudicationId ?? null, ...this.#entered(posting),
    });
    return { transferId: id, from: refTo(from), to: refTo(to), amountCents: entry.amountCents, reversesId: entry.reversesId };
  }

  /** The version this act gives the invoice, and the order within the act: what "newest" means later (MONEY 4). */
  #entered(posting: Posting): Pick<AdjustmentState, 'postingDate' | 'invoiceVersion' | 'ordinal'> {
    return { postingDate: posting.date, invoiceVersion: this.rows.root.version + 1, ordinal: posting.nextOrdinal() };
  }

  /** A new party's time to pay begins with the transfer. */
  shareFor(lineId: string, { termsDays, ...party }: ShareParty, posting: Posting): ShareState {
    const found = this.rows.shares.find((share) => share.lineId === lineId && share.partyKind === party.partyKind && share.partyKey === party.partyKey);
    if (found) return found;
    const { originalDate, dueDate } = this.rows.root;
    const days = termsDays ?? Math.max(0, daysBetween(originalDate, dueDate));
    const share: ShareState = {
      id: posting.nextId(), invoiceId: this.rows.root.id, lineId, ...party, chargedCents: 0, paidCents: 0, adjustedCents: 0, lastPostedOn: posting.date,
      dueDate: addDays(posting.date, days),
    };
    this.rows.shares.push(share);
    return share;
  }

  touch(share: ShareState, posting: Posting): void {
    if (posting.date < share.lastPostedOn) throw new refuse.PostedBeforeLastEntry(this.rows.root.number, share.lastPostedOn);
    share.lastPostedOn = posting.date;
  }

  /** Brings the invoice's own balance up to its shares', and stops if anything does not add up. */
  settle(): void {
    const { root, shares } = this.rows;
    root.openCents = sumCents(shares.map(openCentsOf));
    if (root.state !== 'voided') root.state = root.openCents === 0 ? 'settled' : 'open';
    checkBooks(this.rows);
  }
}
