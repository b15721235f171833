import { sumCents } from '../../shared/money.js';
import type { HoldingKind, HoldingState, PaymentKind, PaymentRows, Posting } from './payment-state.js';
import * as refuse from './refusals.js';

/** What money is held for: a kind, and for an earmark the invoice line (MONEY 8). */
export interface HeldFor {
  kind: HoldingKind;
  reference: string;
}

const FREE_KINDS: Record<PaymentKind, HoldingKind> = { insurer: 'to-allocate', patient: 'credit', other: 'to-allocate' };

/** Where released money goes that is held for nothing. */
export function freeOf(kind: PaymentKind): HeldFor {
  return { kind: FREE_KINDS[kind], reference: '' };
}

export function earmarkFor(lineId: string): HeldFor {
  return { kind: 'earmark', reference: lineId };
}

export function holdIn({ root, holdings }: PaymentRows, { kind, reference }: HeldFor, amountCents: number, posting: Posting): void {
  const standing = holdings.find((holding) => holding.kind === kind && holding.reference === reference);
  if (standing) standing.amountCents += amountCents;
  else holdings.push({ id: posting.nextId(), paymentId: root.id, kind, reference, amountCents, ownerId: root.postedBy, since: posting.date });
}

/** Everything of one holding, or part of it, leaves it. */
export function holdOut(rows: PaymentRows, { kind, reference }: HeldFor, amountCents: number): void {
  const standing = rows.holdings.find((holding) => holding.kind === kind && holding.reference === reference);
  if (!standing || standing.amountCents < amountCents) throw new refuse.NothingHeld(rows.root.number);
  standing.amountCents -= amountCents;
  rows.holdings = rows.holdings.filter((holding) => holding.amountCents > 0);
}

/**
 * Money used on a line: what is held for that line first, then the oldest; of one day, what waits for allocation before what needs research.
 * Money held for another line stays there while an insurer's share of that line is open (`pendingLines`).
 */
export function useHoldings(rows: PaymentRows, amountCents: number, lineId: string, pendingLines: ReadonlySet<string>): void {
  let rest = amountCents;
  for (const holding of inOrder(rows.holdings, lineId)) {
    if (isKept(holding, lineId, pendingLines)) continue;
    const part = Math.min(rest, holding.amountCents);
    holding.amountCents -= part;
    rest -= part;
  }
  rows.holdings = rows.holdings.filter((holding) => holding.amountCents > 0);
  if (rest > 0) throw new refuse.HeldForALine(rows.root.number, sumCents(rows.holdings.map((holding) => holding.amountCents)));
}

function isKept({ kind, reference }: HoldingState, lineId: string, pendingLines: ReadonlySet<string>): boolean {
  return kind === 'earmark' && reference !== lineId && pendingLines.has(reference);
}

function inOrder(holdings: readonly HoldingState[], lineId: string): HoldingState[] {
  const isOwn = ({ kind, reference }: HoldingState): number => (kind === 'earmark' && reference === lineId ? 0 : 1);
  return [...holdings].sort((a, b) => isOwn(a) - isOwn(b) || compare(a.since, b.since) || compare(b.kind, a.kind) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
