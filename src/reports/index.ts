export { ReportsModule } from './reports.module.js';
export { Dashboard } from './adapters/dashboard.js';
