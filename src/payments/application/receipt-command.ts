import type { HoldingKind, PaymentMethod } from '../domain/payment-state.js';
import type { PaymentRow } from '../domain/receipt.js';

/** What all three ways of receiving money ask for. */
export abstract class ReceiptCommand {
  locationId!: string;
  method!: PaymentMethod;
  amountCents!: number;
  reference?: string;
  /** The day on the check or EFT; the location's today when left out. */
  paymentDate?: string;
  /** When the bank had it, as far as known. State of the payment; posts nothing. */
  depositDate?: string;
  /** Accounting day; the location's own when left out. */
  postingDate?: string;
  /** Why it is posted into a soft closed month. */
  reason?: string;
  claimNumber?: string;
  notes?: string;
  rows!: PaymentRow[];
  /** What the money above the rows is held for. */
  remainderKind?: HoldingKind;
  /** Why a number that stands already is used again. */
  duplicateReason?: string;
}

export interface PaymentAnswer {
  paymentId: string;
  number: number;
}
