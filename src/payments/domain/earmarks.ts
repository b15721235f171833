import type { CalendarDate } from '../../shared/calendar-date.js';

/** Money of one payment held for one line. */
export interface HeldMoney {
  paymentId: string;
  /** Of the payment: the oldest is used first. */
  postingDate: CalendarDate;
  number: number;
  lineId: string;
  amountCents: number;
}

/** What a party still owes of a line, as far as money held for it may go there. */
export interface OwedShare {
  shareId: string;
  lineId: string;
  openCents: number;
  isOwn(paymentId: string): boolean;
}

export interface Placed {
  paymentId: string;
  shareId: string;
  amountCents: number;
}

/**
 * MONEY 8, at the end of every act: money held for a line goes back to an open share of its own party there, oldest payment first.
 * An insurer's returns only up to what its standing decision paid, never onto a denied amount.
 */
export function placeHeld(held: readonly HeldMoney[], shares: readonly OwedShare[]): Placed[] {
  const open = new Map(shares.map((share) => [share.shareId, share.openCents]));
  const placed: Placed[] = [];
  for (const { paymentId, lineId, amountCents } of [...held].sort(older)) {
    let rest = amountCents;
    for (const share of shares.filter((each) => each.lineId === lineId && each.isOwn(paymentId))) {
      const part = Math.min(rest, open.get(share.shareId)!);
      if (part <= 0) continue;
      placed.push({ paymentId, shareId: share.shareId, amountCents: part });
      open.set(share.shareId, open.get(share.shareId)! - part);
      rest -= part;
    }
  }
  return placed;
}

function older(a: HeldMoney, b: HeldMoney): number {
  if (a.postingDate !== b.postingDate) return a.postingDate < b.postingDate ? -1 : 1;
  return a.number - b.number;
}
