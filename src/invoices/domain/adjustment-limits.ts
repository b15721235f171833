import { sumCents } from '../../shared/money.js';
import { type AdjustmentKind, type AdjustmentState, type InvoiceRows, openCentsOf, type ShareState } from './invoice-state.js';
import * as refuse from './refusals.js';
import { takeInOrder, type Taken } from './settle.js';

/** What an adjustment may take: what is open. Beyond it lies money that only a correction releases. */
export function takeOpen({ root }: InvoiceRows, shares: readonly ShareState[], amountCents: number, act: string): Taken[] {
  const openCents = sumCents(shares.map(openCentsOf));
  if (amountCents <= openCents) return takeInOrder(shares, amountCents);
  const paidCents = sumCents(shares.map((share) => share.paidCents));
  if (paidCents > 0 && amountCents <= openCents + paidCents) throw new refuse.MoneyWouldBeReleased(root.number, paidCents, act);
  throw new refuse.AdjustedAboveOpen(root.number, openCents);
}

/** What a negative adjustment gives back: no more than was adjusted there, and of a courtesy no more than was credited. */
export function takeAdjusted({ root, lines }: InvoiceRows, shares: readonly ShareState[], amountCents: number, kind: AdjustmentKind): Taken[] {
  let rest = amountCents;
  const credited = new Map(lines.map((line) => [line.id, line.creditedCents]));
  const taken = shares.flatMap((share) => {
    const room = kind === 'courtesy' ? Math.min(share.adjustedCents, credited.get(share.lineId) ?? 0) : share.adjustedCents;
    const part = Math.min(rest, room);
    rest -= part;
    credited.set(share.lineId, (credited.get(share.lineId) ?? 0) - part);
    return part > 0 ? [{ share, amountCents: -part }] : [];
  });
  if (rest > 0) throw new refuse.AdjustedBelowCharge(root.number, amountCents - rest);
  return taken;
}

/** Reversing must leave every share between 0 and its charge, and every line's credit between 0 and its tax. */
export function refuseGivenBack({ root, lines, shares }: InvoiceRows, rows: readonly AdjustmentState[]): void {
  for (const share of shares) {
    const netCents = sumCents(rows.filter((row) => row.shareId === share.id).map((row) => row.amountCents));
    if (share.adjustedCents - netCents < 0) throw new refuse.GivenBackMeanwhile(root.number);
    if (openCentsOf(share) + netCents >= 0) continue;
    if (share.paidCents > 0) throw new refuse.MoneyWouldBeReleased(root.number, share.paidCents, 'this reversal');
    throw new refuse.AdjustedAboveOpen(root.number, openCentsOf(share));
  }
  for (const line of lines) {
    const credits = rows.filter((row) => row.lineId === line.id && row.kind === 'courtesy');
    const credited = line.creditedCents - sumCents(credits.map((row) => row.amountCents));
    const tax = line.taxCreditedCents - sumCents(credits.map((row) => row.taxCents));
    if (credited < 0 || tax < 0 || tax > line.taxCents) throw new refuse.GivenBackMeanwhile(root.number);
  }
}
