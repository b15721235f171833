import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { mustBeAllowedSomewhere } from '../../platform/actor.js';
import { scopeFor } from '../../platform/scope.js';
import { Me, Needs, Page, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { PatientsQueries } from '../../patients/index.js';
import { AddDraftLine } from '../application/add-draft-line.js';
import { ApplyInsuranceToDraft } from '../application/apply-insurance-to-draft.js';
import { ChangeDraftLine } from '../application/change-draft-line.js';
import { DiscardDraft } from '../application/discard-draft.js';
import { FinalizeInvoice } from '../application/finalize-invoice.js';
import { RemoveDraftLine } from '../application/remove-draft-line.js';
import { ReviewDraft } from '../application/review-draft.js';
import { SendBackDraft } from '../application/send-back-draft.js';
import { SetDraftDiagnoses } from '../application/set-draft-diagnoses.js';
import { SetDraftPayers } from '../application/set-draft-payers.js';
import { StartInvoiceDraft } from '../application/start-invoice-draft.js';
import { DraftEditorQueries } from './draft-editor.queries.js';
import { NewDraftQuery } from './invoice.forms.js';
import { InvoicesQueries } from './invoices.queries.js';

/** The editor of a draft: every change answers with the editor as it stands, so that the split is always live. */
@Controller('invoices/drafts')
export class InvoiceDraftsController {
  constructor(
    private readonly commands: Commands,
    private readonly editor: DraftEditorQueries,
    private readonly patients: PatientsQueries,
    private readonly invoices: InvoicesQueries,
  ) {}

  @Get('new')
  @Needs('invoice.draft')
  @Page('invoices/new', { title: 'New invoice', nav: 'invoices' })
  async new(@Query() query: NewDraftQuery, @Me() me: SignedIn) {
    const patient = query.patient && (await this.patients.summary(query.patient, scopeFor('patient.read')));
    return { patient: patient || null, places: me.locations.filter(({ id }) => me.actor.can('invoice.draft', id)).map(({ id, name }) => ({ value: id, label: name })) };
  }

  @Post()
  @Needs('invoice.draft')
  async start(@Body() form: StartInvoiceDraft, @Submission() submission: string) {
    const { draftId } = await this.commands.execute<{ draftId: string }>(form, { submission });
    return seeOther(`/invoices/drafts/${draftId}`);
  }

  /** A draft that is an invoice by now leads there, whoever reads invoices: the trail and old addresses name the draft. */
  @Get(':id')
  @Needs('invoice.read')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  async show(@Param('id') id: string) {
    const model = await this.#drafted(id);
    if (model && model.draft.state !== 'finalized') return { ...model, justAdded: true };
    if (model || (await this.invoices.isThere(id, scopeFor('invoice.read')))) return seeOther(`/invoices/${id}`);
    mustBeAllowedSomewhere('invoice.draft');
    throw new NotFound();
  }

  @Post(':id/lines')
  @Needs('invoice.draft')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  add(@Param('id') draftId: string, @Body() form: AddDraftLine, @Submission() submission: string) {
    return this.#changed(draftId, Object.assign(form, { draftId }), submission, true);
  }

  @Post(':id/lines/:lineId')
  @Needs('invoice.draft')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  change(@Param('id') draftId: string, @Param('lineId') lineId: string, @Body() form: ChangeDraftLine, @Submission() submission: string) {
    return this.#changed(draftId, Object.assign(form, { draftId, lineId }), submission);
  }

  @Post(':id/lines/:lineId/removal')
  @Needs('invoice.draft')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  remove(@Param('id') draftId: string, @Param('lineId') lineId: string, @Body() form: RemoveDraftLine, @Submission() submission: string) {
    return this.#changed(draftId, Object.assign(form, { draftId, lineId }), submission);
  }

  @Post(':id/diagnoses')
  @Needs('invoice.draft')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  setDiagnoses(@Param('id') draftId: string, @Body() form: SetDraftDiagnoses, @Submission() submission: string) {
    return this.#changed(draftId, Object.assign(form, { draftId }), submission);
  }

  @Post(':id/payers')
  @Needs('invoice.draft')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  setPayers(@Param('id') draftId: string, @Body() form: SetDraftPayers, @Submission() submission: string) {
    return this.#changed(draftId, Object.assign(form, { draftId }), submission);
  }

  @Post(':id/insurance')
  @Needs('invoice.draft')
  @Page('invoices/draft', { title: 'Draft invoice', nav: 'invoices', fragment: 'invoices/_draft' })
  applyInsurance(@Param('id') draftId: string, @Body() form: ApplyInsuranceToDraft, @Submission() submission: string) {
    return this.#changed(draftId, Object.assign(form, { draftId }), submission);
  }

  @Post(':id/discarding')
  @Needs('invoice.draft')
  async discard(@Param('id') draftId: string, @Body() form: DiscardDraft, @Submission() submission: string) {
    await this.commands.execute(Object.assign(form, { draftId }), { submission });
    return seeOther('/invoices?state=draft');
  }

  @Post(':id/review')
  @Needs('invoice.review')
  async review(@Param('id') draftId: string, @Body() form: ReviewDraft, @Submission() submission: string) {
    await this.commands.execute(Object.assign(form, { draftId }), { submission });
    return seeOther(`/invoices/drafts/${draftId}`);
  }

  @Post(':id/return')
  @Needs('invoice.review')
  async sendBack(@Param('id') draftId: string, @Body() form: SendBackDraft, @Submission() submission: string) {
    await this.commands.execute(Object.assign(form, { draftId }), { submission });
    return seeOther(`/invoices/drafts/${draftId}`);
  }

  @Post(':id/finalization')
  @Needs('invoice.finalize')
  async finalize(@Param('id') draftId: string, @Body() form: FinalizeInvoice, @Submission() submission: string) {
    await this.commands.execute(Object.assign(form, { draftId }), { submission });
    return seeOther(`/invoices/${draftId}`);
  }

  async #drafted(id: string) {
    try {
      return await this.editor.show(id, scopeFor('invoice.draft'));
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  /** After a new line the cursor waits for the next one. */
  async #changed(id: string, command: object, submission: string, justAdded = false) {
    await this.commands.execute(command, { submission });
    return { ...(await this.editor.show(id, scopeFor('invoice.draft'))), justAdded };
  }
}
