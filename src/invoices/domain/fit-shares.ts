import { sumCents } from '../../shared/money.js';
import type { AdjudicationState } from './adjudication-state.js';
import type { AdjustmentFact } from './events.js';
import { type AdjustmentState, openCentsOf, type Posting, type ShareState, type TransferState } from './invoice-state.js';
import type { ShareBook } from './share-book.js';

/** The rows an act needs that releases or reverses: everything ever appended to this invoice. */
export interface InvoiceHistory {
  adjustments: readonly AdjustmentState[];
  transfers: readonly TransferState[];
  adjudications: readonly AdjudicationState[];
}

export const NO_HISTORY: InvoiceHistory = { adjustments: [], transfers: [], adjudications: [] };

/** Money on a share, as the payment it came from knows it: at most this much of that allocation may come off. */
export interface StandingMoney {
  allocationId: string;
  shareId: string;
  amountCents: number;
}

/** All that stands on an invoice; the money newest first. */
export interface Standing {
  history: InvoiceHistory;
  money: readonly StandingMoney[];
}

/** The same without money that comes off anyway. */
export function without(standing: Standing, gone: readonly StandingMoney[]): Standing {
  const goneCents = (id: string): number => sumCents(gone.filter(({ allocationId }) => allocationId === id).map(({ amountCents }) => amountCents));
  return { ...standing, money: standing.money.map((money) => ({ ...money, amountCents: money.amountCents - goneCents(money.allocationId) })) };
}

export interface Fitted {
  released: StandingMoney[];
  adjustments: AdjustmentFact[];
}

/**
 * MONEY 4, after any change of a share: what no longer fits comes off. Money first, newest first; then adjustments, newest first,
 * each reversed whole and its rest entered again. An adjustment below zero goes with what it gave back.
 */
export function fitShares(book: ShareBook, standing: Standing, posting: Posting): Fitted {
  const fitted: Fitted = { released: [], adjustments: [] };
  for (const share of book.inOrder()) {
    fitted.released.push(...releaseAbove(book, share, standing.money, posting));
    fitted.adjustments.push(...unadjustAbove(book, share, standing.history, posting));
  }
  return fitted;
}

function releaseAbove(book: ShareBook, share: ShareState, money: readonly StandingMoney[], posting: Posting): StandingMoney[] {
  const released: StandingMoney[] = [];
  for (const { allocationId, shareId, amountCents } of money) {
    const overCents = -openCentsOf(share);
    if (overCents <= 0) break;
    if (shareId !== share.id || amountCents <= 0) continue;
    const part = { allocationId, shareId, amountCents: Math.min(amountCents, overCents) };
    book.takeBack(part, posting);
    released.push(part);
  }
  return released;
}

function unadjustAbove(book: ShareBook, share: ShareState, history: InvoiceHistory, posting: Posting): AdjustmentFact[] {
  const facts: AdjustmentFact[] = [];
  for (;;) {
    const standing = newestFirst(live(byId([...history.adjustments, ...book.rows.adjustments]))).filter((row) => row.shareId === share.id);
    const outlived = standing.find((row) => row.amountCents < 0 && creditOf(standing) < 0);
    const openCents = openCentsOf(share);
    if (openCents < 0 || outlived) {
      const row = outlived ?? standing.find(({ amountCents }) => amountCents > 0);
      if (!row) return facts;
      facts.push(...reverseAllBut(book, share, row, outlived ? 0 : row.amountCents - Math.min(row.amountCents, -openCents), posting));
      continue;
    }
    const below = standing.find(({ amountCents }) => amountCents < 0);
    if (openCents <= share.chargedCents || !below) return facts;
    facts.push(...reverseAllBut(book, share, below, below.amountCents + Math.min(-below.amountCents, openCents - share.chargedCents), posting));
  }
}

/** A discount given back may not outlive the discount: the bill would be credited less than nothing. */
function creditOf(standing: readonly AdjustmentState[]): number {
  return sumCents(standing.filter(({ kind }) => kind === 'courtesy').map(({ amountCents }) => amountCents));
}

function reverseAllBut(book: ShareBook, share: ShareState, row: AdjustmentState, keepCents: number, posting: Posting): AdjustmentFact[] {
  const reversed = book.reverseAdjustment(row, row.reason, posting);
  if (keepCents === 0) return [reversed];
  const { kind, reasonCode, reason, paymentId, adjudicationId } = row;
  return [reversed, ...book.adjust([{ share, amountCents: keepCents }], { kind, reasonCode, reason, paymentId, adjudicationId }, posting)];
}

function byId<T extends { id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** Rows that still stand: neither reversed nor a reversal. */
export function live<T extends { id: string; reversesId: string | null }>(rows: readonly T[]): T[] {
  const reversed = new Set(rows.map((row) => row.reversesId));
  return rows.filter((row) => row.reversesId === null && !reversed.has(row.id));
}

/** By the invoice's version, then by the order within the act. */
export function newestFirst<T extends { invoiceVersion: number; ordinal: number }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => b.invoiceVersion - a.invoiceVersion || b.ordinal - a.ordinal);
}
