import type { CalendarDate } from '../../shared/calendar-date.js';
import type { PaymentState } from './payment-state.js';
import { DepositedAlready, DepositedBeforeReceipt, NoMoneyToDeposit, NotInThisDeposit, ReversedAlready } from './refusals.js';

/** A receipt as a deposit takes it along. */
export interface DepositedMoney {
  paymentId: string;
  payerId: string | null;
  amountCents: number;
  /** It lay in the till, everything else with the undeposited funds. */
  isCash: boolean;
}

export function isInTill({ liesIn, method }: Pick<PaymentState, 'liesIn' | 'method'>): boolean {
  return liesIn === '' ? method === 'cash' : liesIn === 'till';
}

/** The money of a payment leaves the till or the undeposited funds for the bank. */
export function takeToBank(root: PaymentState, depositId: string, date: CalendarDate): DepositedMoney {
  if (root.state === 'reversed') throw new ReversedAlready(root.number);
  if (root.depositId !== null) throw new DepositedAlready(root.number);
  if (root.amountCents === 0) throw new NoMoneyToDeposit(root.number);
  moveMoney(root, date);
  root.depositId = depositId;
  root.depositDate = date;
  return { paymentId: root.id, payerId: root.payerId, amountCents: root.amountCents, isCash: isInTill(root) };
}

/** The deposit is undone: the money lies where it lay before, and when the bank will have it is not known any more. */
export function takeOutOfDeposit(root: PaymentState, depositId: string, date: CalendarDate): void {
  if (root.state === 'reversed' || root.depositId !== depositId) throw new NotInThisDeposit(root.number);
  moveMoney(root, date);
  root.depositId = null;
  root.depositDate = null;
}

/** Never before the money was received or last moved, or a past balance of undeposited funds would be below zero (MONEY 21). */
export function moveMoney(root: PaymentState, date: CalendarDate): void {
  const since = root.moneyMovedOn ?? root.postingDate;
  if (date < since) throw new DepositedBeforeReceipt(root.number, since);
  root.moneyMovedOn = date;
}
