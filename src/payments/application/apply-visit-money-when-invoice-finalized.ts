import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InvoiceFinalized } from '../../invoices/index.js';
import { VisitMoney } from './visit-money.js';

/** The co-pay held for the visit is applied, unless whoever finalized the invoice declined that: then it stays held. */
@EventsHandler(InvoiceFinalized)
export class ApplyVisitMoneyWhenInvoiceFinalized implements IEventHandler<InvoiceFinalized> {
  constructor(private readonly visits: VisitMoney) {}

  async handle(event: InvoiceFinalized): Promise<void> {
    if (event.origin === 'issued' && !event.keepsVisitMoney) await this.visits.apply(event.invoiceId, event.guarantorId, event.postingDate);
  }
}
