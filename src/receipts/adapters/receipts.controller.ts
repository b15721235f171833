import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { IssueReceipt } from '../application/issue-receipt.js';
import { PrintReceiptAgain } from '../application/print-receipt-again.js';
import { NotYourPrint } from '../domain/refusals.js';
import { READ, ReceiptPapers, REPRINT } from './receipt-papers.js';
import { ReceiptsQueries } from './receipts.queries.js';

@Controller('receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptsQueries,
    private readonly papers: ReceiptPapers,
    private readonly commands: Commands,
  ) {}

  @Post()
  @Needs('payment.take-patient')
  async issue(@Body() command: IssueReceipt, @Submission() submission: string): Promise<SeeOther> {
    const { receiptId } = await this.commands.execute<{ receiptId: string }>(command, { submission });
    return seeOther(`/receipts/${receiptId}`);
  }

  @Post(':id/prints')
  @Needs(REPRINT)
  async again(@Param('id') receiptId: string, @Body() command: PrintReceiptAgain, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { receiptId }), { submission });
    return seeOther(`/receipts/${receiptId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('receipts/show', { title: 'Receipt', nav: 'payments' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const shown = await this.receipts.show(id, scopeFor(READ));
    return { ...shown, mayPrint: await this.papers.isPrintOfActor(shown), mayPrintAgain: me.actor.can(REPRINT, shown.receipt.locationId) };
  }

  /** The paper of the last print: for whoever made it, on that day. */
  @Get(':id/pdf')
  @Needs(READ)
  async pdf(@Param('id') id: string): Promise<StreamableFile> {
    const shown = await this.receipts.show(id, scopeFor(READ));
    if (!(await this.papers.isPrintOfActor(shown))) throw new NotYourPrint();
    return new StreamableFile(await this.papers.drawn(shown), { type: 'application/pdf', disposition: `inline; filename="receipt-${shown.receipt.number}.pdf"` });
  }
}
