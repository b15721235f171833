import { Controller, Get, Param } from '@nestjs/common';
import { type Decision, DecisionsQueries } from '../../invoices/index.js';
import { Needs, Page } from '../../platform/web/index.js';
import { sumCents } from '../../shared/money.js';
import { PaymentsQueries } from './payments.queries.js';
import { ProviderPartsQueries } from './provider-parts.queries.js';

/** What an insurer decided with a payment. */
@Controller('payments/:id/decisions')
export class DecisionsController {
  constructor(
    private readonly payments: PaymentsQueries,
    private readonly decisions: DecisionsQueries,
    private readonly parts: ProviderPartsQueries,
  ) {}

  @Get()
  @Needs('payment.read')
  @Page('payments/decisions', { title: 'What the EOB said', nav: 'payments', fragment: 'payments/_decisions' })
  async show(@Param('id') id: string) {
    const { payment } = await this.payments.show(id);
    const rows = await this.decisions.ofPayment(id);
    const { parts, partsCents } = await this.parts.of(id);
    const linesCents = sumCents(rows.map(paidOn));
    return { payment, rows, parts, partsCents, linesCents, restCents: payment.amountCents - linesCents - partsCents };
  }
}

function paidOn({ kind, paidCents, takenCents }: Decision): number {
  return kind === 'decision' ? paidCents : -takenCents;
}
