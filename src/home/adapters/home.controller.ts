import { Controller, Get } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { dayIn } from '../../platform/zones.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { HomeQueries } from './home.queries.js';

@Controller()
export class HomeController {
  constructor(
    private readonly queries: HomeQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('home.read')
  @Page('home/index', { title: 'Home', nav: 'home' })
  async index(@Me() me: SignedIn): Promise<object> {
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    return { today, ...(await this.queries.overview(scopeFor('home.read'), scopeFor('payment.read'), today)) };
  }
}
