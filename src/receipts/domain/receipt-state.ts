import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

/** Everything but `version` is frozen as issued: a copy says what the original said. */
export interface ReceiptState {
  id: string;
  version: number;
  locationId: string;
  /** Of the location, without gaps. */
  number: number;
  payerName: string;
  issuerName: string;
  issuerAddress: string;
  issuerTaxId: string;
  /** The day on the payment. */
  receivedOn: CalendarDate;
  issuedOn: CalendarDate;
  amountCents: number;
  /** Of the amount, kept as credit or for a purpose. */
  heldCents: number;
  /** What the payer still owed at the location when it was issued. */
  dueCents: number;
}

/** One way of paying; a payment stands on one receipt. */
export interface ReceiptTenderState {
  id: string;
  receiptId: string;
  paymentId: string;
  methodName: string;
  reference: string;
  amountCents: number;
}

export interface ReceiptLineState {
  id: string;
  receiptId: string;
  invoiceId: string;
  invoiceNumber: string;
  patientName: string;
  serviceDate: CalendarDate;
  amountCents: number;
}

/** 1 is the original, what follows are copies. */
export interface ReceiptPrintState {
  id: string;
  receiptId: string;
  ordinal: number;
  printedBy: string;
  printedName: string;
  printedOn: CalendarDate;
  /** Empty for the original. */
  reason: string;
}

export interface ReceiptRows extends RowSet {
  root: ReceiptState;
  tenders: ReceiptTenderState[];
  lines: ReceiptLineState[];
  prints: ReceiptPrintState[];
}
