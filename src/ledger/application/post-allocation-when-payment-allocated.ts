import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentAllocated } from '../../payments/index.js';
import { Journals } from '../domain/journals.js';
import { allocationMemo } from '../domain/memo.js';
import { allocationEntries } from '../domain/payment-postings.js';
import { postPayment } from './payment-posting.js';

@EventsHandler(PaymentAllocated)
export class PostAllocationWhenPaymentAllocated implements IEventHandler<PaymentAllocated> {
  constructor(private readonly journals: Journals) {}

  handle(event: PaymentAllocated): void {
    postPayment(this.journals, event, 'payment-allocated', allocationMemo(event), allocationEntries(event));
  }
}
