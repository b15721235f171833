import type { CalendarDate } from '../../shared/calendar-date.js';

/** A visit of which an insurer still owes something, and who owes the patient's part. */
export interface WaitingVisit {
  key: string;
  guarantorId: string;
}

/** A payment with money held for visits, by plain reads. */
export abstract class VisitHoldings {
  /** The payments of one guarantor, under whichever of their records, at one location that hold money for one of these visits, the longest waiting first. */
  abstract heldFor(patientId: string, serviceDates: readonly CalendarDate[], of: { guarantorId: string; locationId: string }): Promise<string[]>;
  /** The visits of these patients that wait for an insurer on another invoice than these. */
  abstract waitingBesides(patientIds: readonly string[], invoiceIds: readonly string[]): Promise<WaitingVisit[]>;
}
