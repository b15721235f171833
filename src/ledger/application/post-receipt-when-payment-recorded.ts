import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentRecorded } from '../../payments/index.js';
import { ofPayment } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { receiptMemo } from '../domain/memo.js';
import { receiptEntries } from '../domain/payment-postings.js';

@EventsHandler(PaymentRecorded)
export class PostReceiptWhenPaymentRecorded implements IEventHandler<PaymentRecorded> {
  constructor(private readonly journals: Journals) {}

  handle(event: PaymentRecorded): void {
    const entries = receiptEntries(event);
    // A payment of zero (an EOB that only explains) moves no money.
    if (entries.length > 0) this.journals.post(ofPayment(event, 'payment-recorded', receiptMemo(event)), entries);
  }
}
