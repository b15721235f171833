import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents, sumCents } from '../../shared/money.js';
import type { MoveState } from './payment-state.js';
import { SUSPENSE } from './provider-level.js';

/** How money that an insurer took without its claim finds its place: the claim is known now, the money has come back to its payment, it is what is kept under another reference, or it is a cost. */
export const WAYS_OUT = ['claim', 'money', 'kept', 'loss'] as const;
export type WayOut = (typeof WAYS_OUT)[number];

/** A takeback of a claim is decided there already: only its money is missing. What named no claim may still find one. */
export function waysOut({ lineId }: Pick<MoveState, 'lineId'>): WayOut[] {
  return WAYS_OUT.filter((way) => way !== (lineId === null ? 'money' : 'claim'));
}

/** A part that waits in suspense, and what of it still does. */
export interface WaitingPart {
  move: MoveState;
  openCents: number;
}

/** @throws NothingWaits where the part is not in suspense, is reversed, or has found its place altogether */
export function waitingPart(moves: readonly MoveState[], moveId: string): WaitingPart {
  const reversed = new Set(moves.map(({ reversesId }) => reversesId));
  const move = moves.find(({ id, accountCode, settlesId, reversesId }) => id === moveId && accountCode === SUSPENSE && settlesId === null && reversesId === null && !reversed.has(id));
  if (!move) throw new NothingWaits();
  const openCents = -sumCents([move, ...moves.filter(({ settlesId }) => settlesId === moveId)].map(({ amountCents }) => amountCents));
  if (openCents === 0) throw new NothingWaits();
  return { move, openCents };
}

export class NothingWaits extends Conflict {
  constructor() {
    super('suspense-nothing', 'Nothing of this waits any more: it has found its place, or its payment was reversed. The payment shows what became of it.');
  }
}

export class MoreThanWaits extends DomainError {
  constructor(openCents: number) {
    super('suspense-more', `${formatCents(openCents)} waits here. Type that, or less where only part of it has found its place.`, ['amountCents']);
  }
}

export class WayIncomplete extends DomainError {
  constructor(sentence: string, field: string) {
    super('suspense-way', sentence, [field]);
  }
}

export class NoSuchWay extends DomainError {
  constructor(way: WayOut) {
    super('suspense-way', way === 'claim' ? 'The takeback stands on its claim already; only its money was not found. Look for the money again, or choose another way.' : 'The insurer named no claim, so there is no payment to look at again. Name the claim.', ['way']);
  }
}

export class FoundTooLittle extends DomainError {
  constructor(missingCents: number, field: string) {
    super('suspense-found', `${formatCents(missingCents)} of this is not there. Type what is there and leave the rest waiting, or choose where else it belongs.`, [field]);
  }
}
