import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Fragment, Needs, Page, type SeeOther, seeOther, Submission } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { FreeEarmark } from '../application/free-earmark.js';
import { ReleaseAllocation } from '../application/release-allocation.js';
import { ActEffects } from './act-effects.js';
import { PaymentsQueries } from './payments.queries.js';
import { FreeForm, ReleaseForm } from './release.forms.js';

/** Money taken off an invoice by hand, and held money set free. */
@Controller('payments/:id')
export class ReleasesController {
  constructor(
    private readonly payments: PaymentsQueries,
    private readonly effects: ActEffects,
    private readonly commands: Commands,
  ) {}

  @Get('allocations/:allocationId/release/new')
  @Needs('payment.allocate')
  @Page('payments/release', { title: 'Release money', nav: 'payments' })
  form(@Param('id') id: string, @Param('allocationId') allocationId: string) {
    return this.#standing(id, allocationId);
  }

  @Post('allocations/:allocationId/release/effect')
  @Needs('payment.allocate')
  @Fragment('payments/_effect')
  async effect(@Param('id') id: string, @Param('allocationId') allocationId: string, @Body() form: ReleaseForm) {
    const { invoiceId } = await this.#standing(id, allocationId);
    return this.effects.ofRelease(id, allocationId, invoiceId, form);
  }

  @Post('allocations/:allocationId/release')
  @Needs('payment.allocate')
  async release(@Param('id') paymentId: string, @Param('allocationId') allocationId: string, @Body() form: ReleaseForm, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new ReleaseAllocation({ ...form, reason: form.reason ?? '', paymentId, allocationId }), { submission });
    return seeOther(`/payments/${paymentId}`);
  }

  @Post('held/:lineId/freeing')
  @Needs('payment.allocate')
  async free(@Param('id') paymentId: string, @Param('lineId') lineId: string, @Body() form: FreeForm, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new FreeEarmark({ ...form, reason: form.reason ?? '', paymentId, lineId }), { submission });
    return seeOther(`/payments/${paymentId}`);
  }

  async #standing(id: string, allocationId: string) {
    const { payment, allocations } = await this.payments.show(id);
    const allocation = allocations.find((row) => row.allocationId === allocationId);
    if (!allocation?.invoiceId) throw new NotFound();
    return { payment, allocation, invoiceId: allocation.invoiceId };
  }
}
