import type { PayerBalance } from './payer-balance.js';

/** What a location owes one insurer outside of any payment. */
export abstract class PayerBalances {
  /** All that are known at the location, of every record of the insurer; locked when `isLocked`. Oldest first. */
  abstract openAt(locationId: string, payerGroup: readonly string[], options: { isLocked: boolean }): Promise<PayerBalance[]>;
  /** Locks them. */
  abstract load(ids: readonly string[]): Promise<PayerBalance[]>;
  abstract add(balance: PayerBalance): void;
}
