import { OnlyInsurersAreOwed, OwedMustBePositive, OwedNoMore } from './holding-refusals.js';
import { holdIn, useHoldings } from './holdings.js';
import type { MoveState, PaymentRows, Posting } from './payment-state.js';

/** What an owed move says besides its amount. */
export type OwedWords = Pick<MoveState, 'reference' | 'reason'>;

/** A named decision: so much of an insurer's money is not ours, and is owed back to it (MONEY 11). */
export function nameOwed(rows: PaymentRows, amountCents: number, words: OwedWords, pendingLines: ReadonlySet<string>, posting: Posting): MoveState {
  if (rows.root.kind !== 'insurer') throw new OnlyInsurersAreOwed();
  if (amountCents <= 0) throw new OwedMustBePositive();
  useHoldings(rows, amountCents, pendingLines);
  return move(rows, { amountCents, ...words, reversesId: null }, posting);
}

/** The decision is undone: the money is unapplied again, to be looked into. */
export function unnameOwed(rows: PaymentRows, named: MoveState, reason: string, posting: Posting): MoveState {
  if (named.reversesId !== null || named.amountCents > rows.root.owedCents) throw new OwedNoMore(rows.root.number);
  holdIn(rows, { kind: 'needs-research', reference: '' }, named.amountCents, posting);
  return move(rows, { amountCents: -named.amountCents, reference: named.reference, reason, reversesId: named.id }, posting);
}

function move({ root, moves }: PaymentRows, fields: Pick<MoveState, 'amountCents' | 'reference' | 'reason' | 'reversesId'>, posting: Posting): MoveState {
  const row: MoveState = { id: posting.nextId(), paymentId: root.id, kind: 'owed', accountCode: '', code: '', otherPaymentId: null, balanceId: null, settlesId: null, lineId: null, ...fields, postingDate: posting.date };
  root.unappliedCents -= row.amountCents;
  root.owedCents += row.amountCents;
  moves.push(row);
  return row;
}
