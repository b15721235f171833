import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Me, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { SetPrices } from '../application/set-prices.js';
import { ServicesQueries } from './services.queries.js';

const READ = 'service.read';
const EDIT = 'service.edit';

/** What services cost at one location: a page of its own, and the list of prices on the location's page. */
@Controller('services/at/:locationId')
export class LocationPricesController {
  constructor(
    private readonly commands: Commands,
    private readonly services: ServicesQueries,
    private readonly locations: LocationsQueries,
  ) {}

  @Get()
  @Needs(READ)
  @Page('services/at', { title: 'Prices', nav: 'services', fragment: 'services/_at' })
  async show(@Param('locationId') id: string, @Me() me: SignedIn, @Query('q') q = '', @Query('after') after?: string): Promise<object> {
    const location = (await this.locations.everywhere(scopeFor(READ))).find((each) => each.id === id);
    if (!location) throw new NotFound();
    const { items, next } = await this.services.find(id, { find: q, ...(after === undefined ? {} : { after }) });
    return {
      title: `Prices at ${location.name}`, location, items, q, action: addressOf(id, q, after),
      mayEdit: me.actor.can(EDIT, id) && location.state === 'active',
      nextHref: next === undefined ? '' : addressOf(id, q, next),
    };
  }

  @Post()
  @Needs(EDIT)
  async set(@Param('locationId') locationId: string, @Body() command: SetPrices, @Submission() submission: string, @Query('q') q = '', @Query('after') after?: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { locationId }), { submission });
    return seeOther(addressOf(locationId, q, after));
  }
}

/** The same stretch of the list again. */
function addressOf(locationId: string, q: string, after: string | undefined): string {
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), ...(after === undefined ? {} : { after }) }).toString();
  return `/services/at/${locationId}${query === '' ? '' : `?${query}`}`;
}
