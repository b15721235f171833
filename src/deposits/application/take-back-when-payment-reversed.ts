import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentReversed } from '../../payments/index.js';
import { Deposits } from '../domain/deposits.js';

/** Locks the deposit after the payment, as every act on both does. */
@EventsHandler(PaymentReversed)
export class TakeBackWhenPaymentReversed implements IEventHandler<PaymentReversed> {
  constructor(private readonly deposits: Deposits) {}

  async handle({ depositId, paymentId, reason, postingDate }: PaymentReversed): Promise<void> {
    if (depositId === null) return;
    (await this.deposits.one(depositId)).takeBack(paymentId, reason, postingDate);
  }
}
