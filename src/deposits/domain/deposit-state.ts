import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export type DepositStanding = 'deposited' | 'undone';
/** `returned`: the bank took it back, or the receipt was reversed. `undone`: the deposit never happened. */
export type ItemStanding = 'deposited' | 'returned' | 'undone';

export interface DepositState {
  id: string;
  version: number;
  locationId: string;
  /** Of the location, without gaps. */
  slipNumber: number;
  /** The day the money goes to the bank, and the day of the books. */
  postingDate: CalendarDate;
  amountCents: number;
  notes: string;
  postedBy: string;
  state: DepositStanding;
  lastPostedOn: CalendarDate;
}

export interface DepositItemState {
  id: string;
  depositId: string;
  paymentId: string;
  amountCents: number;
  /** 1: out of the till; 0: out of the undeposited funds. */
  isCash: number;
  state: ItemStanding;
  /** The bank's date of it, once ticked off against the statement. */
  bankDate: CalendarDate | null;
}

export interface DepositRows extends RowSet {
  root: DepositState;
  items: DepositItemState[];
}
