import { Injectable } from '@nestjs/common';
import type { Invoice } from '../../invoices/index.js';
import { takeAway } from './reverse-payment.js';
import { Stages } from './stages.js';

/** A payment that is being corrected, and how its invoices stand once it is taken back. */
export interface Correcting {
  paymentId: string;
  invoices: ReadonlyMap<string, Invoice>;
}

/** Where a payment stands: with money, and with what it adjusted or moved. */
export interface TouchedInvoices {
  paid: string[];
  moved: string[];
}

/** What correcting a payment starts from, by the reversal's own functions on records that are only looked at. */
@Injectable()
export class WithoutPayment {
  constructor(private readonly stages: Stages) {}

  /** @param openDay the accounting day of its location, where it is known already */
  async look({ paymentId, locationId }: { paymentId: string; locationId: string }, { paid, moved }: TouchedInvoices, openDay?: string): Promise<Correcting> {
    const stage = await this.stages.look({ locationId, paymentIds: [paymentId], invoiceIds: [...paid, ...moved], releasing: moved, ...(openDay === undefined ? {} : { openDay }) });
    const payment = stage.payment(paymentId);
    payment.refuseReversal({ isTakenFrom: stage.isTakenFrom(paymentId) });
    takeAway(stage, payment, 'Not typed yet');
    stage.settle();
    return { paymentId, invoices: new Map(stage.invoices.map((invoice) => [invoice.id, invoice])) };
  }
}
