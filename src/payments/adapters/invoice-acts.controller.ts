import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ChoicesQueries, reasonOptions } from '../../choices/index.js';
import { InvoicesQueries, KIND_CHOICES, PayerChoices } from '../../invoices/index.js';
import { Commands } from '../../platform/commands.js';
import { scopeFor } from '../../platform/scope.js';
import { Fragment, Needs, Page, seeOther, Submission } from '../../platform/web/index.js';
import { AdjustInvoice } from '../application/adjust-invoice.js';
import { ApplyInsurance } from '../application/apply-insurance.js';
import { CorrectInvoice } from '../application/correct-invoice.js';
import { ReverseAdjustment } from '../application/reverse-adjustment.js';
import { TransferShare } from '../application/transfer-share.js';
import { VoidInvoice } from '../application/void-invoice.js';
import { ActEffects } from './act-effects.js';
import { EffectForm } from './release.forms.js';

/** The acts on a finalized invoice, each a small page of its own with the invoice's standing beside the form. */
@Controller('invoices/:id')
export class InvoiceActsController {
  constructor(
    private readonly commands: Commands,
    private readonly invoices: InvoicesQueries,
    private readonly choices: PayerChoices,
    private readonly lists: ChoicesQueries,
    private readonly effects: ActEffects,
  ) {}

  @Get('insurance/new')
  @Needs('invoice.apply-insurance')
  @Page('invoices/apply-insurance', { title: 'Apply insurance', nav: 'invoices' })
  async insuranceForm(@Param('id') id: string) {
    const standing = await this.invoices.standing(id, scopeFor('invoice.apply-insurance'));
    const { patientId, serviceDate } = standing.invoice;
    return { ...standing, lineChoices: lineChoices(standing.lines), payerChoices: await this.choices.of(patientId, serviceDate) };
  }

  @Post('insurance')
  @Needs('invoice.apply-insurance')
  applyInsurance(@Param('id') id: string, @Body() form: ApplyInsurance, @Submission() submission: string) {
    return this.#done(id, Object.assign(form, { invoiceId: id }), submission);
  }

  @Get('adjustments/new')
  @Needs('invoice.adjust')
  @Page('invoices/adjust', { title: 'Adjust an invoice', nav: 'invoices' })
  async adjustmentForm(@Param('id') id: string) {
    const standing = await this.invoices.standing(id, scopeFor('invoice.adjust'));
    const parties = standing.parties.map(({ partyKey, partyName }) => ({ value: partyKey, label: partyName }));
    return { ...standing, kindChoices: KIND_CHOICES, reasons: reasonOptions(await this.lists.all(), 'adjustment'), partyChoices: parties, lineChoices: lineChoices(standing.lines) };
  }

  @Post('adjustments')
  @Needs('invoice.adjust')
  adjust(@Param('id') id: string, @Body() form: AdjustInvoice, @Submission() submission: string) {
    return this.#done(id, Object.assign(form, { invoiceId: id }), submission);
  }

  @Get('adjustments/:adjustmentId/reversal/new')
  @Needs('invoice.adjust')
  @Page('invoices/reverse-adjustment', { title: 'Reverse an adjustment', nav: 'invoices' })
  async reversalForm(@Param('id') id: string, @Param('adjustmentId') adjustmentId: string) {
    const standing = await this.invoices.standing(id, scopeFor('invoice.adjust'));
    return { ...standing, adjustment: await this.invoices.adjustment(adjustmentId, id) };
  }

  @Post('adjustments/:adjustmentId/reversal')
  @Needs('invoice.adjust')
  reverse(@Param('id') id: string, @Param('adjustmentId') adjustmentId: string, @Body() form: ReverseAdjustment, @Submission() submission: string) {
    return this.#done(id, Object.assign(form, { invoiceId: id, adjustmentId }), submission);
  }

  @Get('voiding/new')
  @Needs('invoice.void')
  @Page('invoices/void', { title: 'Void an invoice', nav: 'invoices' })
  voidForm(@Param('id') id: string) {
    return this.invoices.standing(id, scopeFor('invoice.void'));
  }

  @Post('voiding')
  @Needs('invoice.void')
  void(@Param('id') id: string, @Body() form: VoidInvoice, @Submission() submission: string) {
    return this.#done(id, Object.assign(form, { invoiceId: id }), submission);
  }

  @Get('transfers/new')
  @Needs('invoice.apply-insurance')
  @Page('invoices/transfer', { title: 'Transfer a part', nav: 'invoices' })
  async transferForm(@Param('id') id: string) {
    const standing = await this.invoices.standing(id, scopeFor('invoice.apply-insurance'));
    const { patientId, serviceDate, guarantorId, guarantorName } = standing.invoice;
    const parties = standing.parties.map(({ partyKey, partyName }) => ({ value: partyKey, label: partyName }));
    const toChoices = [{ value: guarantorId, label: guarantorName, group: 'The patient’s part' }, ...(await this.choices.of(patientId, serviceDate))];
    return { ...standing, partyChoices: parties, reasons: reasonOptions(await this.lists.all(), 'transfer'), toChoices, lineChoices: lineChoices(standing.lines) };
  }

  @Post('transfers')
  @Needs('invoice.apply-insurance')
  transfer(@Param('id') id: string, @Body() form: TransferShare, @Submission() submission: string) {
    return this.#done(id, Object.assign(form, { invoiceId: id }), submission);
  }

  @Get('correction/new')
  @Needs('invoice.void')
  @Page('invoices/correct', { title: 'Correct an invoice', nav: 'invoices' })
  correctionForm(@Param('id') id: string) {
    return this.invoices.standing(id, scopeFor('invoice.void'));
  }

  @Post('correction')
  @Needs('invoice.void')
  async correct(@Param('id') id: string, @Body() form: CorrectInvoice, @Submission() submission: string) {
    const { draftId } = await this.commands.execute<{ draftId: string }>(Object.assign(form, { invoiceId: id }), { submission });
    return seeOther(`/invoices/drafts/${draftId}`);
  }

  /** Before → after of an act as it is being typed; nothing is written. */
  @Post('effects/:act')
  @Needs('invoice.adjust')
  @Fragment('payments/_effect')
  effect(@Param('id') id: string, @Param('act') act: string, @Body() form: EffectForm) {
    return this.effects.ofInvoice(act, id, form);
  }

  async #done(id: string, command: object, submission: string) {
    await this.commands.execute(command, { submission });
    return seeOther(`/invoices/${id}`);
  }
}

function lineChoices(lines: readonly { lineId: string; position: number; description: string }[]) {
  return lines.map(({ lineId, position, description }) => ({ value: lineId, label: `${position} · ${description}` }));
}
