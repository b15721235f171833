export { LedgerModule } from './ledger.module.js';
export { SetUpChart } from './application/set-up-chart.js';
