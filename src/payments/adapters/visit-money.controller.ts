import { Controller, Get, Param } from '@nestjs/common';
import { Fragment, Needs } from '../../platform/web/index.js';
import { VisitMoneyQueries } from './visit-money.queries.js';

/** On a draft: the co-pays that finalizing it would apply, and the tick that declines that. */
@Controller('invoices/:id/visit-money')
export class VisitMoneyController {
  constructor(private readonly held: VisitMoneyQueries) {}

  @Get()
  @Needs('invoice.finalize')
  @Fragment('payments/_visit-money')
  proposed(@Param('id') draftId: string) {
    return this.held.for(draftId);
  }
}
