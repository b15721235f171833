import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { NotFound } from '../../shared/domain-error.js';
import type { DepositedMoney } from '../domain/bank-money.js';
import { Payments } from '../domain/payments.js';

/** Sent by a deposit within its own act: all its receipts at once, so that locks are taken in one order. */
@Act({ title: 'Take payments to the bank', needs: 'system' })
export class DepositPayments {
  depositId!: string;
  /** Where the receipts lie; one of another location is not there. */
  locationId!: string;
  postingDate!: string;
  paymentIds!: readonly string[];

  constructor(fields: Partial<DepositPayments> = {}) {
    Object.assign(this, fields);
  }
}

export interface PaymentsTaken {
  payments: DepositedMoney[];
}

@CommandHandler(DepositPayments)
export class DepositPaymentsHandler implements ICommandHandler<DepositPayments> {
  constructor(private readonly payments: Payments) {}

  async execute({ depositId, locationId, postingDate, paymentIds }: DepositPayments): Promise<PaymentsTaken> {
    const payments = await this.payments.load(paymentIds);
    if (payments.some((payment) => payment.locationId !== locationId)) throw new NotFound();
    return { payments: payments.map((payment) => payment.deposit(depositId, postingDate)) };
  }
}
