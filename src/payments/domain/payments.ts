import type { Payment } from './payment.js';
import type { AllocationState } from './payment-state.js';

/** The payments, as the use cases need them. Loading locks; reading allocations is for acts that release. */
export abstract class Payments {
  abstract one(id: string): Promise<Payment>;
  abstract load(ids: readonly string[]): Promise<Payment[]>;
  /** Looks without locking, to learn where a payment belongs before its day is claimed. */
  abstract look(id: string): Promise<Payment>;
  abstract add(payment: Payment): void;
  abstract expectVersion(payment: Payment, version: number | undefined): Promise<void>;
  abstract allocationsOf(id: string): Promise<AllocationState[]>;
}
