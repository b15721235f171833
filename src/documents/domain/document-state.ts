import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export type DocumentKind = 'statement' | 'superbill';

/** Everything but `version` is frozen as issued: a copy says what the original said. */
export interface DocumentState {
  id: string;
  version: number;
  locationId: string;
  kind: DocumentKind;
  /** Of the location and kind, without gaps. */
  number: number;
  /** A statement’s guarantor, a superbill’s invoice. */
  subjectId: string;
  recipientName: string;
  issuerName: string;
  issuerAddress: string;
  issuerPhone: string;
  issuerTaxId: string;
  issuedOn: CalendarDate;
  fromDay: CalendarDate;
  asOf: CalendarDate;
  /** What is due by a statement, what a superbill charges. */
  amountCents: number;
  /** JSON of the kind’s head. */
  head: string;
}

export interface DocumentLineState {
  id: string;
  documentId: string;
  section: string;
  position: number;
  /** JSON of the section’s line. */
  content: string;
}

/** 1 is the original, what follows are copies. */
export interface DocumentPrintState {
  id: string;
  documentId: string;
  ordinal: number;
  printedBy: string;
  printedName: string;
  printedOn: CalendarDate;
  /** Empty for the original. */
  reason: string;
}

export interface DocumentRows extends RowSet {
  root: DocumentState;
  lines: DocumentLineState[];
  prints: DocumentPrintState[];
}

export interface Issuer {
  issuerName: string;
  issuerAddress: string;
  issuerPhone: string;
  issuerTaxId: string;
}

/** What a paper says, before it has a number. */
export interface Composed<Head, Sections> extends Issuer {
  subjectId: string;
  recipientName: string;
  fromDay: CalendarDate;
  asOf: CalendarDate;
  amountCents: number;
  head: Head;
  sections: Sections;
}
