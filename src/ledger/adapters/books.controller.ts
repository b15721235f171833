import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { scopeFor } from '../../platform/scope.js';
import { addressOf, Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { addDays, daysBetween, type CalendarDate } from '../../shared/calendar-date.js';
import { AGED_BY, bucketsAsOf } from '../domain/aging.js';
import { MOVEMENTS } from '../domain/causes.js';
import { SpanBackwards } from '../domain/refusals.js';
import { ReceivablesQuery, RollForwardQuery, TrialBalanceQuery } from './ledger.forms.js';
import { ReceivablesQueries, type ReceivablesFilter } from './receivables.queries.js';
import { RollForwardQueries } from './roll-forward.queries.js';
import { TrialBalanceQueries } from './trial-balance.queries.js';

/** What the books add up to, by posting date. */
@Controller('ledger')
@Needs('ledger.read')
export class BooksController {
  constructor(
    private readonly balances: TrialBalanceQueries,
    private readonly rolling: RollForwardQueries,
    private readonly owed: ReceivablesQueries,
    private readonly clock: Clock,
  ) {}

  @Get('trial-balance')
  @Page('ledger/trial-balance', { title: 'Trial balance', nav: 'trial-balance', fragment: 'ledger/_trial-balance' })
  async trialBalance(@Query() { from, asOf, location }: TrialBalanceQuery, @Me() me: SignedIn) {
    const through = asOf ?? this.#today(me);
    if (from !== undefined && from > through) throw new SpanBackwards();
    const tables = await this.balances.over(scopeFor('ledger.read'), from, through, location);
    const before = from === undefined ? '' : addDays(from, -1);
    const csvHref = addressOf('/ledger/trial-balance/export', { from, asOf: through, location });
    return { from: from ?? '', before, asOf: through, tables, csvHref, location: location ?? '', locations: placesOf(me) };
  }

  @Get('roll-forward')
  @Page('ledger/roll-forward', { title: 'Roll-forward', nav: 'roll-forward', fragment: 'ledger/_roll-forward' })
  async rollForward(@Query() query: RollForwardQuery, @Me() me: SignedIn) {
    const to = query.to ?? this.#today(me);
    const from = query.from ?? `${to.slice(0, 7)}-01`;
    if (from > to) throw new SpanBackwards();
    const tables = await this.rolling.over(scopeFor('ledger.read'), from, to, query.location);
    const shown = Object.entries(MOVEMENTS).filter(([name]) => name !== 'other' || tables.some(({ rows }) => rows.some((row) => row.moved.other !== 0)));
    const csvHref = addressOf('/ledger/roll-forward/export', { from, to, location: query.location });
    return { from, to, before: addDays(from, -1), tables, csvHref, movements: shown.map(([name, title]) => ({ name, title })), location: query.location ?? '', locations: placesOf(me) };
  }

  @Get('receivables')
  @Page('ledger/receivables', { title: 'Receivables', nav: 'receivables', fragment: 'ledger/_receivables' })
  async receivables(@Query() query: ReceivablesQuery, @Me() me: SignedIn) {
    const asOf = query.asOf ?? this.#today(me);
    const filter: ReceivablesFilter = { ...query, asOf, by: query.by ?? 'due', locationId: query.location };
    const scope = scopeFor('ledger.read');
    const wantsItems = query.party !== undefined || query.bucket !== undefined;
    const whole = { asOf, by: filter.by, locationId: query.location };
    const here = narrowedBy(query, filter);
    const totals = await this.owed.totals(scope, whole);
    return {
      asOf, filter: shownOf(query, filter), link: addressOf('/ledger/receivables', here), csvHref: addressOf('/ledger/receivables/export', here), totals, buckets: bucketsAsOf(asOf),
      totalCents: totals.reduce((sum, { openCents }) => sum + openCents, 0), controlCents: await this.owed.control(scope, whole),
      parties: wantsItems ? undefined : await this.owed.parties(scope, filter),
      items: wantsItems ? await this.#items(filter) : undefined,
      partyName: query.party === undefined ? undefined : await this.owed.partyName(query.party),
      locations: placesOf(me), agedBy: Object.entries(AGED_BY).map(([value, label]) => ({ value, label })),
    };
  }

  async #items(filter: ReceivablesFilter) {
    const { rows, ...rest } = await this.owed.items(scopeFor('ledger.read'), filter);
    return { ...rest, rows: rows.map((row) => ({ ...row, ageDays: daysBetween(row.baseDate, filter.asOf) })) };
  }

  #today(me: SignedIn): CalendarDate {
    return dayIn(me.location.timeZone, this.clock.epochMs());
  }
}

function placesOf(me: SignedIn): { value: string; label: string }[] {
  return me.locations.map(({ id, name }) => ({ value: id, label: name }));
}

function shownOf({ location, kind, party, bucket }: ReceivablesQuery, { by }: ReceivablesFilter) {
  return { by, location: location ?? '', kind: kind ?? '', party: party ?? '', bucket: bucket ?? '' };
}

/** The page as it stands, for links that narrow it further. */
function narrowedBy({ location, kind, party, bucket }: ReceivablesQuery, { asOf, by }: ReceivablesFilter) {
  return { asOf, by, location, kind, party, bucket };
}
