import type { PaymentDraft } from './payment-draft.js';

/** Payments in the making. */
export abstract class PaymentDrafts {
  /** Locked for the running command. */
  abstract one(id: string): Promise<PaymentDraft>;
  /** Locked as well, without what stands in it: for acts that end it. */
  abstract toClose(id: string): Promise<PaymentDraft>;
  /** Only looked at. */
  abstract look(id: string): Promise<PaymentDraft>;
  abstract add(draft: PaymentDraft): void;
}
