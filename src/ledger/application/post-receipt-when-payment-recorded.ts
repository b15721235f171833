import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentRecorded } from '../../payments/index.js';
import { Journals } from '../domain/journals.js';
import { receiptMemo } from '../domain/memo.js';
import { receiptEntries } from '../domain/payment-postings.js';
import { postPayment } from './payment-posting.js';

@EventsHandler(PaymentRecorded)
export class PostReceiptWhenPaymentRecorded implements IEventHandler<PaymentRecorded> {
  constructor(private readonly journals: Journals) {}

  handle(event: PaymentRecorded): void {
    // A payment of zero (an EOB that only explains) has no entries and moves no money.
    postPayment(this.journals, event, 'payment-recorded', receiptMemo(event), receiptEntries(event));
  }
}
