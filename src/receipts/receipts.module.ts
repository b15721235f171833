import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { InsurersModule } from '../insurers/index.js';
import { LocationsModule } from '../locations/index.js';
import { MailModule } from '../mail/index.js';
import { PatientsModule } from '../patients/index.js';
import { ReceiptPapers } from './adapters/receipt-papers.js';
import { ReceiptsController } from './adapters/receipts.controller.js';
import { ReceiptsQueries } from './adapters/receipts.queries.js';
import { SequelizeReceipts } from './adapters/sequelize-receipts.js';
import { IssueReceiptHandler } from './application/issue-receipt.js';
import { PrintReceiptAgainHandler } from './application/print-receipt-again.js';
import { Receipts } from './domain/receipts.js';

/** What a payer takes home. */
@Module({
  imports: [CalendarModule, LocationsModule, MailModule, PatientsModule, InsurersModule],
  controllers: [ReceiptsController],
  providers: [{ provide: Receipts, useClass: SequelizeReceipts }, ReceiptsQueries, ReceiptPapers, IssueReceiptHandler, PrintReceiptAgainHandler],
})
export class ReceiptsModule {}
