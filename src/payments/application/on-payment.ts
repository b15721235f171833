import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { postingOn } from '../../invoices/index.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Payment } from '../domain/payment.js';
import type { Posting } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';

interface PaymentAct {
  locationId: string;
  paymentId: string;
  version?: number;
  postingDate?: string;
}

/** Opens one payment for an act of its own: the day first, then the payment, as the order of locks wants it. */
@Injectable()
export class OnPayment {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly unit: UnitOfWork,
  ) {}

  async open(act: PaymentAct): Promise<{ payment: Payment; posting: Posting }> {
    const seen = await this.payments.look(act.paymentId);
    if (seen.locationId !== act.locationId) throw new NotFound();
    const date = await this.days.postingDate(act.locationId, act.postingDate, [seen.lastPostedOn]);
    const payment = await this.payments.one(act.paymentId);
    await this.payments.expectVersion(payment, act.version);
    return { payment, posting: postingOn(date, this.unit) };
  }
}
