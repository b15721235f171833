import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Deposit } from './deposit.js';

/** The deposits, as the use cases need them. Loading locks. */
export abstract class Deposits {
  abstract one(id: string): Promise<Deposit>;
  /** Looks without locking, to learn where a deposit belongs and what it holds before days and payments are claimed. */
  abstract look(id: string): Promise<Deposit>;
  abstract add(deposit: Deposit): void;
  abstract expectVersion(deposit: Deposit, version: number | undefined): Promise<void>;
  /** The days on which these receipts came in, or last moved to or from the bank, by an unlocked read; the payment itself checks again. */
  abstract receivedOn(paymentIds: readonly string[]): Promise<CalendarDate[]>;
}
