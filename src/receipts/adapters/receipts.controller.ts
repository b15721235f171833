import type { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { OrganizationQueries } from '../../locations/index.js';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { IssueReceipt } from '../application/issue-receipt.js';
import { PrintReceiptAgain } from '../application/print-receipt-again.js';
import { NotYourPrint } from '../domain/refusals.js';
import { receiptPdf } from './receipt-pdf.js';
import { ReceiptsQueries, type ShownReceipt } from './receipts.queries.js';

const READ = 'payment.read';

@Controller('receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptsQueries,
    private readonly organization: OrganizationQueries,
    private readonly days: Days,
    private readonly commands: Commands,
  ) {}

  @Post()
  @Needs('payment.take-patient')
  async issue(@Body() command: IssueReceipt, @Submission() submission: string): Promise<SeeOther> {
    const { receiptId } = await this.commands.execute<{ receiptId: string }>(command, { submission });
    return seeOther(`/receipts/${receiptId}`);
  }

  @Post(':id/prints')
  @Needs('receipt.reprint')
  async again(@Param('id') receiptId: string, @Body() command: PrintReceiptAgain, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { receiptId }), { submission });
    return seeOther(`/receipts/${receiptId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('receipts/show', { title: 'Receipt', nav: 'payments' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const shown = await this.receipts.show(id, scopeFor(READ));
    return { ...shown, mayPrint: await this.#isPrintOf(me, shown), mayPrintAgain: me.actor.can('receipt.reprint', shown.receipt.locationId) };
  }

  /** The paper of the last print: for whoever made it, on that day. */
  @Get(':id/pdf')
  @Needs(READ)
  async pdf(@Param('id') id: string, @Me() me: SignedIn): Promise<StreamableFile> {
    const shown = await this.receipts.show(id, scopeFor(READ));
    if (!(await this.#isPrintOf(me, shown))) throw new NotYourPrint();
    const currency = (await this.organization.get())?.currency ?? '';
    const file = receiptPdf(shown, { exponent: me.exponent, currency });
    return new StreamableFile(file as unknown as Readable, { type: 'application/pdf', disposition: `inline; filename="receipt-${shown.receipt.number}.pdf"` });
  }

  async #isPrintOf(me: SignedIn, { receipt, prints }: ShownReceipt): Promise<boolean> {
    const [last] = prints.slice(-1);
    return last?.printedBy === me.actor.id && last.printedOn === (await this.days.today(receipt.locationId));
  }
}
