import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Fragment, Needs, type SeeOther, seeOther, Submission } from '../../platform/web/index.js';
import { ApplyReleased } from '../application/apply-released.js';
import { ReleasedQueries } from './released.queries.js';

/** On an invoice, or draft, in place of a corrected one: the money that came off, and the act that applies it. */
@Controller('invoices/:id/released')
export class ReleasedController {
  constructor(
    private readonly released: ReleasedQueries,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs('payment.allocate')
  @Fragment('payments/_released')
  proposed(@Param('id') id: string) {
    return this.released.proposed(id);
  }

  @Post()
  @Needs('payment.allocate')
  async apply(@Param('id') invoiceId: string, @Body() form: ApplyReleased, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(form, { invoiceId }), { submission });
    return seeOther(`/invoices/${invoiceId}`);
  }
}
