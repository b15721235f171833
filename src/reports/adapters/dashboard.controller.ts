import { Controller, Get, Query } from '@nestjs/common';
import { firstDayOf, monthOf } from '../../calendar/index.js';
import { SpanBackwards } from '../../ledger/index.js';
import { Clock } from '../../platform/clock.js';
import { ChoiceField, DateField, IdField } from '../../platform/form-fields.js';
import { scopeFor } from '../../platform/scope.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, type SignedIn, wholeList } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { Dashboard } from './dashboard.js';
import type { MonthFigures } from './money-figures.js';

class DashboardQuery {
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'To', optional: true }) to?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
}

class AgingQuery {
  @IdField({ label: 'Location', optional: true }) location?: string;
  @DateField({ label: 'As of', optional: true }) asOf?: string;
  @ChoiceField(['insurer'], { label: 'Who owes', optional: true }) kind?: 'insurer';
}

const READ = 'ledger.read';
const MONTH_COLUMNS = [
  column<MonthFigures>('Month', ({ month }) => month), moneyColumn<MonthFigures>('Billed', (row) => row.billedCents), moneyColumn<MonthFigures>('Tax', (row) => row.taxCents),
  moneyColumn<MonthFigures>('Collected from insurers', (row) => row.collected.insurer), moneyColumn<MonthFigures>('Collected from patients', (row) => row.collected.patient),
  moneyColumn<MonthFigures>('Collected from other payers', (row) => row.collected.other), moneyColumn<MonthFigures>('Collected', (row) => row.collectedCents),
  moneyColumn<MonthFigures>('Written off', (row) => row.writtenOffCents), moneyColumn<MonthFigures>('Outstanding at the end', (row) => row.owedCents),
];

/** The manager's page: where the money stands, each figure with the list it adds up to. */
@Controller('reports/dashboard')
@Needs(READ)
export class DashboardController {
  constructor(
    private readonly dashboard: Dashboard,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page('reports/dashboard', { title: 'Dashboard', nav: 'dashboard', fragment: 'reports/_dashboard' })
  async show(@Query() query: DashboardQuery, @Me() me: SignedIn) {
    const { from, to } = this.#span(query, me);
    const shown = await this.dashboard.of(scopeFor(READ), { from, to, locationId: query.location }, me.exponent);
    const names = new Map(me.locations.map(({ id, name }) => [id, name]));
    const places = shown.locations.map((row) => ({ ...row, name: names.get(row.locationId) ?? 'A location' }));
    return {
      from, to, location: query.location ?? '', places: me.locations.map(({ id, name }) => ({ value: id, label: name })), ...shown,
      locations: places.sort((one, other) => (one.name < other.name ? -1 : 1)),
      aging: await this.dashboard.aging(scopeFor(READ), to, query.location), csvHref: addressOf('/reports/dashboard/export', { to, location: query.location }),
    };
  }

  /** The bar by age alone, for pages that show it beside other things. */
  @Get('aging')
  @Page('reports/aging', { title: 'Outstanding by age', nav: 'dashboard', fragment: 'reports/_aging' })
  async aging(@Query() query: AgingQuery, @Me() me: SignedIn) {
    return { aging: await this.dashboard.aging(scopeFor(READ), query.asOf ?? this.#today(me), query.location, query.kind) };
  }

  /** Whether the bank has shown insurers' payments, alone too. */
  @Get('bank')
  @Page('reports/bank', { title: 'Insurers’ payments at the bank', nav: 'dashboard', fragment: 'reports/_bank' })
  async bank(@Query() query: DashboardQuery, @Me() me: SignedIn) {
    const { from, to } = this.#span(query, me);
    return { from, to, location: query.location ?? '', ticked: await this.dashboard.ticked(scopeFor(READ), { from, to, locationId: query.location }) };
  }

  @Get('export')
  async export(@Query() query: DashboardQuery, @Me() me: SignedIn) {
    const { months } = await this.dashboard.year(scopeFor(READ), this.#span(query, me).to, query.location, me.exponent);
    return csvFile('months', MONTH_COLUMNS, wholeList(months));
  }

  /** The running month unless something else was typed. */
  #span({ from, to }: DashboardQuery, me: SignedIn): { from: string; to: string } {
    const through = to ?? this.#today(me);
    const first = from ?? firstDayOf(monthOf(through));
    if (first > through) throw new SpanBackwards();
    return { from: first, to: through };
  }

  #today(me: SignedIn): string {
    return dayIn(me.location.timeZone, this.clock.epochMs());
  }
}
