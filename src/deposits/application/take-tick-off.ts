import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, IdsField, VersionField } from '../../platform/form-fields.js';
import { NotFound } from '../../shared/domain-error.js';
import { Deposits } from '../domain/deposits.js';
import { MOST_RECEIPTS } from './deposit-receipts.js';

@Act({ title: 'Take the bank’s tick off a deposit', needs: 'payment.deposit' })
export class TakeTickOff {
  @IdField({ label: 'Location' }) locationId!: string;
  declare depositId: string;
  @VersionField() version?: number;
  /** All that the deposit holds when left out. */
  @IdsField({ label: 'Receipts', most: MOST_RECEIPTS, optional: true }) paymentIds?: string[];

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
