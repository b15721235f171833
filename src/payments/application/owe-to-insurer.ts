import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import { Payments } from '../domain/payments.js';
import { OnPayment } from './on-payment.js';

@Act({ title: 'Name money as owed to the insurer', needs: 'payment.allocate' })
export class OweToInsurer {
  locationId!: string;
  paymentId!: string;
  version?: number;
  amountCents!: number;
  /** What the insurer calls it: its letter, its request. */
  reference?: string;
  reason!: string;

  constructor(fields: Partial<OweToInsurer> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(OweToInsurer)
export class OweToInsurerHandler implements ICommandHandler<OweToInsurer> {
  constructor(
    private readonly onPayment: OnPayment,
    private readonly payments: Payments,
  ) {}

  async execute(command: OweToInsurer): Promise<{ paymentId: string }> {
    const reason = requiredText(command.reason, { label: 'Why it is owed back', field: 'reason', most: 500 });
    const reference = optionalText(command.reference, { label: 'The insurer’s reference', field: 'reference', most: 60 });
    const { payment, posting } = await this.onPayment.open(command);
    const pending = await this.payments.pendingLines(payment.earmarks.map((earmark) => earmark.reference));
    payment.owe(command.amountCents, { reference, reason }, posting, pending);
    return { paymentId: command.paymentId };
  }
}
