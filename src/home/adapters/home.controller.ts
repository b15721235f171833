import { Controller, Get } from '@nestjs/common';
import { scopeFor, type Scope } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { dayIn } from '../../platform/zones.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { Dashboard } from '../../reports/index.js';
import { HomeQueries } from './home.queries.js';

@Controller()
export class HomeController {
  constructor(
    private readonly queries: HomeQueries,
    private readonly dashboard: Dashboard,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('home.read')
  @Page('home/index', { title: 'Home', nav: 'home' })
  async index(@Me() me: SignedIn): Promise<object> {
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    const books = scopeFor('ledger.read');
    const overview = await this.queries.overview(scopeFor('home.read'), scopeFor('payment.read'), today);
    return { today, ...overview, ...(isSomewhere(books) ? { money: await this.dashboard.month(books, today, me.exponent) } : { recentPayments: await this.queries.recent() }) };
  }
}

function isSomewhere({ locationIds }: Scope): boolean {
  return locationIds === 'all' || locationIds.length > 0;
}
