import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InvoiceFinalized } from '../../invoices/index.js';
import { chargeEntries } from '../domain/invoice-postings.js';
import { ofInvoice } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { chargeMemo } from '../domain/memo.js';

@EventsHandler(InvoiceFinalized)
export class PostChargeWhenInvoiceFinalized implements IEventHandler<InvoiceFinalized> {
  constructor(private readonly journals: Journals) {}

  handle(event: InvoiceFinalized): void {
    const entries = chargeEntries(event);
    // An invoice that charges nothing owes nothing: there is nothing to write down.
    if (entries.length > 0) this.journals.post(ofInvoice(event, 'invoice-finalized', chargeMemo(event)), entries);
  }
}
