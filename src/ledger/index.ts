export { LedgerModule } from './ledger.module.js';
export { SetUpChart } from './application/set-up-chart.js';
export { runCheck, type CheckResult } from './check/run-check.js';
