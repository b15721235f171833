import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { DailyReportController } from './adapters/daily-report.controller.js';
import { DailyReportQueries } from './adapters/daily-report.queries.js';

/** What people ask of the books as a whole; nothing here is stored. */
@Module({ imports: [LedgerModule], controllers: [DailyReportController], providers: [DailyReportQueries] })
export class ReportsModule {}
