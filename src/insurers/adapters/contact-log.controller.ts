import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Commands } from '../../platform/commands.js';
import { IdField } from '../../platform/form-fields.js';
import { csvFile, Me, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { NotFound } from '../../shared/domain-error.js';
import { CloseFollowUp } from '../application/close-follow-up.js';
import { CorrectContact } from '../application/correct-contact.js';
import { LogContact } from '../application/log-contact.js';
import { CHANNEL_NAMES, CHANNELS } from '../domain/communication-state.js';
import { LOG_COLUMNS } from './contact-log-columns.js';
import { ContactLogQueries, type LogEntry } from './contact-log.queries.js';
import { PayersQueries } from './payers.queries.js';

const READ = 'contact.read';
const LOG = 'contact.log';
const CHANNEL_OPTIONS = CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_NAMES[channel] }));

export class LogQuery {
  @IdField({ label: 'Payer', optional: true }) payer?: string;
  @IdField({ label: 'Invoice', optional: true }) invoice?: string;
  @IdField({ label: 'Payment', optional: true }) payment?: string;
  @IdField({ label: 'Place', optional: true }) before?: string;
}

/** What was said with payers: listed on the payer, and on the invoice or payment it was about. */
@Controller('contact-log')
export class ContactLogController {
  constructor(
    private readonly commands: Commands,
    private readonly log: ContactLogQueries,
    private readonly payers: PayersQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs(READ)
  @Page('insurers/contact-log', { title: 'Communication log', nav: 'insurers', fragment: 'insurers/_contact-log' })
  async index(@Query() query: LogQuery, @Me() me: SignedIn) {
    const { payer, invoice, payment, before } = query;
    const { subject, whose } = await this.#asked(query);
    const { items, next } = await this.log.entries(whose, before);
    const of = payer !== undefined ? `payer=${payer}` : invoice !== undefined ? `invoice=${invoice}` : `payment=${payment ?? ''}`;
    return { entries: items, of, subject, today: this.#today(me), onPayer: payer !== undefined, nextHref: next && `/contact-log?${of}&before=${next}`, csvHref: `/contact-log/export?${of}` };
  }

  @Get('export')
  @Needs(READ)
  async export(@Query() query: LogQuery) {
    const { whose } = await this.#asked(query);
    return csvFile('communication-log', LOG_COLUMNS, (before) => this.log.entries(whose, before));
  }

  @Get('new')
  @Needs(LOG)
  @Page('insurers/contact-entry', { title: 'Log a contact', nav: 'insurers' })
  async new(@Query() { payer, invoice, payment }: LogQuery, @Me() me: SignedIn) {
    const about = { invoiceId: invoice, paymentId: payment };
    const isAbout = invoice !== undefined || payment !== undefined;
    const subject = isAbout ? await this.log.subject(about) : await this.#payer(payer ?? '');
    if (!subject) throw new NotFound();
    const payers = isAbout ? await this.log.payersOf(about) : [];
    const all = isAbout ? (await this.payers.all()).map(({ payerId, name }) => ({ value: payerId, label: name })) : [];
    const others = all.filter(({ value }) => !payers.some((own) => own.value === value));
    return {
      subject, entry: null, payerId: payer ?? payers[0]?.value ?? '', invoiceId: invoice ?? '', paymentId: payment ?? '', isAbout, today: this.#today(me),
      payers: [...payers.map((own) => ({ ...own, group: 'On this record' })), ...others.map((one) => ({ ...one, group: 'All others' }))], channels: CHANNEL_OPTIONS, owners: await this.log.owners(),
    };
  }

  @Post()
  @Needs(LOG)
  async add(@Body() command: LogContact, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(placeOf({ invoiceId: command.invoiceId ?? null, paymentId: command.paymentId ?? null, payerId: command.payerId }));
  }

  @Get(':id/correction')
  @Needs(LOG)
  @Page('insurers/contact-entry', { title: 'Correct a logged contact', nav: 'insurers' })
  async correction(@Param('id') id: string, @Me() me: SignedIn) {
    const entry = await this.#entry(id);
    const owners = await this.log.owners();
    const isKnown = owners.some(({ value }) => value === entry.ownerId);
    return {
      subject: { label: entry.payerName, href: placeOf(entry) }, entry: { ...entry, ownerId: isKnown ? entry.ownerId : '' }, isAbout: false, today: this.#today(me),
      payerId: entry.payerId, invoiceId: '', paymentId: '', payers: [], channels: CHANNEL_OPTIONS, owners,
    };
  }

  @Post(':id/correction')
  @Needs(LOG)
  async correct(@Param('id') communicationId: string, @Body() command: CorrectContact, @Submission() submission: string): Promise<SeeOther> {
    const entry = await this.#entry(communicationId);
    await this.commands.execute(Object.assign(command, { communicationId }), { submission });
    return seeOther(placeOf(entry));
  }

  @Get(':id/closing')
  @Needs(LOG)
  @Page('insurers/follow-up-closing', { title: 'Close a follow-up', nav: 'follow-ups' })
  async closing(@Param('id') id: string) {
    return { entry: await this.#entry(id) };
  }

  @Post(':id/closing')
  @Needs(LOG)
  async close(@Param('id') communicationId: string, @Body() command: CloseFollowUp, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { communicationId }), { submission });
    return seeOther('/follow-ups');
  }

  /** Whose log it is; what the reader may not see is missing. */
  async #asked({ payer, invoice, payment }: LogQuery) {
    const about = { invoiceId: invoice, paymentId: payment };
    const subject = payer === undefined ? await this.log.subject(about) : await this.#payer(payer);
    if (!subject) throw new NotFound();
    return { subject, whose: payer === undefined ? about : { payerIds: await this.payers.group(payer) } };
  }

  #today(me: SignedIn): string {
    return dayIn(me.location.timeZone, this.clock.epochMs());
  }

  async #payer(id: string): Promise<{ label: string; href: string } | undefined> {
    const payer = await this.payers.get(id);
    return payer && { label: payer.name, href: `/insurers/${id}` };
  }

  async #entry(id: string): Promise<LogEntry> {
    const entry = await this.log.entry(id);
    if (!entry) throw new NotFound();
    return entry;
  }
}

function placeOf({ invoiceId, paymentId, payerId }: { invoiceId: string | null; paymentId: string | null; payerId: string }): string {
  if (invoiceId !== null) return `/invoices/${invoiceId}`;
  return paymentId === null ? `/insurers/${payerId}` : `/payments/${paymentId}`;
}
