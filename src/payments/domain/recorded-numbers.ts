import type { CalendarDate } from '../../shared/calendar-date.js';
import type { EarlierPayment } from './refusals.js';

export interface StandingNumber extends EarlierPayment {
  paymentId: string;
  locationId: string;
  duplicateOrdinal: number;
}

/** What a payment may share with another one. */
export interface ReceivedOn {
  amountCents: number;
  paymentDate: CalendarDate;
  /** What it pays. */
  invoiceIds: readonly string[];
}

/** Payment numbers that stand already, by plain reads; the unique key has the last word. */
export abstract class RecordedNumbers {
  /** The standing payments of one party, under whichever of its records, under one number: the highest ordinal first. */
  abstract standing(partyRoots: readonly string[], referenceKey: string): Promise<StandingNumber[]>;
  /** Their standing payments of one amount and payment date, the newest first; those that paid for other patients only are left out. */
  abstract alike(partyRoots: readonly string[], received: ReceivedOn): Promise<StandingNumber[]>;
}
