import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentReleased } from '../../payments/index.js';
import { Journals } from '../domain/journals.js';
import { releaseMemo } from '../domain/memo.js';
import { releaseEntries } from '../domain/payment-postings.js';
import { postPayment } from './payment-posting.js';

@EventsHandler(PaymentReleased)
export class PostReleaseWhenPaymentReleased implements IEventHandler<PaymentReleased> {
  constructor(private readonly journals: Journals) {}

  handle(event: PaymentReleased): void {
    postPayment(this.journals, event, 'payment-released', releaseMemo(event), releaseEntries(event));
  }
}
