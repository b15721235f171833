export { ReportsModule } from './reports.module.js';
export { Dashboard } from './adapters/dashboard.js';
export { MoneyDaysQueries } from './adapters/money-days.queries.js';
export { figuresOf } from './adapters/money-figures.js';
