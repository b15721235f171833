import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InvoiceFinalized } from '../../invoices/index.js';
import { VisitMoney } from './visit-money.js';

/** The co-pay held for the visit is applied; whoever finalizes may decline that, which lifts the hold (MONEY 8). */
@EventsHandler(InvoiceFinalized)
export class ApplyVisitMoneyWhenInvoiceFinalized implements IEventHandler<InvoiceFinalized> {
  constructor(private readonly visits: VisitMoney) {}

  async handle(event: InvoiceFinalized): Promise<void> {
    if (event.origin !== 'issued') return;
    if (event.declinesVisitMoney) await this.visits.lift(event.invoiceId, event.guarantorId);
    else await this.visits.apply(event.invoiceId, event.guarantorId, event.postingDate);
  }
}
