import { sumCents } from '../../shared/money.js';
import type { AppliedRow, PaymentRows, PaymentState } from './payment-state.js';
import { HasDependants, PaymentDoesNotAddUp } from './refusals.js';

/** Every cent a payment received has exactly one place (MONEY 5). */
export function placedCents(root: PaymentState): number {
  const { allocatedCents, partsCents, unappliedCents, refundedCents, owedCents, recoupedCents } = root;
  return sumCents([allocatedCents, partsCents, unappliedCents, refundedCents, owedCents, recoupedCents]);
}

/** Run on loading and after every change: a payment that does not add up can be read, and cannot be posted to. */
export function checkBooks({ root, holdings }: PaymentRows): void {
  const { state, unappliedCents, refundedCents, owedCents } = root;
  const isReversed = state === 'reversed';
  const holds =
    placedCents(root) === (isReversed ? 0 : root.amountCents) &&
    sumCents(holdings.map((holding) => holding.amountCents)) === unappliedCents &&
    holdings.every((holding) => holding.amountCents > 0) &&
    unappliedCents >= 0 && refundedCents >= 0 && owedCents >= 0 &&
    root.liveKey === (isReversed ? root.id : '') &&
    (!isReversed || hasNothingLeft(root));
  if (!holds) throw new PaymentDoesNotAddUp(root.number);
}

function hasNothingLeft(root: PaymentState): boolean {
  const { allocatedCents, partsCents, unappliedCents, refundedCents, owedCents, recoupedCents } = root;
  return [allocatedCents, partsCents, unappliedCents, refundedCents, owedCents, recoupedCents].every((term) => term === 0);
}

/** MONEY 9: what a payment has been used for since keeps it from being reversed. */
export function refuseDependants({ number, refundedCents, owedCents, recoupedCents }: PaymentState, isTakenFrom: boolean): void {
  const terms: [string, boolean][] = [
    ['refunds', refundedCents !== 0], ['money owed back', owedCents !== 0], ['recoupments', recoupedCents !== 0], ['takebacks of its money', isTakenFrom],
  ];
  const dependants = terms.filter(([, stands]) => stands).map(([name]) => name);
  if (dependants.length > 0) throw new HasDependants(number, dependants);
}

export function totalOf(applied: readonly AppliedRow[]): number {
  return sumCents(applied.flatMap((row) => row.shares.map((share) => share.amountCents)));
}
