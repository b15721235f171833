import type { Account } from './account.js';

/** The chart as it stands. */
export abstract class Accounts {
  abstract codes(): Promise<ReadonlySet<string>>;
  abstract one(id: string): Promise<Account>;
  abstract expectVersion(account: Account, version: number): Promise<void>;
  abstract add(account: Account): void;
}
