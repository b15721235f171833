import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InvoiceVoided } from '../../invoices/index.js';
import { mirrored } from '../domain/journal.js';
import { mirrorOf, ofInvoice } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';

@EventsHandler(InvoiceVoided)
export class MirrorJournalsWhenInvoiceVoided implements IEventHandler<InvoiceVoided> {
  constructor(private readonly journals: Journals) {}

  async handle(event: InvoiceVoided): Promise<void> {
    const head = ofInvoice(event, 'invoice-voided', '');
    for (const journal of await this.journals.liveOf(event.invoiceId)) {
      this.journals.post(mirrorOf(journal, head, `Void of invoice ${event.number}`, event.reason), mirrored(journal.entries));
    }
  }
}
