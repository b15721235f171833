import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentOwed } from '../../payments/index.js';
import { mirrored } from '../domain/journal.js';
import { mirrorOf, ofPayment } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { owedMemo, paymentName } from '../domain/memo.js';
import { owedEntries } from '../domain/payment-postings.js';

const CAUSE = 'payment-owed';

/** An insurer's unapplied money is named as owed back to it; undone, the journal of the decision gets its mirror. */
@EventsHandler(PaymentOwed)
export class PostOwedWhenPaymentOwed implements IEventHandler<PaymentOwed> {
  constructor(private readonly journals: Journals) {}

  async handle(event: PaymentOwed): Promise<void> {
    if (event.reversesId === null) {
      this.journals.post(ofPayment(event, CAUSE, owedMemo(event)), owedEntries(event));
      return;
    }
    const live = await this.journals.liveOf(event.paymentId);
    const original = live.find((journal) => journal.entries.some((entry) => entry.itemId === event.reversesId));
    if (!original) throw new Error(`no live journal of what ${paymentName(event.number)} owes back`);
    const head = ofPayment(event, CAUSE, '');
    this.journals.post(mirrorOf(original, head, `${paymentName(event.number)} no longer owed back`, event.reason), mirrored(original.entries));
  }
}
