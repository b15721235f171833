import { sumCents } from '../../shared/money.js';
import { type InvoiceHistory, live } from './fit-shares.js';
import { type AdjustmentKind, type AdjustmentState, type InvoiceRows, openCentsOf, type ShareState } from './invoice-state.js';
import * as refuse from './refusals.js';
import type { Taken } from './settle.js';

type Room = (share: ShareState) => number;

/** In line order, first all that the first room holds, then the second: what is open is used before what is paid, so that no more money comes off than must. */
function takeRoomByRoom(shares: readonly ShareState[], amountCents: number, rooms: readonly Room[]): Taken[] {
  const taken = new Map<ShareState, number>();
  let rest = amountCents;
  for (const room of rooms) {
    for (const share of shares) {
      const part = Math.min(rest, Math.max(room(share), 0));
      if (part <= 0) continue;
      taken.set(share, (taken.get(share) ?? 0) + part);
      rest -= part;
    }
  }
  return [...taken].map(([share, cents]) => ({ share, amountCents: cents }));
}

/** What an adjustment may take: all that is not adjusted already. Where that is paid, the money is released. */
export function takeToAdjust({ root }: InvoiceRows, shares: readonly ShareState[], amountCents: number): Taken[] {
  const roomCents = sumCents(shares.map((share) => share.chargedCents - share.adjustedCents));
  if (amountCents > roomCents) throw new refuse.AdjustedAboveCharge(root.number, roomCents);
  return takeRoomByRoom(shares, amountCents, [openCentsOf, (share) => share.paidCents]);
}

/** What may be moved to another party: all that was charged. What no longer fits afterwards comes off (MONEY 3, 4). */
export function takeToMove(shares: readonly ShareState[], amountCents: number): Taken[] {
  return takeRoomByRoom(shares, amountCents, [openCentsOf, (share) => share.paidCents, (share) => share.adjustedCents]);
}

/** What a negative adjustment gives back: no more than was adjusted there, and of a courtesy no more than was credited there. */
export function takeAdjusted({ root }: InvoiceRows, shares: readonly ShareState[], amountCents: number, kind: AdjustmentKind, history: InvoiceHistory): Taken[] {
  const credits = live(history.adjustments).filter((row) => row.kind === 'courtesy');
  const creditOf = (share: ShareState): number => sumCents(credits.filter((row) => row.shareId === share.id).map((row) => row.amountCents));
  const room: Room = (share) => (kind === 'courtesy' ? Math.min(share.adjustedCents, creditOf(share)) : share.adjustedCents);
  const taken = takeRoomByRoom(shares, amountCents, [room]);
  const takenCents = sumCents(taken.map((part) => part.amountCents));
  if (takenCents < amountCents) throw new refuse.AdjustedBelowCharge(root.number, takenCents);
  return taken.map((part) => ({ ...part, amountCents: -part.amountCents }));
}

/** Reversing may not leave less than nothing adjusted on a share, nor a line's credit below 0 or above its tax. */
export function refuseGivenBack({ root, lines, shares }: InvoiceRows, rows: readonly AdjustmentState[]): void {
  for (const share of shares) {
    const netCents = sumCents(rows.filter((row) => row.shareId === share.id).map((row) => row.amountCents));
    if (share.adjustedCents - netCents < 0) throw new refuse.GivenBackMeanwhile(root.number);
  }
  for (const line of lines) {
    const credits = rows.filter((row) => row.lineId === line.id && row.kind === 'courtesy');
    const credited = line.creditedCents - sumCents(credits.map((row) => row.amountCents));
    const tax = line.taxCreditedCents - sumCents(credits.map((row) => row.taxCents));
    if (credited < 0 || tax < 0 || tax > line.taxCents) throw new refuse.GivenBackMeanwhile(root.number);
  }
}
