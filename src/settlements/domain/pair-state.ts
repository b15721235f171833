import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

/** Two locations, the lower id first. */
export interface PairState {
  id: string;
  version: number;
  oneId: string;
  otherId: string;
}

/** A transfer from one location's bank to the other's. */
export interface SettlementState {
  id: string;
  pairId: string;
  fromId: string;
  toId: string;
  /** Negative in the row that undoes another. */
  amountCents: number;
  /** The bank's, as far as there is one. */
  reference: string;
  reason: string;
  postingDate: CalendarDate;
  postedBy: string;
  reversesId: string | null;
}

export interface PairRows extends RowSet {
  root: PairState;
  /** Only the rows appended since loading. */
  settlements: SettlementState[];
}
