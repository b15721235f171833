import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InvoiceFinalized } from '../../invoices/index.js';
import { VisitMoney } from './visit-money.js';

/** The co-pay held for the visit is applied; whoever did not want that has lifted it before. */
@EventsHandler(InvoiceFinalized)
export class ApplyVisitMoneyWhenInvoiceFinalized implements IEventHandler<InvoiceFinalized> {
  constructor(private readonly visits: VisitMoney) {}

  async handle(event: InvoiceFinalized): Promise<void> {
    if (event.origin === 'issued') await this.visits.apply(event.invoiceId, event.guarantorId, event.postingDate);
  }
}
