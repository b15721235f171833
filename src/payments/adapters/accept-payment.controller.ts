import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { mustBeAllowed } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Fragment, Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import type { PaymentAnswer, ReceiptCommand } from '../application/receipt-command.js';
import { RecordInsurancePayment } from '../application/record-insurance-payment.js';
import { RecordOtherPayerPayment } from '../application/record-other-payer-payment.js';
import { RecordPatientPayment } from '../application/record-patient-payment.js';
import { hasSomething } from '../domain/receipt.js';
import { AcceptScreen } from './accept-screen.js';
import { AcceptQuery, FindRowsQuery, PaymentForm, rowsOf, TypedPaymentForm } from './payment.forms.js';
import { permissionFor, TAKE } from './payment-words.js';

/** Accept payment: the screen, its live before → after, and the recording. */
@Controller('payments')
export class AcceptPaymentController {
  constructor(
    private readonly screen: AcceptScreen,
    private readonly commands: Commands,
  ) {}

  @Get('new')
  @Needs(TAKE)
  @Page('payments/new', { title: 'Accept payment', nav: 'accept-payment' })
  async new(@Query() query: AcceptQuery, @Me() { actor, location }: SignedIn) {
    const kind = query.kind ?? (actor.can(permissionFor('insurance'), location.id) ? 'insurance' : 'patient');
    mustBeAllowed(permissionFor(kind), location.id);
    const { patient, patientId, payer, invoice, kind: _, ...kept } = query;
    return this.screen.open({ kind, locationId: location.id, patientId: patient ?? patientId, payerId: payer, invoiceId: invoice, kept });
  }

  /** The rows for another payer. */
  @Post('grid')
  @Needs(TAKE)
  @Fragment('payments/_grid')
  grid(@Body() form: TypedPaymentForm) {
    mustBeAllowed(permissionFor(form.kind), form.locationId);
    return this.screen.retyped(form);
  }

  /** What posting would do; nothing is written. */
  @Post('preview')
  @Needs(TAKE)
  @Fragment('payments/_live')
  preview(@Body() form: TypedPaymentForm) {
    mustBeAllowed(permissionFor(form.kind), form.locationId);
    return this.screen.preview(form);
  }

  /** Further invoices of the payer, of any patient. */
  @Get('invoice-rows')
  @Needs(TAKE)
  @Fragment('payments/_found')
  found(@Query() { kind, payerId, payer, guarantorId, q = '', from = '' }: FindRowsQuery, @Me() { location }: SignedIn) {
    mustBeAllowed(permissionFor(kind), location.id);
    return this.screen.found(kind, payerId ?? payer, guarantorId, q, location.id, Number(from) || 0);
  }

  @Post()
  @Needs(TAKE)
  async record(@Body() form: PaymentForm, @Submission() submission: string): Promise<SeeOther> {
    const { paymentId } = await this.commands.execute<PaymentAnswer>(commandFrom(form), { submission });
    return seeOther(`/payments/${paymentId}`);
  }
}

/** The form's rows in which something stands, for the command of its kind. */
function commandFrom(form: PaymentForm): ReceiptCommand {
  const { kind, payerId, guarantorId, patientId: _, rows, ...fields } = form;
  const receipt = { ...fields, rows: rowsOf(rows).filter(hasSomething) };
  if (kind === 'patient') return new RecordPatientPayment({ ...receipt, guarantorId: guarantorId ?? '' });
  return kind === 'insurance' ? new RecordInsurancePayment({ ...receipt, payerId: payerId ?? '' }) : new RecordOtherPayerPayment({ ...receipt, payerId: payerId ?? '' });
}
