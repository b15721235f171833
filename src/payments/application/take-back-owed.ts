import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { requiredText } from '../../shared/plain-text.js';
import { Payments } from '../domain/payments.js';
import { OwedNoMore } from '../domain/holding-refusals.js';
import { OnPayment } from './on-payment.js';

@Act({ title: 'Take back what was named as owed to the insurer', needs: 'payment.allocate' })
export class TakeBackOwed {
  locationId!: string;
  paymentId!: string;
  version?: number;
  moveId!: string;
  reason!: string;

  constructor(fields: Partial<TakeBackOwed> = {}) {
    Object.assign(this, fields);
  }
}

/** The reversal of the decision: on the accounting day, and once. */
@CommandHandler(TakeBackOwed)
export class TakeBackOwedHandler implements ICommandHandler<TakeBackOwed> {
  constructor(
    private readonly onPayment: OnPayment,
    private readonly payments: Payments,
  ) {}

  async execute({ locationId, paymentId, version, moveId, ...command }: TakeBackOwed): Promise<{ paymentId: string }> {
    const reason = requiredText(command.reason, { label: 'The reason', field: 'reason', most: 500 });
    const { payment, posting } = await this.onPayment.open({ locationId, paymentId, ...(version === undefined ? {} : { version }) });
    const moves = await this.payments.movesOf(paymentId);
    const move = moves.find(({ id }) => id === moveId);
    if (!move || moves.some(({ reversesId }) => reversesId === moveId)) throw new OwedNoMore(payment.number);
    payment.takeBackOwed(move, reason, posting);
    return { paymentId };
  }
}
