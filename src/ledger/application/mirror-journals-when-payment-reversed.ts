import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentReversed } from '../../payments/index.js';
import { byLocation, mirrored, netted } from '../domain/journal.js';
import { mirrorOf, ofPayment } from '../domain/journal-head.js';
import { Journals, type JournalToMirror } from '../domain/journals.js';
import { paymentName, remainderMemo } from '../domain/memo.js';

/**
 * Receipt and allocations of the payment; the adjustments it caused are undone by the invoices' own events. A journal of which part was
 * released since has no mirror of its own: what is left of all such journals of a location together is undone in one.
 */
@EventsHandler(PaymentReversed)
export class MirrorJournalsWhenPaymentReversed implements IEventHandler<PaymentReversed> {
  constructor(private readonly journals: Journals) {}

  async handle(event: PaymentReversed): Promise<void> {
    const head = ofPayment(event, 'payment-reversed', '');
    const what = `Reversal of ${paymentName(event.number)}`;
    const journals = await this.journals.liveOf(event.paymentId);
    const standing = new Set(event.standingIds);
    const isWhole = ({ entries }: JournalToMirror): boolean => entries.every(({ itemId }) => itemId === null || standing.has(itemId));
    for (const journal of journals.filter(isWhole)) this.journals.post(mirrorOf(journal, head, what, event.reason), mirrored(journal.entries), event.kind);
    const rest = netted(mirrored(journals.filter((journal) => !isWhole(journal)).flatMap(({ entries }) => entries)));
    for (const { entries } of byLocation(rest)) this.journals.post({ ...head, memo: remainderMemo(what, event.reason) }, entries, event.kind);
  }
}
