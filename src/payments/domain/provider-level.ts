import { sumCents } from '../../shared/money.js';
import type { PartFact } from './events.js';
import { earmarkFor, freeOf, holdIn, holdOut, useHoldings } from './holdings.js';
import type { MoveState, PaidShare, PaymentRows, Posting } from './payment-state.js';

/** Accounts of what a remittance says beside its claims. */
export const OWED_TO_PAYER = '2150';
export const FORWARDED = '2160';
export const SUSPENSE = '1160';
const UNKNOWN = '1990';

const ACCOUNTS: Readonly<Record<string, string>> = {
  WO: OWED_TO_PAYER, 72: OWED_TO_PAYER, B2: OWED_TO_PAYER, FB: FORWARDED, L6: '4200', CR: '4200', 51: '4200', LE: '2400', SL: '2400', IR: '2400', E3: '1300', AH: '5110', CT: '4120', J1: '4130', AP: '2170', PI: '2170',
};

/** Where a provider-level row stands; an adjustment that raises the check and names nothing else is other income. */
export function accountOf(code: string, amountCents: number): string {
  if (code === 'CS' && amountCents > 0) return '4190';
  return ACCOUNTS[code] ?? UNKNOWN;
}

/** A provider-level part as it is to be entered. `amountCents` is what it does to the check. */
export interface NewPart {
  accountCode: string;
  amountCents: number;
  code: string;
  reference: string;
  /** The earlier payment whose money it takes, from that one's 2100 or 2150. */
  ofPaymentId: string | null;
  /** What it raises or lowers of what is kept under the insurer's references. */
  balanceId: string | null;
  settlesId: string | null;
  lineId: string | null;
  reason: string;
}

export function enterParts({ root, moves }: PaymentRows, parts: readonly NewPart[], posting: Posting): PartFact[] {
  return parts.map(({ ofPaymentId, ...part }) => {
    const { accountCode, amountCents, code, reference } = part;
    const row: MoveState = { ...part, id: posting.nextId(), paymentId: root.id, kind: 'part', otherPaymentId: ofPaymentId, postingDate: posting.date, reversesId: null };
    moves.push(row);
    root.partsCents += amountCents;
    return { moveId: row.id, accountCode, amountCents, code, reference, ofPaymentId };
  });
}

/** What an insurer may take from this payment where its money left a line: held for that line first, then free; never another line's (MONEY 7). */
export function recoupableCents({ root, holdings }: PaymentRows, lineId: string): number {
  return holdings.filter((holding) => isRecoupable(root.kind, holding, lineId)).reduce((cents, { amountCents }) => cents + amountCents, 0);
}

function isRecoupable(kind: PaymentRows['root']['kind'], holding: { kind: string; reference: string }, lineId: string): boolean {
  return holding.kind === 'earmark' ? holding.reference === lineId : holding.kind === freeOf(kind).kind || holding.kind === 'needs-research';
}

/** Money of this payment that a later remittance took: from what is unapplied, or from what was named as owed. */
export function recoup(rows: PaymentRows, amountCents: number, from: { accountCode: string; lineId: string; byPaymentId: string }, posting: Posting): void {
  const { root } = rows;
  if (from.accountCode === OWED_TO_PAYER) root.owedCents -= amountCents;
  else takeOut(rows, amountCents, from.lineId);
  root.recoupedCents += amountCents;
  rows.moves.push({
    id: posting.nextId(), paymentId: root.id, kind: 'recouped', amountCents, accountCode: from.accountCode, code: '', reference: '', reason: '', otherPaymentId: from.byPaymentId, balanceId: null, settlesId: null, lineId: null,
    postingDate: posting.date, reversesId: null,
  });
}

function takeOut(rows: PaymentRows, amountCents: number, lineId: string): void {
  let rest = amountCents;
  const order = [earmarkFor(lineId).kind, freeOf(rows.root.kind).kind];
  const own = rows.holdings.filter((holding) => isRecoupable(rows.root.kind, holding, lineId)).sort((a, b) => rank(order, a.kind) - rank(order, b.kind));
  for (const { kind, reference, amountCents: heldCents } of own.map((holding) => ({ ...holding }))) {
    const part = Math.min(rest, heldCents);
    if (part > 0) holdOut(rows, { kind, reference }, part);
    rest -= part;
  }
  rows.root.unappliedCents -= amountCents;
}

function rank(order: readonly string[], kind: string): number {
  return order.includes(kind) ? order.indexOf(kind) : order.length;
}

/** Takebacks and parts that lower the check come into the payment first, so that what it pays may use them. */
export function remitHoldings(rows: PaymentRows, paid: readonly Pick<PaidShare, 'lineId' | 'amountCents'>[], parts: readonly NewPart[], pendingLines: ReadonlySet<string>, posting: Posting): void {
  const backCents = -sumCents([...paid, ...parts].map(({ amountCents }) => Math.min(amountCents, 0)));
  if (backCents > 0) holdIn(rows, freeOf(rows.root.kind), backCents, posting);
  for (const { lineId, amountCents } of paid) if (amountCents > 0) useHoldings(rows, amountCents, pendingLines, { lineId, visit: '' });
  for (const { amountCents } of parts) if (amountCents > 0) useHoldings(rows, amountCents, pendingLines);
  rows.root.unappliedCents -= sumCents(parts.map(({ amountCents }) => amountCents));
}

/** Whether a takeback of this payment found its money elsewhere: such a part cannot be undone by itself. */
export function isOfTakeback({ accountCode, code, otherPaymentId }: MoveState): boolean {
  return otherPaymentId !== null || (accountCode === SUSPENSE && code === '');
}

/** The parts of a payment that is reversed go with it; the journals are mirrored as a whole. */
export function reverseParts({ root, moves }: PaymentRows, standing: readonly MoveState[], reason: string, posting: Posting): void {
  for (const part of standing) {
    root.partsCents -= part.amountCents;
    moves.push({ ...part, id: posting.nextId(), amountCents: -part.amountCents, reason, postingDate: posting.date, reversesId: part.id });
  }
}
