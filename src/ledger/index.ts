export { LedgerModule } from './ledger.module.js';
export { RenameAccount } from './application/rename-account.js';
export { SetUpChart } from './application/set-up-chart.js';
export { AccountDays, accountDays } from './adapters/account-days.js';
export { Checker } from './check/checker.js';
export { NightlyCheck } from './check/nightly-check.js';
export { runCheck, type CheckResult } from './check/run-check.js';
