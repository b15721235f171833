import { Controller, Get, Param, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { scopeFor } from '../../platform/scope.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { PatientAlerts } from '../../patients/index.js';
import { InvoiceListQuery } from './invoice.forms.js';
import { InvoiceListQueries } from './invoice-list.queries.js';
import { InvoicesQueries } from './invoices.queries.js';
import { ReimbursementsQueries } from './reimbursements.queries.js';

/** Finalized invoices: the list, and one invoice. */
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly list: InvoiceListQueries,
    private readonly invoices: InvoicesQueries,
    private readonly alerts: PatientAlerts,
    private readonly reimbursements: ReimbursementsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('invoice.read')
  @Page('invoices/index', { title: 'Invoices', nav: 'invoices', fragment: 'invoices/_list' })
  async index(@Query() query: InvoiceListQuery, @Me() me: SignedIn) {
    const { number, from, to, before, state = 'open' } = query;
    const scope = scopeFor('invoice.read');
    const locationId = query.location === 'all' ? undefined : (query.location ?? me.location.id);
    const filter = { state, location: locationId ?? 'all', number: number ?? '', from: from ?? '', to: to ?? '' };
    const isDrafts = state === 'draft' || state === 'reviewed';
    const list = isDrafts
      ? await this.list.drafts(scope, { locationId, state, before })
      : await this.list.invoices(scope, { locationId, state: state === 'all' ? undefined : state, number, from, to, before });
    const places = [...me.locations.map(({ id, name }) => ({ value: id, label: name })), { value: 'all', label: 'All my locations' }];
    return { filter, isDrafts, list, places, nextHref: list.next ? `/invoices?${new URLSearchParams({ ...filter, before: list.next }).toString()}` : '' };
  }

  @Get(':id')
  @Needs('invoice.read')
  @Page('invoices/show', { title: 'Invoice', nav: 'invoices' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const shown = await this.invoices.show(id, scopeFor('invoice.read'));
    const seesPostings = me.actor.can('ledger.read', shown.invoice.locationId);
    const alerts = await this.alerts.ofPatient(shown.invoice.patientId, dayIn(me.location.timeZone, this.clock.epochMs()));
    const reimbursements = await this.reimbursements.ofInvoice(id);
    return { title: shown.invoice.number, alerts, reimbursements, ...(seesPostings ? shown : atTheCounter(shown)) };
  }
}

/** The front desk reads what is owed and what patients paid, not what insurers posted. */
function atTheCounter<T extends Awaited<ReturnType<InvoicesQueries['show']>>>(shown: T): T {
  return {
    ...shown,
    payments: shown.payments.filter(({ kind }) => kind === 'patient'),
    adjustments: shown.adjustments.filter(({ paymentId }) => paymentId === null),
    transfers: shown.transfers.filter(({ paymentId }) => paymentId === null),
  };
}
