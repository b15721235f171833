import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentReversed } from '../../payments/index.js';
import { mirrored } from '../domain/journal.js';
import { mirrorOf, ofPayment } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { paymentName } from '../domain/memo.js';

/** Receipt and allocations of the payment; the adjustments it caused are undone by the invoices' own events. */
@EventsHandler(PaymentReversed)
export class MirrorJournalsWhenPaymentReversed implements IEventHandler<PaymentReversed> {
  constructor(private readonly journals: Journals) {}

  async handle(event: PaymentReversed): Promise<void> {
    const head = ofPayment(event, 'payment-reversed', '');
    for (const journal of await this.journals.liveOf(event.paymentId)) {
      this.journals.post(mirrorOf(journal, head, `Reversal of ${paymentName(event.number)}`, event.reason), mirrored(journal.entries));
    }
  }
}
