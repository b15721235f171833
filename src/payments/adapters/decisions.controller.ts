import { Controller, Get, Param } from '@nestjs/common';
import { Needs, Page } from '../../platform/web/index.js';
import { DecisionsQueries } from './decisions.queries.js';
import { PaymentsQueries } from './payments.queries.js';

/** What an insurer decided with a payment. */
@Controller('payments/:id/decisions')
export class DecisionsController {
  constructor(
    private readonly payments: PaymentsQueries,
    private readonly decisions: DecisionsQueries,
  ) {}

  @Get()
  @Needs('payment.read')
  @Page('payments/decisions', { title: 'What the EOB said', nav: 'payments', fragment: 'payments/_decisions' })
  async show(@Param('id') id: string) {
    const { payment } = await this.payments.show(id);
    return { payment, ...(await this.decisions.of(id)) };
  }
}
