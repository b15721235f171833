import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { DailyReportController } from './adapters/daily-report.controller.js';
import { DailyReportQueries } from './adapters/daily-report.queries.js';
import { Dashboard } from './adapters/dashboard.js';
import { DashboardController } from './adapters/dashboard.controller.js';
import { MoneyDaysQueries } from './adapters/money-days.queries.js';

/** What people ask of the books as a whole; nothing here is stored. */
@Module({ imports: [LedgerModule], controllers: [DailyReportController, DashboardController], providers: [DailyReportQueries, MoneyDaysQueries, Dashboard], exports: [Dashboard] })
export class ReportsModule {}
