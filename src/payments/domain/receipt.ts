import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { plainKey } from '../../shared/plain-text.js';
import { type PaymentKind, type PaymentMethod, REMAINDER_KINDS, type RemainderName } from './payment-state.js';
import { DateLongAgo, DepositDateFarAhead } from './date-refusals.js';
import * as refuse from './refusals.js';
import { CreditAboveRows } from './tender-refusals.js';
import type { Tender } from './tenders.js';

/** Nobody’s books here are older. */
export const EARLIEST: CalendarDate = '2000-01-01';
/** How far ahead an insurer may date a check or EFT. */
const DAYS_AHEAD = 10;

/** One row of the grid: due = amount + adjustment + to patient + left. */
export interface PaymentRow {
  invoiceId: string;
  amountCents: number;
  adjustmentCents: number;
  adjustmentReasonCode: string;
  adjustmentReason: string;
  toPatientCents: number;
  toPatientReasonCode: string;
  /** Whoever owes the patient's part of this invoice, where it is not the one who pays. */
  payeeId?: string | undefined;
  /** Only the lines of this day. */
  serviceDate?: string | undefined;
  /** What the clerk saw due when the amount was typed, and of which version of the invoice. */
  seen?: { version: number; dueCents: number } | undefined;
}

/** A row on screen in which something was typed. */
export function hasSomething({ amountCents, adjustmentCents, toPatientCents }: PaymentRow): boolean {
  return amountCents !== 0 || adjustmentCents !== 0 || toPatientCents !== 0;
}

export interface Receipt {
  kind: PaymentKind;
  method: PaymentMethod;
  /** What is received; with credits, it may be nothing. */
  amountCents: number;
  rows: readonly PaymentRow[];
  remainderKind: RemainderName | undefined;
  /** Parts of the amount paid in other ways; the rest is paid by `method`. */
  tenders?: readonly Tender[] | undefined;
  /** Money received earlier that is used in the same act. */
  creditCents?: number | undefined;
}

/** What can be said about a receipt without looking anything up. @returns what stays unapplied */
export function checkReceipt({ kind, amountCents, rows, remainderKind, creditCents = 0 }: Receipt): number {
  if (amountCents <= 0) throw new refuse.AmountMustBePositive(amountCents);
  const remainderCents = amountCents + creditCents - checkedTotal(rows, amountCents, creditCents);
  const kinds = REMAINDER_KINDS[kind];
  if (remainderCents > 0 && remainderKind === undefined) throw new refuse.RemainderWithoutName(remainderCents, kinds);
  if (remainderCents > 0) refuse.wrongName(kind, remainderKind!);
  return remainderCents;
}

function checkedTotal(rows: readonly PaymentRow[], amountCents: number, creditCents: number): number {
  const allocatedCents = checkRows(rows);
  if (allocatedCents > amountCents + creditCents) throw new refuse.AllocatedAboveAmount(allocatedCents, amountCents + creditCents);
  if (creditCents > allocatedCents) throw new CreditAboveRows(creditCents, allocatedCents);
  return allocatedCents;
}

/** @returns what the rows come to */
export function checkRows(rows: readonly PaymentRow[]): number {
  if (new Set(rows.map((row) => row.invoiceId)).size !== rows.length) throw new refuse.SameInvoiceTwice();
  if (rows.some((row) => row.amountCents < 0 || row.adjustmentCents < 0 || row.toPatientCents < 0)) throw new refuse.NegativeInRow();
  return sumCents(rows.map((row) => row.amountCents));
}

/** A typed deposit date posts nothing, but a slip of the year helps nobody. */
export function checkDepositDate(depositDate: CalendarDate, today: CalendarDate): void {
  if (depositDate < EARLIEST) throw new DateLongAgo('deposit', 'depositDate');
  const latest = addDays(today, DAYS_AHEAD);
  if (depositDate > latest) throw new DepositDateFarAhead(latest);
}

/** An insurer may date its check ahead; nobody else's money can come from the future. */
export function checkPaymentDate(kind: PaymentKind, paymentDate: CalendarDate, today: CalendarDate): void {
  if (paymentDate < EARLIEST) throw new DateLongAgo('payment', 'paymentDate');
  const latest = addDays(today, DAYS_AHEAD);
  if (kind === 'insurer' && paymentDate > latest) throw new refuse.PaymentDateTooFarAhead(latest);
  if (kind !== 'insurer' && paymentDate > today) throw new refuse.PaymentDateInFuture(today);
}

/** `EFT 8004-1937` and `eft80041937` are one number; a payment without a number is like no other. */
export function referenceKeyOf(reference: string, paymentId: string): string {
  return plainKey(reference) || paymentId;
}
