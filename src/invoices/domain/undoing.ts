import { Adjudication, type Decider } from './adjudication.js';
import { type AdjudicationState, standingDecisions } from './adjudication-state.js';
import { refuseGivenBack } from './adjustment-limits.js';
import type { AdjustmentFact, TransferFact } from './events.js';
import { type InvoiceHistory, live, newestFirst, type Standing } from './fit-shares.js';
import type { Posting } from './invoice-state.js';
import type { ShareBook } from './share-book.js';

interface Undone {
  adjustments: AdjustmentFact[];
  transfers: TransferFact[];
}

/** What a payment decided is unposted, newest first; then what it adjusted and moved by itself is given back. */
export function undoPayment(book: ShareBook, paymentId: string, standing: Standing, posting: Posting): Undone {
  const { history } = standing;
  const undone: Undone = { adjustments: [], transfers: [] };
  const decisions = newestFirst(standingDecisions(history.adjudications).map(({ row, paidLeftCents }) => ({ ...row, row, paidLeftCents }))).filter((one) => one.paymentId === paymentId);
  for (const decision of decisions) {
    const adjudication = new Adjudication(book, unpostedBy(decision), standing, posting);
    adjudication.unpost(decision);
    undone.adjustments.push(...adjudication.adjustments);
    undone.transfers.push(...adjudication.transfers);
  }
  const adjustments = newestFirst(live(history.adjustments)).filter((row) => row.paymentId === paymentId && row.adjudicationId === null);
  refuseGivenBack(book.rows, adjustments);
  undone.adjustments.push(...adjustments.map((row) => book.reverseAdjustment(row, row.reason, posting)));
  const transfers = newestFirst(live(history.transfers)).filter((row) => row.paymentId === paymentId && row.cause === 'payment');
  undone.transfers.push(...transfers.map((row) => book.returnTransfer(row, posting)));
  return undone;
}

function unpostedBy({ payerId, paymentId }: AdjudicationState): Decider {
  return { party: { partyKind: 'insurer', payerRoot: payerId }, paymentId, own: [], payers: [] };
}

/** The rows say that nothing stands any more; the journals are mirrored as a whole, so no event of their own. */
export function voidRows(book: ShareBook, history: InvoiceHistory, reason: string, posting: Posting): void {
  for (const row of newestFirst(live(history.adjustments))) book.reverseAdjustment(row, reason, posting);
  for (const row of newestFirst(live(history.transfers))) book.reverseTransfer(row, 'void', posting);
  for (const share of book.rows.shares) {
    share.chargedCents = 0;
    book.touch(share, posting);
  }
  for (const line of book.rows.lines) line.state = 'voided';
  book.rows.root.state = 'voided';
  book.settle();
}
