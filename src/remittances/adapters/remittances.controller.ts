import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Fragment, Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import type { PaymentAnswer } from '../../payments/index.js';
import { AttachRemittance } from '../application/attach-remittance.js';
import { ChangeRemittance } from '../application/change-remittance.js';
import { DiscardRemittance } from '../application/discard-remittance.js';
import { POST } from '../application/draft-desk.js';
import { PostRemittance } from '../application/post-remittance.js';
import { RepeatRemittance } from '../application/repeat-remittance.js';
import { StartRemittance } from '../application/start-remittance.js';
import { DraftsQuery, NewRemittanceQuery, PostForm } from './remittance.forms.js';
import { RemittancePage } from './remittance-page.js';
import { RemittancesQueries } from './remittances.queries.js';

const TITLE = 'Insurance payment, several patients';

/** One check or EFT over many patients: its drafts, its head, and its posting. */
@Controller('remittances')
export class RemittancesController {
  constructor(
    private readonly page: RemittancePage,
    private readonly remittances: RemittancesQueries,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(POST)
  @Page('remittances/index', { title: 'Insurance payments', nav: 'remittances' })
  async index(@Query() { before }: DraftsQuery) {
    const { items, next } = await this.remittances.open(before);
    return { items, nextHref: next === undefined ? '' : `/remittances?before=${next}` };
  }

  @Get('new')
  @Needs(POST)
  @Page('remittances/new', { title: TITLE, nav: 'remittances' })
  async new(@Query() { payer = '' }: NewRemittanceQuery, @Me() { actor, location, locations }: SignedIn) {
    const places = locations.filter(({ id }) => actor.can(POST, id)).map(({ id, name }) => ({ value: id, label: name }));
    return { ...(await this.page.options()), payerId: payer, locationId: location.id, places };
  }

  @Post()
  @Needs(POST)
  async start(@Body() form: StartRemittance, @Submission() submission: string): Promise<SeeOther> {
    const { draftId } = await this.commands.execute<{ draftId: string }>(form, { submission });
    return seeOther(`/remittances/${draftId}`);
  }

  /** Of a payment that was recorded without it. */
  @Post('attached')
  @Needs(POST)
  async attach(@Body() form: AttachRemittance, @Submission() submission: string): Promise<SeeOther> {
    const { draftId } = await this.commands.execute<{ draftId: string }>(form, { submission });
    return seeOther(`/remittances/${draftId}`);
  }

  /** Of a payment that is reversed. */
  @Post('again')
  @Needs(POST)
  async again(@Body() form: RepeatRemittance, @Submission() submission: string): Promise<SeeOther> {
    const { draftId } = await this.commands.execute<{ draftId: string }>(form, { submission });
    return seeOther(`/remittances/${draftId}`);
  }

  @Get(':id')
  @Needs(POST)
  @Page('remittances/show', { title: TITLE, nav: 'remittances' })
  show(@Param('id') id: string) {
    return this.page.of(id);
  }

  @Get(':id/effect')
  @Needs(POST)
  @Fragment('remittances/_effect')
  effect(@Param('id') id: string) {
    return this.page.effect(id);
  }

  @Post(':id/head')
  @Needs(POST)
  @Page('remittances/show', { title: TITLE, nav: 'remittances', fragment: 'remittances/_headed' })
  async change(@Param('id') draftId: string, @Body() form: ChangeRemittance, @Submission() submission: string) {
    await this.commands.execute(Object.assign(form, { draftId }), { submission });
    return this.page.of(draftId);
  }

  @Post(':id/posting')
  @Needs(POST)
  async post(@Param('id') draftId: string, @Body() form: PostForm, @Submission() submission: string): Promise<SeeOther> {
    const { paymentId } = await this.commands.execute<PaymentAnswer>(new PostRemittance({ ...form, draftId }), { submission });
    return seeOther(`/payments/${paymentId}`);
  }

  @Post(':id/discarding')
  @Needs(POST)
  async discard(@Param('id') draftId: string, @Body() form: DiscardRemittance, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(form, { draftId }), { submission });
    return seeOther('/remittances');
  }
}
