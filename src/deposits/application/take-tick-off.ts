import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { NotFound } from '../../shared/domain-error.js';
import { Deposits } from '../domain/deposits.js';

@Act({ title: 'Take the bank’s tick off a deposit', needs: 'payment.deposit' })
export class TakeTickOff {
  locationId!: string;
  depositId!: string;
  version?: number;
  /** All that the deposit holds when left out. */
  paymentIds?: string[];

  constructor(fields: Partial<TakeTickOff> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(TakeTickOff)
export class TakeTickOffHandler implements ICommandHandler<TakeTickOff> {
  constructor(private readonly deposits: Deposits) {}

  async execute({ locationId, depositId, version, paymentIds }: TakeTickOff): Promise<{ depositId: string }> {
    const deposit = await this.deposits.one(depositId);
    if (deposit.locationId !== locationId) throw new NotFound();
    await this.deposits.expectVersion(deposit, version);
    deposit.takeTickOff(paymentIds);
    return { depositId };
  }
}
