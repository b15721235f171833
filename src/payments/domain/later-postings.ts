import type { PaymentKind } from './payment-state.js';

/** What an act of somebody's took off what a party owes on an invoice. */
export interface LaterPosting {
  by: string;
  /** On the clinic's clock. */
  at: string;
  /** Below zero where it gave something back. */
  takenCents: number;
  /** Money; anything else lowered what is due in another way, which `title` names. */
  isPayment: boolean;
  title: string;
}

/** What happened to an invoice after somebody looked at it, by plain reads. */
export abstract class LaterPostings {
  /** Of one party, on one invoice, since the version that was looked at; oldest first. */
  abstract since(invoice: { invoiceId: string; version: number }, party: { kind: PaymentKind; group: readonly string[] }): Promise<{ number: string; postings: LaterPosting[] }>;
}
