import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { Letterheads, OrganizationQueries } from '../../locations/index.js';
import { type MailablePaper, Papers } from '../../mail/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { receiptPdf } from './receipt-pdf.js';
import { ReceiptsQueries, type ShownReceipt } from './receipts.queries.js';

export const READ = 'payment.read';
export const REPRINT = 'receipt.reprint';

/** Receipts as paper, for the printer and for e-mail. */
@Injectable()
export class ReceiptPapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly receipts: ReceiptsQueries,
    private readonly organization: OrganizationQueries,
    private readonly letterheads: Letterheads,
    private readonly days: Days,
  ) {}

  onModuleInit(): void {
    this.papers.provide('receipt', this);
  }

  async describe(id: string): Promise<MailablePaper> {
    const shown = await this.receipts.show(id, scopeFor(READ));
    const { locationId, number, payerName, issuerName } = shown.receipt;
    return {
      locationId, title: `Receipt ${number}`, href: `/receipts/${id}`, fileName: `receipt-${number}.pdf`, recipientName: payerName, issuerName,
      address: await this.receipts.addressOf(id), mayLeave: currentActor().can(REPRINT, locationId) || (await this.isPrintOfActor(shown)),
    };
  }

  async pdf(id: string): Promise<Readable> {
    return this.drawn(await this.receipts.show(id, scopeFor(READ)));
  }

  async drawn(shown: ShownReceipt): Promise<Readable> {
    const { currency, exponent } = (await this.organization.get())!;
    return receiptPdf(shown, { exponent, currency }, await this.letterheads.of(shown.receipt.locationId)) as unknown as Readable;
  }

  /** The paper of the last print belongs to whoever made it, on that day. */
  async isPrintOfActor({ receipt, prints }: ShownReceipt): Promise<boolean> {
    const [last] = prints.slice(-1);
    return last?.printedBy === currentActor().id && last.printedOn === (await this.days.today(receipt.locationId));
  }
}
