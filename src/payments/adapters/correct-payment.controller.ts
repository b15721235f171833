import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Forbidden } from '../../shared/domain-error.js';
import { Fragment, Needs, Page, type SeeOther, seeOther, Submission } from '../../platform/web/index.js';
import { CorrectPayment } from '../application/correct-payment.js';
import type { PaymentAnswer } from '../application/receipt-command.js';
import type { Corrected } from '../application/without-payment.js';
import { ReversedAlready } from '../domain/refusals.js';
import { hasSomething } from '../domain/receipt.js';
import { AcceptScreen } from './accept-screen.js';
import { CorrectedPayments } from './corrected-payments.js';
import { definedOf } from './grid-rows.js';
import { mayBeReversed } from './may-reverse.js';
import { CorrectionForm, rowsOf, tendersOf, TypedCorrectionForm } from './payment.forms.js';
import { permissionFor } from './payment-words.js';

const READ = 'payment.read';

/** Accept payment again, filled in with a payment as it stands: what is recorded takes its place. */
@Controller('payments/:id/correction')
export class CorrectPaymentController {
  constructor(
    private readonly screen: AcceptScreen,
    private readonly corrected: CorrectedPayments,
    private readonly days: Days,
    private readonly commands: Commands,
  ) {}

  @Get('new')
  @Needs(READ)
  @Page('payments/new', { title: 'Correct a payment', nav: 'payments' })
  async new(@Param('id') id: string) {
    const { payment, form, touched } = await this.corrected.of(id);
    mustBeAllowed(permissionFor(form.kind), payment.locationId);
    if (payment.state === 'reversed') throw new ReversedAlready(payment.number);
    const openDay = await this.days.accountingDay(payment.locationId);
    if (!mayBeReversed(payment, currentActor(), openDay)) throw new Forbidden('Correcting this payment reverses it, which takes a supervisor. Tell one the reason.');
    const { kind, locationId, patientId, payerId, ...kept } = form;
    const screen = await this.screen.open({ kind, locationId, patientId, payerId, kept, correcting: { payment, touched, openDay } });
    return { ...screen, correction: { ...payment, name: `PAY-${payment.number}` }, base: `/payments/${id}/correction` };
  }

  @Post('grid')
  @Needs(READ)
  @Fragment('payments/_grid')
  async grid(@Param('id') id: string, @Body() form: TypedCorrectionForm) {
    return this.screen.retyped(form, await this.#correcting(id, form));
  }

  /** What reversing it and recording this in its place would do; nothing is written. */
  @Post('preview')
  @Needs(READ)
  @Fragment('payments/_live')
  async preview(@Param('id') id: string, @Body() form: TypedCorrectionForm) {
    return this.screen.preview(form, await this.#correcting(id, form));
  }

  @Post()
  @Needs(READ)
  async record(@Param('id') id: string, @Body() form: CorrectionForm, @Submission() submission: string): Promise<SeeOther> {
    const { paymentId } = await this.commands.execute<PaymentAnswer>(commandFrom(id, form), { submission });
    return seeOther(`/payments/${paymentId}`);
  }

  async #correcting(id: string, { kind, locationId }: TypedCorrectionForm): Promise<Corrected> {
    mustBeAllowed(permissionFor(kind), locationId);
    return this.corrected.of(id);
  }
}

function commandFrom(paymentId: string, form: CorrectionForm): CorrectPayment {
  const { locationId, version, kind, reason = '', method, amountCents = 0, rows, tenders, rule: _, credits: __, postingDate: ___, draftId: ____, draftVersion: _____, credit: ______, ...fields } = form;
  const receipt = { ...definedOf(fields), refuseAlike: true, method, amountCents, rows: rowsOf(rows).filter(hasSomething), tenders: tendersOf(tenders, method) };
  return new CorrectPayment({ locationId, paymentId, version, reason, kind, receipt });
}
