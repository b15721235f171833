import type { PaymentMethod, RemainderName } from '../domain/payment-state.js';
import type { PaymentRow } from '../domain/receipt.js';
import type { Tender } from '../domain/tenders.js';
import type { CreditUse } from './credits.js';
import type { TypedDraft } from './drafted-payments.js';

/** What all three ways of receiving money ask for. */
export abstract class ReceiptCommand {
  locationId!: string;
  method!: PaymentMethod;
  amountCents!: number;
  reference?: string;
  /** Parts of the amount that were paid in other ways; the rest is paid by `method` under `reference`. */
  tenders?: Tender[];
  /** Money received earlier that is used in the same act, before what is received now. */
  credits?: CreditUse[];
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
  remainderKind?: RemainderName;
  /** What a prepayment is for, in words. */
  purpose?: string;
  /** The visit a co-pay is held for: whose, and on which day. */
  patientId?: string;
  visitDate?: string;
  /** What the insurer calls the money that is owed back to it. */
  owedReference?: string;
  /** Where a person types: one that nothing tells apart from a payment that stands already is recorded with a reason only. */
  refuseAlike?: boolean;
  /** Why a number that stands already is used again, or why it is another payment than one that looks like it. */
  duplicateReason?: string;
  /** The payment it takes the place of: that one's number is free. */
  replacesId?: string;
  /** The day that one was taken back on: this one is not dated before. */
  notBefore?: string;
  /** The draft it was typed in, which it closes. */
  draft?: TypedDraft;
}

export interface PaymentAnswer {
  /** The first payment of the act. */
  paymentId: string;
  number: number;
}
