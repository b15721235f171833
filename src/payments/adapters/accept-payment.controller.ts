import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { mustBeAllowed } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Fragment, Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import type { PaymentAnswer, ReceiptCommand } from '../application/receipt-command.js';
import { RecordInsurancePayment } from '../application/record-insurance-payment.js';
import { RecordOtherPayerPayment } from '../application/record-other-payer-payment.js';
import { RecordPatientPayment } from '../application/record-patient-payment.js';
import { FOR_ANOTHER } from '../application/row-applying.js';
import { UseCredit } from '../application/use-credit.js';
import { hasSomething } from '../domain/receipt.js';
import { AcceptScreen } from './accept-screen.js';
import { typedDraftOf } from './drafted-forms.js';
import { definedOf } from './grid-rows.js';
import { AcceptQuery, CREDIT, creditsOf, FindCreditQuery, FindRowsQuery, PaymentForm, PickQuery, rowsOf, tendersOf, TypedPaymentForm } from './payment.forms.js';
import { kindOf, permissionFor, TAKE } from './payment-words.js';

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
  async new(@Query() query: AcceptQuery, @Me() { actor, location, locations }: SignedIn) {
    const kind = query.kind ?? (actor.can(permissionFor('insurance'), location.id) ? 'insurance' : 'patient');
    const { patient, patientId, payer, invoice, locationId = location.id, kind: _, ...kept } = query;
    mustBeAllowed(permissionFor(kind), locationId);
    const places = locations.filter(({ id }) => actor.can(permissionFor(kind), id)).map(({ id, name }) => ({ value: id, label: name }));
    return { ...(await this.screen.open({ kind, locationId, patientId: patient ?? patientId, payerId: payer, invoiceId: invoice, kept })), places };
  }

  /** A scanned invoice number, where no payer is open yet. */
  @Get('pick')
  @Needs(TAKE)
  async pick(@Query() { kind, q = '' }: PickQuery, @Me() { location }: SignedIn): Promise<SeeOther> {
    mustBeAllowed(permissionFor(kind), location.id);
    return seeOther(`/payments/new?kind=${kind}&invoice=${await this.screen.numbered(q)}`);
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

  /** Further invoices of the payer, of any patient; for a patient's payment also what another owes. */
  @Get('invoice-rows')
  @Needs(TAKE)
  @Fragment('payments/_found')
  found(@Query() query: FindRowsQuery, @Me() { location }: SignedIn) {
    const { locationId = location.id } = query;
    mustBeAllowed(permissionFor(query.kind), locationId);
    return this.screen.found(query, locationId);
  }

  /** Somebody else's credit, by the number of its payment. */
  @Get('credit-rows')
  @Needs(FOR_ANOTHER)
  @Fragment('payments/_found-credit')
  foundCredit(@Query() { kind, credit = '' }: FindCreditQuery, @Me() { location }: SignedIn) {
    mustBeAllowed(permissionFor(kind), location.id);
    return this.screen.foundCredit(kind, credit, location.id);
  }

  @Post()
  @Needs(TAKE)
  async record(@Body() form: PaymentForm, @Submission() submission: string): Promise<SeeOther> {
    const { paymentId } = await this.commands.execute<PaymentAnswer>(commandFrom(form), { submission });
    return seeOther(`/payments/${paymentId}`);
  }
}

/** The form's rows in which something stands, for the command of its kind; without money received, credits alone are used. */
function commandFrom(form: PaymentForm): ReceiptCommand | UseCredit {
  const { kind, payerId, guarantorId, method, amountCents = 0, rule: _, draftId: __, draftVersion: ___, credit: ____, ...fields } = form;
  const draft = typedDraftOf(form);
  const [rows, credits] = [rowsOf(form.rows).filter(hasSomething), creditsOf(form.credits)];
  if (method === CREDIT || (amountCents === 0 && credits.length > 0)) {
    const { locationId, postingDate, reason } = form;
    return new UseCredit({ locationId, kind: kindOf(kind), rows, credits, ...definedOf({ payerId, guarantorId, postingDate, reason, draft }) });
  }
  const receipt = { ...fields, refuseAlike: true, method, amountCents, rows, credits, tenders: tendersOf(form.tenders, method), ...definedOf({ draft }) };
  if (kind === 'patient') return new RecordPatientPayment({ ...receipt, guarantorId: guarantorId ?? '' });
  return kind === 'insurance' ? new RecordInsurancePayment({ ...receipt, payerId: payerId ?? '' }) : new RecordOtherPayerPayment({ ...receipt, payerId: payerId ?? '' });
}
