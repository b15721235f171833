import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { PayersQueries } from '../../insurers/index.js';
import { Clock } from '../../platform/clock.js';
import { scopeFor } from '../../platform/scope.js';
import { addressOf, csvFile, Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { PatientAlerts } from '../../patients/index.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import type { InvoiceFilter } from './invoice-conditions.js';
import { InvoiceListQuery } from './invoice.forms.js';
import { DRAFT_COLUMNS, INVOICE_COLUMNS } from './invoice-list-columns.js';
import { InvoiceListQueries } from './invoice-list.queries.js';
import { atTheCounter } from './at-the-counter.js';
import { InvoicePapers } from './invoice-papers.js';
import { InvoiceStoryQueries } from './invoice-story.queries.js';
import { DecisionsQueries } from './decisions.queries.js';
import { InvoicesQueries } from './invoices.queries.js';
import { ReimbursementsQueries } from './reimbursements.queries.js';

/** Finalized invoices: the list, and one invoice. */
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly list: InvoiceListQueries,
    private readonly invoices: InvoicesQueries,
    private readonly decisions: DecisionsQueries,
    private readonly stories: InvoiceStoryQueries,
    private readonly papers: InvoicePapers,
    private readonly payers: PayersQueries,
    private readonly alerts: PatientAlerts,
    private readonly reimbursements: ReimbursementsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('invoice.read')
  @Page('invoices/index', { title: 'Invoices', nav: 'invoices', fragment: 'invoices/_list' })
  async index(@Query() query: InvoiceListQuery, @Me() me: SignedIn) {
    const { before, state = 'open', location, ...narrowed } = query;
    const scope = scopeFor('invoice.read');
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    const asked = askedOf(query, me, today);
    const filter = { ...BLANK, ...typed({ ...narrowed }), state, location: location ?? me.location.id };
    const isDrafts = isDraftState(state);
    const list = isDrafts ? await this.list.drafts(scope, { ...asked, before }) : await this.list.invoices(scope, { ...asked, before });
    const places = [...me.locations.map(({ id, name }) => ({ value: id, label: name })), { value: 'all', label: 'All my locations' }];
    const payerChoices = (await this.payers.all()).map(({ payerId, name }) => ({ value: payerId, label: name }));
    return { filter, today, isDrafts, list, places, payerChoices, nextHref: list.next && addressOf('/invoices', { ...filter, before: list.next }), csvHref: addressOf('/invoices/export', filter) };
  }

  @Get('export')
  @Needs('invoice.read')
  export(@Query() { before: _, ...query }: InvoiceListQuery, @Me() me: SignedIn) {
    const scope = scopeFor('invoice.read');
    const asked = askedOf(query, me, dayIn(me.location.timeZone, this.clock.epochMs()));
    if (isDraftState(query.state)) return csvFile(`${query.state}-invoices`, DRAFT_COLUMNS, (before) => this.list.drafts(scope, { ...asked, before }));
    return csvFile('invoices', INVOICE_COLUMNS, (before) => this.list.invoices(scope, { ...asked, before }));
  }

  /** All that happened, insurers' postings included. */
  @Get(':id/story')
  @Needs('ledger.read')
  @Page('invoices/story', { title: 'Story of an invoice', nav: 'invoices' })
  story(@Param('id') id: string) {
    return this.stories.tell(id, scopeFor('ledger.read'));
  }

  @Get(':id/pdf')
  @Needs('invoice.read')
  async pdf(@Param('id') id: string): Promise<StreamableFile> {
    const { pdf, name } = await this.papers.file(id);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `inline; filename="${name}"` });
  }

  @Get(':id')
  @Needs('invoice.read')
  @Page('invoices/show', { title: 'Invoice', nav: 'invoices' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const shown = await this.invoices.show(id, scopeFor('invoice.read'));
    const seesPostings = me.actor.can('ledger.read', shown.invoice.locationId);
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    const alerts = await this.alerts.ofPatient(shown.invoice.patientId, today);
    const reimbursements = await this.reimbursements.ofInvoice(id);
    const decisions = seesPostings ? await this.decisions.ofInvoice(id) : [];
    return { title: shown.invoice.number, today, alerts, reimbursements, decisions, ...(seesPostings ? shown : atTheCounter(shown)) };
  }
}

function isDraftState(state: string | undefined): state is 'draft' | 'reviewed' {
  return state === 'draft' || state === 'reviewed';
}

/** What the reads are asked for: without a location the current one, without a state the open ones. */
function askedOf({ state = 'open', location, before: _, ...narrowed }: InvoiceListQuery, me: SignedIn, today: CalendarDate): InvoiceFilter {
  return { ...narrowed, locationId: location === 'all' ? undefined : (location ?? me.location.id), state: state === 'all' ? undefined : state, today };
}

const BLANK = { number: '', from: '', to: '', serviceFrom: '', serviceTo: '', patient: '', payerId: '', due: '', owedBy: '' };

function typed(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
