import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Receipt } from './receipt.js';
import type { ReceiptLineState, ReceiptTenderState } from './receipt-state.js';

/** What one act received, with the names of this moment. */
export interface MoneyReceived {
  locationId: string;
  kind: 'insurer' | 'patient' | 'other';
  isReversed: boolean;
  payerName: string;
  issuerName: string;
  issuerAddress: string;
  issuerTaxId: string;
  receivedOn: CalendarDate;
  dueCents: number;
  tenders: Omit<ReceiptTenderState, 'id' | 'receiptId'>[];
  lines: Omit<ReceiptLineState, 'id' | 'receiptId'>[];
}

/** Loading locks. */
export abstract class Receipts {
  abstract one(id: string): Promise<Receipt>;
  abstract add(receipt: Receipt): void;
  /** The receipt on which a payment stands, by an unlocked read; its unique key decides. */
  abstract ofPayment(paymentId: string): Promise<string | undefined>;
  /** The payment and the others of its act. @throws NotFound where there is no such payment */
  abstract received(paymentId: string): Promise<MoneyReceived>;
}
