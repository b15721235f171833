import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentReleased } from '../../payments/index.js';
import { ofPayment } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { releaseMemo } from '../domain/memo.js';
import { releaseEntries } from '../domain/payment-postings.js';

@EventsHandler(PaymentReleased)
export class PostReleaseWhenPaymentReleased implements IEventHandler<PaymentReleased> {
  constructor(private readonly journals: Journals) {}

  handle(event: PaymentReleased): void {
    this.journals.post(ofPayment(event, 'payment-released', releaseMemo(event)), releaseEntries(event));
  }
}
