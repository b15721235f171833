import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Document } from './document.js';
import type { AccountOfGuarantor } from './statement.js';
import type { InvoiceOfSuperbill } from './superbill.js';

/** Loading locks. */
export abstract class Documents {
  abstract one(id: string): Promise<Document>;
  abstract add(document: Document): void;
}

/** What papers are made of, read where it is kept. */
export abstract class PaperSources {
  /** @throws NotFound where there is no such invoice */
  abstract invoice(invoiceId: string): Promise<InvoiceOfSuperbill>;
  /** @throws NotFound where there is no such guarantor at the location */
  abstract account(locationId: string, guarantorId: string, fromDay: CalendarDate, asOf: CalendarDate): Promise<AccountOfGuarantor>;
  /** The day after the guarantor’s last statement there, if there was one. */
  /** Ids of the locations that know the guarantor: registered there, or owing there. */
  abstract placesOf(guarantorId: string): Promise<string[]>;
  abstract nextStatementFrom(locationId: string, guarantorId: string): Promise<CalendarDate | undefined>;
}
