export { LedgerModule } from './ledger.module.js';
export { RenameAccount } from './application/rename-account.js';
export { SetUpChart } from './application/set-up-chart.js';
export { AccountDays, accountDays } from './adapters/account-days.js';
export { RollForwardQueries, type RollForward } from './adapters/roll-forward.queries.js';
export { HELD_FOR_PAYERS, MONEY_AT_HAND, WRITE_OFF_CODES, BANK, BESIDE_CLAIMS, BETWEEN_LOCATIONS, CHARGES, OPENING_BALANCES, RECEIVABLE_CODES, TAX_PAYABLE } from './domain/chart.js';
export { Checker } from './check/checker.js';
export { NightlyCheck } from './check/nightly-check.js';
export { runCheck, type CheckResult } from './check/run-check.js';
