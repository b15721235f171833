import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { postingOn } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { requiredText } from '../../shared/plain-text.js';
import { Payments } from '../domain/payments.js';
import { StillPending } from '../domain/refusals.js';

/** Ends what money is held for, once no insurer owes on that line any more (MONEY 8). Nothing moves in the books. */
@Act({ title: 'Free held money', needs: 'payment.allocate' })
export class FreeEarmark {
  locationId!: string;
  paymentId!: string;
  version?: number;
  lineId!: string;
  reason!: string;

  constructor(fields: Partial<FreeEarmark> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(FreeEarmark)
export class FreeEarmarkHandler implements ICommandHandler<FreeEarmark> {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly unit: UnitOfWork,
  ) {}

  async execute({ locationId, paymentId, version, lineId, reason }: FreeEarmark): Promise<{ paymentId: string }> {
    requiredText(reason, { label: 'The reason', field: 'reason', most: 500 });
    if ((await this.payments.look(paymentId)).locationId !== locationId) throw new NotFound();
    const date = await this.days.accountingDay(locationId);
    const payment = await this.payments.one(paymentId);
    await this.payments.expectVersion(payment, version);
    if ((await this.payments.pendingLines([lineId])).has(lineId)) throw new StillPending(payment.number);
    payment.freeEarmark(lineId, postingOn(date, this.unit));
    return { paymentId };
  }
}
