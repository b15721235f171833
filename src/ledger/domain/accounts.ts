import type { Account } from './account.js';

/** The chart as it stands. */
export abstract class Accounts {
  abstract codes(): Promise<ReadonlySet<string>>;
  abstract add(account: Account): void;
}
