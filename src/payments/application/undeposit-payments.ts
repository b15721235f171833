import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { Payments } from '../domain/payments.js';

/** Sent by a deposit that is undone within its own act: its receipts lie at the location again. */
@Act({ title: 'Take payments out of a deposit', needs: 'system' })
export class UndepositPayments {
  depositId!: string;
  postingDate!: string;
  paymentIds!: readonly string[];

  constructor(fields: Partial<UndepositPayments> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(UndepositPayments)
export class UndepositPaymentsHandler implements ICommandHandler<UndepositPayments> {
  constructor(private readonly payments: Payments) {}

  async execute({ depositId, postingDate, paymentIds }: UndepositPayments): Promise<void> {
    for (const payment of await this.payments.load(paymentIds)) payment.takeOutOfDeposit(depositId, postingDate);
  }
}
