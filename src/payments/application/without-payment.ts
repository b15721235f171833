import { Injectable } from '@nestjs/common';
import { type Invoice, Invoices } from '../../invoices/index.js';
import { Payments } from '../domain/payments.js';
import { liveAllocations } from '../domain/standing-money.js';
import { takeAway } from './reverse-payment.js';
import { Stages } from './stages.js';

/** A payment that is being corrected, and how its invoices stand once it is taken back. */
export interface Correcting {
  paymentId: string;
  invoices: ReadonlyMap<string, Invoice>;
}

/** What correcting a payment starts from, by the reversal's own functions on records that are only looked at. */
@Injectable()
export class WithoutPayment {
  constructor(
    private readonly payments: Payments,
    private readonly invoices: Invoices,
    private readonly stages: Stages,
  ) {}

  async look(paymentId: string, locationId: string): Promise<Correcting> {
    const paid = liveAllocations(await this.payments.allocationsOf(paymentId)).map(({ allocation }) => allocation.invoiceId);
    const releasing = await this.invoices.touchedBy(paymentId);
    const stage = await this.stages.look({ locationId, paymentIds: [paymentId], invoiceIds: [...paid, ...releasing], releasing });
    const payment = stage.payment(paymentId);
    payment.refuseReversal({ isTakenFrom: stage.isTakenFrom(paymentId) });
    takeAway(stage, payment, 'Not typed yet');
    stage.settle();
    return { paymentId, invoices: new Map(stage.invoices.map((invoice) => [invoice.id, invoice])) };
  }
}
