import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Letterheads, OrganizationQueries } from '../../locations/index.js';
import { type MailablePaper, Papers } from '../../mail/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { atTheCounter } from './at-the-counter.js';
import { invoicePdf } from './invoice-pdf.js';
import { InvoicesQueries } from './invoices.queries.js';

const READ = 'invoice.read';
/** Insurers’ postings are not for the front desk. */
const POSTINGS = 'ledger.read';

/** Invoices as paper, for the printer and for e-mail: as they stand when the paper is made. */
@Injectable()
export class InvoicePapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly invoices: InvoicesQueries,
    private readonly organization: OrganizationQueries,
    private readonly letterheads: Letterheads,
  ) {}

  onModuleInit(): void {
    this.papers.provide('invoice', this);
  }

  async describe(id: string): Promise<MailablePaper> {
    const { invoice } = await this.invoices.show(id, scopeFor(READ));
    return {
      locationId: invoice.locationId, title: `Invoice ${invoice.number}`, href: `/invoices/${id}`, fileName: fileNameOf(invoice.number), recipientName: invoice.guarantorName.split(', ').reverse().join(' '), issuerName: invoice.issuerName,
      address: await this.invoices.guarantorsAddress(id), mayLeave: currentActor().can(POSTINGS, invoice.locationId),
    };
  }

  async pdf(id: string): Promise<Readable> {
    return (await this.file(id)).pdf;
  }

  async file(id: string): Promise<{ pdf: Readable; name: string }> {
    const shown = await this.invoices.show(id, scopeFor(READ));
    const { currency, exponent } = (await this.organization.get())!;
    const seen = currentActor().can(POSTINGS, shown.invoice.locationId) ? shown : atTheCounter(shown);
    const look = await this.letterheads.of(shown.invoice.locationId);
    return { pdf: invoicePdf(seen, { exponent, currency }, look) as unknown as Readable, name: fileNameOf(shown.invoice.number) };
  }
}

function fileNameOf(number: string): string {
  return `${number.replace(/[^\w.-]/g, '-')}.pdf`;
}
