/** What came off an invoice by its correction and is free, or on its way to the invoice in its place. */
export interface ReleasedMoney {
  paymentId: string;
  /** What may still go to the invoice in its place. */
  restCents: number;
}

/** By plain reads. */
export abstract class MoneyReleased {
  /** For the invoice in place of a corrected one, the payments in the order in which they are used. */
  abstract for(reissueId: string): Promise<ReleasedMoney[]>;
}
