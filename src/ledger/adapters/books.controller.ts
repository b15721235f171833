import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { scopeFor } from '../../platform/scope.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { addDays } from '../../shared/calendar-date.js';
import { SpanBackwards } from '../domain/refusals.js';
import { TrialBalanceQuery } from './ledger.forms.js';
import { TrialBalanceQueries } from './trial-balance.queries.js';

/** What the books add up to, by posting date. */
@Controller('ledger')
@Needs('ledger.read')
export class BooksController {
  constructor(
    private readonly balances: TrialBalanceQueries,
    private readonly clock: Clock,
  ) {}

  @Get('trial-balance')
  @Page('ledger/trial-balance', { title: 'Trial balance', nav: 'trial-balance', fragment: 'ledger/_trial-balance' })
  async trialBalance(@Query() { from, asOf, location }: TrialBalanceQuery, @Me() me: SignedIn) {
    const through = asOf ?? dayIn(me.location.timeZone, this.clock.epochMs());
    if (from !== undefined && from > through) throw new SpanBackwards();
    const tables = await this.balances.over(scopeFor('ledger.read'), from, through, location);
    const before = from === undefined ? '' : addDays(from, -1);
    return { from: from ?? '', before, asOf: through, tables, location: location ?? '', locations: me.locations.map(({ id, name }) => ({ value: id, label: name })) };
  }
}
