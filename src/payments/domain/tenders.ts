import { sumCents } from '../../shared/money.js';
import { plainKey } from '../../shared/plain-text.js';
import type { PaymentMethod } from './payment-state.js';
import type { PaymentRow } from './receipt.js';
import * as refuse from './tender-refusals.js';

/** One way in which part of a payment was paid: a payment of its own, under its own number. */
export interface Tender {
  method: PaymentMethod;
  amountCents: number;
  reference: string;
}

/** The first parts as typed; the last way of paying takes the rest of the total. */
export function tendersOf(totalCents: number, first: readonly Tender[], last: Omit<Tender, 'amountCents'>): Tender[] {
  if (first.some(({ amountCents }) => amountCents <= 0)) throw new refuse.TenderWithoutAmount();
  const partsCents = sumCents(first.map(({ amountCents }) => amountCents));
  if (first.length > 0 && partsCents >= totalCents) throw new refuse.TendersAboveTotal(partsCents, totalCents);
  const tenders = [...first, { ...last, amountCents: totalCents - partsCents }];
  const numbered = tenders.filter(({ reference }) => plainKey(reference) !== '');
  const twice = numbered.find((tender, index) => numbered.findIndex((other) => plainKey(other.reference) === plainKey(tender.reference)) !== index);
  if (twice) throw new refuse.SameNumberTwice(twice.reference);
  return tenders;
}

/**
 * Gives the rows out to the sources of the money in order, each up to its amount; a row may lie over two of them.
 * What a row adjusts or moves goes with the first money it gets.
 * @returns the rows of each source; what no source covers is left out
 */
export function inTurns(rows: readonly PaymentRow[], sources: readonly number[]): PaymentRow[][] {
  const turns: PaymentRow[][] = sources.map(() => []);
  const left = [...sources];
  let at = 0;
  for (const row of rows) {
    let [rest, rider] = [row.amountCents, row];
    while (at < left.length && (rest > 0 || rider === row)) {
      if (rest > 0 && left[at] === 0 && at < left.length - 1) at += 1;
      const part = Math.min(rest, left[at]!);
      if (part === 0 && rest > 0) break;
      turns[at]!.push({ ...rider, amountCents: part });
      left[at]! -= part;
      rest -= part;
      rider = { ...row, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
    }
  }
  return turns;
}
