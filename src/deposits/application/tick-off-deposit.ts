import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { NotFound } from '../../shared/domain-error.js';
import { Deposits } from '../domain/deposits.js';

@Act({ title: 'Tick a deposit off against the bank', needs: 'payment.deposit' })
export class TickOffDeposit {
  locationId!: string;
  depositId!: string;
  version?: number;
  /** On the bank's statement. */
  bankDate?: string;
  /** Those the bank has; all that the deposit holds when left out. */
  paymentIds?: string[];

  constructor(fields: Partial<TickOffDeposit> = {}) {
    Object.assign(this, fields);
  }
}

/** State only: the books know the money in the bank since it was deposited. */
@CommandHandler(TickOffDeposit)
export class TickOffDepositHandler implements ICommandHandler<TickOffDeposit> {
  constructor(
    private readonly days: Days,
    private readonly deposits: Deposits,
  ) {}

  async execute({ locationId, depositId, version, bankDate, paymentIds }: TickOffDeposit): Promise<{ depositId: string }> {
    const deposit = await this.deposits.one(depositId);
    if (deposit.locationId !== locationId) throw new NotFound();
    await this.deposits.expectVersion(deposit, version);
    deposit.tickOff(bankDate, await this.days.today(locationId), paymentIds);
    return { depositId };
  }
}
