import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { HoldingKind, HoldingState, PaymentKind, PaymentRows, Posting } from './payment-state.js';
import { FreedOtherwise, HeldForVisit, HeldNoMore } from './holding-refusals.js';
import * as refuse from './refusals.js';

/** What money is held for: a kind, for an earmark the invoice line, for a co-pay the visit (MONEY 8). */
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

/** How a co-pay names the visit it was taken for. */
export function visitKey(patientId: string, serviceDate: CalendarDate): string {
  return `${patientId}:${serviceDate}`;
}

/** Where money is used. */
export interface UsedOn {
  lineId: string;
  visit: string;
}

const ELSEWHERE: UsedOn = { lineId: '', visit: '' };

/**
 * Money used on a line: what is held for that line or its visit first, a named purpose last, else the oldest; of one day, what waits for
 * allocation before what needs research. Money held for another line stays there while an insurer's share of that line is open
 * (`pendingLines`); a visit's money stays until somebody lifts it.
 */
export function useHoldings(rows: PaymentRows, amountCents: number, pendingLines: ReadonlySet<string>, on: UsedOn = ELSEWHERE): void {
  let rest = amountCents;
  for (const holding of inOrder(rows.holdings, on)) {
    if (isKept(holding, on, pendingLines)) continue;
    const part = Math.min(rest, holding.amountCents);
    holding.amountCents -= part;
    rest -= part;
  }
  rows.holdings = rows.holdings.filter((holding) => holding.amountCents > 0);
  if (rest === 0) return;
  const heldCents = sumCents(rows.holdings.map((holding) => holding.amountCents));
  throw rows.holdings.some(({ kind }) => kind === 'visit') ? new HeldForVisit(rows.root.number, rest, heldCents) : new refuse.HeldForALine(rows.root.number, heldCents);
}

function isKept({ kind, reference }: HoldingState, { lineId, visit }: UsedOn, pendingLines: ReadonlySet<string>): boolean {
  if (kind === 'visit') return reference !== visit;
  return kind === 'earmark' && reference !== lineId && pendingLines.has(reference);
}

export type Renaming = Partial<HeldFor & Pick<HoldingState, 'ownerId'>>;

/** The same money under another name, or in other hands; one of the new name that stands already takes it up, with the longer wait of the two. */
export function rename({ root, holdings }: PaymentRows, id: string, change: Renaming): void {
  const index = holdings.findIndex((holding) => holding.id === id);
  if (root.state === 'reversed' || index < 0) throw new HeldNoMore(root.number);
  const [holding] = holdings.splice(index, 1) as [HoldingState];
  const { kind = holding.kind, reference = kind === holding.kind ? holding.reference : '', ownerId = holding.ownerId } = change;
  if (kind !== holding.kind && holding.kind === 'earmark') throw new FreedOtherwise();
  if (kind !== holding.kind) refuse.wrongName(root.kind, kind);
  const same = holdings.find((other) => other.kind === kind && other.reference === reference);
  if (!same) holdings.push({ ...holding, kind, reference, ownerId });
  else Object.assign(same, { amountCents: same.amountCents + holding.amountCents, ownerId, since: same.since < holding.since ? same.since : holding.since });
}

function inOrder(holdings: readonly HoldingState[], on: UsedOn): HoldingState[] {
  const rank = ({ kind, reference }: HoldingState): number => {
    if (kind === 'earmark' && reference === on.lineId) return 0;
    if (kind === 'visit') return 1;
    return kind === 'purpose' ? 3 : 2;
  };
  return [...holdings].sort((a, b) => rank(a) - rank(b) || compare(a.since, b.since) || compare(b.kind, a.kind) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
