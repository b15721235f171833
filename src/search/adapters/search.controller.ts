import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Me, Needs, Page, seeOther, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { SearchQueries } from './search.queries.js';

/** One box for everything: patients, invoices, drafts, payments, claims, payers. */
@Controller('search')
export class SearchController {
  constructor(
    private readonly search: SearchQueries,
    private readonly clock: Clock,
  ) {}

  /** With `open=only` the one thing that was meant opens at once: the only hit, or the only exact one. */
  @Get()
  @Needs('search.read')
  @Page('search/index', { title: 'Search', fragment: 'search/_found' })
  async index(@Me() me: SignedIn, @Query('q') q = '', @Query('open') open = '', @Query('panel') panel = 'search-found') {
    const groups = await this.search.find(q, dayIn(me.location.timeZone, this.clock.epochMs()));
    // A patient's drafts come with the patient.
    const hits = groups.filter(({ title }) => title !== 'Drafts' || groups.length === 1).flatMap((group) => group.hits);
    const exact = hits.filter((hit) => hit.isExact);
    const [meant] = hits.length === 1 ? hits : exact.length === 1 ? exact : [];
    if (open === 'only' && meant) return seeOther(meant.href);
    return { q, groups, panel: panel === 'search-list' ? panel : 'search-found' };
  }
}
