import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { ReleasePayment } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { newId } from '../../platform/ids.js';
import { Forbidden, NotFound } from '../../shared/domain-error.js';
import { requiredText } from '../../shared/plain-text.js';
import { liveAllocations, type Payment } from '../domain/payment.js';
import { Payments } from '../domain/payments.js';

/** Reversing one's own fresh posting and reversing any other are two permissions; which one it takes is known once the payment is. */
@Act({ title: 'Reverse a payment', needs: 'payment.read' })
export class ReversePayment {
  locationId!: string;
  paymentId!: string;
  version?: number;
  reason!: string;

  constructor(fields: Partial<ReversePayment> = {}) {
    Object.assign(this, fields);
  }
}

/** A reversal is dated on the accounting day, whatever the payment's own. Locks in order: day, payment, invoices. */
@CommandHandler(ReversePayment)
export class ReversePaymentHandler implements ICommandHandler<ReversePayment> {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly commands: Commands,
  ) {}

  async execute(command: ReversePayment): Promise<{ paymentId: string }> {
    const { locationId, paymentId } = command;
    const reason = requiredText(command.reason, { label: 'The reason', field: 'reason', most: 500 });
    if ((await this.payments.look(paymentId)).locationId !== locationId) throw new NotFound();
    const date = await this.days.accountingDay(locationId);
    const payment = await this.payments.one(paymentId);
    payment.refuseReversal();
    await this.payments.expectVersion(payment, command.version);
    mayReverse(payment, date);

    const live = liveAllocations(await this.payments.allocationsOf(paymentId));
    const allocations = live.map(({ allocation, amountCents }) => ({ invoiceId: allocation.invoiceId, shareId: allocation.shareId, amountCents }));
    await this.commands.within(new ReleasePayment({ paymentId, postingDate: date, allocations, withAdjustments: true }));
    payment.reverse(live, reason, { date, nextId: newId });
    return { paymentId };
  }
}

function mayReverse(payment: Payment, accountingDay: string): void {
  const actor = currentActor();
  const isOwn = payment.isOwnAndFresh(actor.id, accountingDay);
  if (actor.can('payment.reverse-any', payment.locationId)) return;
  if (isOwn && actor.can('payment.reverse-own', payment.locationId)) return;
  throw new Forbidden(
    isOwn
      ? 'Your role does not include reversing a payment. Ask a supervisor.'
      : 'This payment was posted by somebody else or on an earlier day, or its money is deposited: reversing it takes a supervisor. Tell one the reason.',
  );
}
