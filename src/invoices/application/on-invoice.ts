import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { Invoice, InvoiceHistory } from '../domain/invoice.js';
import type { Posting } from '../domain/invoice-state.js';
import { Invoices } from '../domain/invoices.js';
import { mustBeAt } from './must-be-at.js';
import { postingOn } from './posting.js';

interface InvoiceAct {
  locationId: string;
  invoiceId: string;
  version?: number;
  postingDate?: string;
}

/** Opens one invoice for an act of its own: the day first, then the invoice, as the order of locks wants it. */
@Injectable()
export class OnInvoice {
  constructor(
    private readonly invoices: Invoices,
    private readonly days: Days,
    private readonly unit: UnitOfWork,
  ) {}

  async open({ locationId, invoiceId, version, postingDate }: InvoiceAct): Promise<{ invoice: Invoice; posting: Posting }> {
    const date = await this.days.postingDate(locationId, postingDate, await this.invoices.lastPostedOn([invoiceId]));
    const invoice = mustBeAt((await this.invoices.load([invoiceId]))[0]!, locationId);
    await this.invoices.expectVersion(invoice, version);
    return { invoice, posting: postingOn(date, this.unit) };
  }

  async history(invoice: Invoice): Promise<InvoiceHistory> {
    return (await this.invoices.historyOf([invoice.id])).get(invoice.id)!;
  }
}
