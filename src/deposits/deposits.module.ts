import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { LocationsModule } from '../locations/index.js';
import { DepositsController } from './adapters/deposits.controller.js';
import { DepositsQueries } from './adapters/deposits.queries.js';
import { SequelizeDeposits } from './adapters/sequelize-deposits.js';
import { UndepositedQueries } from './adapters/undeposited.queries.js';
import { DepositReceiptsHandler } from './application/deposit-receipts.js';
import { TakeBackWhenPaymentReversed } from './application/take-back-when-payment-reversed.js';
import { TakeTickOffHandler } from './application/take-tick-off.js';
import { TickOffDepositHandler } from './application/tick-off-deposit.js';
import { UndoDepositHandler } from './application/undo-deposit.js';
import { Deposits } from './domain/deposits.js';

@Module({
  controllers: [DepositsController],
  imports: [LocationsModule, CalendarModule],
  providers: [
    { provide: Deposits, useClass: SequelizeDeposits },
    DepositsQueries, UndepositedQueries,
    DepositReceiptsHandler, UndoDepositHandler, TickOffDepositHandler, TakeTickOffHandler, TakeBackWhenPaymentReversed,
  ],
})
export class DepositsModule {}
