import type { PaymentKind } from './payment-state.js';

export interface HeldCredit {
  paymentId: string;
  /** Free to be used: neither held for a visit or a purpose nor waiting for research. */
  freeCents: number;
}

/** What a party has free at a location, by plain reads; the payments themselves have the last word. */
export abstract class HeldCredits {
  /** The one that has waited longest first. */
  abstract of(party: { kind: PaymentKind; group: readonly string[] }, locationId: string): Promise<HeldCredit[]>;
}
