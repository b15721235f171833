import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { mustBeAllowed } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, instantColumn, moneyColumn, Needs, Page, type SeeOther, seeOther, Submission } from '../../platform/web/index.js';
import { DiscardPaymentDraft } from '../application/discard-payment-draft.js';
import { rightToTake } from '../application/places.js';
import { SavePaymentDraft } from '../application/save-payment-draft.js';
import { PaymentDrafts } from '../domain/payment-drafts.js';
import { AcceptScreen } from './accept-screen.js';
import { draftedOf, formOfDraft } from './drafted-forms.js';
import { definedOf } from './grid-rows.js';
import { PaymentDraftsQuery, SaveDraftForm } from './payment.forms.js';
import { type DraftItem, PaymentDraftsQueries } from './payment-drafts.queries.js';
import { TAKE } from './payment-words.js';

const COLUMNS = [
  column<DraftItem>('From', (row) => row.partyName), column<DraftItem>('Kind', (row) => row.kindName), column<DraftItem>('Location', (row) => row.locationName), column<DraftItem>('Payment number', (row) => row.reference),
  column<DraftItem>('Patient', (row) => row.patientName), column<DraftItem>('Saved by', (row) => row.changedByName), instantColumn<DraftItem>('Saved', (row) => row.changedAt),
  column<DraftItem>('Invoices', (row) => row.rowCount), moneyColumn<DraftItem>('Ticked', (row) => row.tickedCents), moneyColumn<DraftItem>('Amount', (row) => row.amountCents),
];

/** Half-typed payments of a location: whoever may record one takes it up where it was left. */
@Controller('payments/drafts')
export class PaymentDraftsController {
  constructor(
    private readonly screen: AcceptScreen,
    private readonly drafts: PaymentDrafts,
    private readonly list: PaymentDraftsQueries,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(TAKE)
  @Page('payments/drafts', { title: 'Drafts of payments', nav: 'payments' })
  async index(@Query() { before }: PaymentDraftsQuery) {
    const { items, next } = await this.list.open(before);
    return { items, nextHref: next === null ? '' : `/payments/drafts?before=${next}` };
  }

  @Get('export')
  @Needs(TAKE)
  export() {
    return csvFile('drafts-of-payments', COLUMNS, async (before) => {
      const { items, next } = await this.list.open(before);
      return { items, next: next ?? undefined };
    });
  }

  @Get(':id')
  @Needs(TAKE)
  @Page('payments/new', { title: 'Accept payment', nav: 'accept-payment' })
  async reopen(@Param('id') id: string) {
    const draft = await this.drafts.look(id);
    mustBeAllowed(rightToTake(draft.kind), draft.locationId);
    draft.mustBeOpen();
    const { kind, locationId, patientId, payerId, ...kept } = formOfDraft(draft);
    const screen = await this.screen.open({ kind, locationId, patientId, payerId, kept, isReopened: true });
    return { ...screen, draft: draft.changedBy };
  }

  @Post()
  @Needs(TAKE)
  async save(@Body() form: SaveDraftForm, @Submission() submission: string): Promise<SeeOther> {
    const { locationId, draftId, draftVersion, saveAs } = form;
    const draft = draftId === undefined || draftVersion === undefined || saveAs === 'another' ? undefined : { draftId, version: draftVersion };
    const saved = await this.commands.execute<{ draftId: string }>(new SavePaymentDraft({ locationId, drafted: draftedOf(form), ...definedOf({ draft }) }), { submission });
    return seeOther(`/payments/drafts/${saved.draftId}`);
  }

  @Post(':id/discarding')
  @Needs(TAKE)
  async discard(@Param('id') draftId: string, @Body() form: DiscardPaymentDraft, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new DiscardPaymentDraft({ ...form, draftId }), { submission });
    return seeOther('/payments/drafts');
  }
}
