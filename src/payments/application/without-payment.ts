import { Injectable } from '@nestjs/common';
import type { Invoice } from '../../invoices/index.js';
import { takeAway } from './reverse-payment.js';
import { Stages } from './stages.js';

/** A payment that is being corrected, with the invoices on screen: its own as they stand once it is taken back, the others as they are. */
export interface Correcting {
  paymentId: string;
  invoices: ReadonlyMap<string, Invoice>;
}

/** A payment to correct, before anything on screen is known. */
export interface Corrected {
  payment: { paymentId: string; locationId: string };
  touched: TouchedInvoices;
  /** The accounting day of its location, where it is known already. */
  openDay?: string;
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

  /** @param onScreen ids of invoices that are shown beside its own */
  async look({ payment: { paymentId, locationId }, touched: { paid, moved }, openDay }: Corrected, onScreen: readonly string[]): Promise<Correcting> {
    const asked = { locationId, paymentIds: [paymentId], invoiceIds: [...paid, ...moved], releasing: moved, ...(openDay === undefined ? {} : { openDay }) };
    const { stage, besides } = await this.stages.lookBesides(asked, onScreen);
    const payment = stage.payment(paymentId);
    payment.refuseReversal({ isTakenFrom: stage.isTakenFrom(paymentId) });
    takeAway(stage, payment, 'Not typed yet');
    stage.settle();
    return { paymentId, invoices: new Map([...besides, ...stage.invoices].map((invoice) => [invoice.id, invoice])) };
  }
}
