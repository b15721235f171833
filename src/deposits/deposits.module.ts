import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { SequelizeDeposits } from './adapters/sequelize-deposits.js';
import { DepositReceiptsHandler } from './application/deposit-receipts.js';
import { TakeBackWhenPaymentReversed } from './application/take-back-when-payment-reversed.js';
import { TakeTickOffHandler } from './application/take-tick-off.js';
import { TickOffDepositHandler } from './application/tick-off-deposit.js';
import { UndoDepositHandler } from './application/undo-deposit.js';
import { Deposits } from './domain/deposits.js';

@Module({
  imports: [CalendarModule],
  providers: [
    { provide: Deposits, useClass: SequelizeDeposits },
    DepositReceiptsHandler, UndoDepositHandler, TickOffDepositHandler, TakeTickOffHandler, TakeBackWhenPaymentReversed,
  ],
})
export class DepositsModule {}
