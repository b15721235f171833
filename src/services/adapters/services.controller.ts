import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddService } from '../application/add-service.js';
import { EditService } from '../application/edit-service.js';
import { SetPrice } from '../application/set-price.js';
import { type ServiceItem, ServicesQueries } from './services.queries.js';

const READ = 'service.read';
const EDIT = 'service.edit';

const COLUMNS = [
  column<ServiceItem>('Code', (row) => row.code), column<ServiceItem>('Description', (row) => row.description), column<ServiceItem>('Tax in percent', (row) => row.taxBasisPoints / 100),
  moneyColumn<ServiceItem>('Price', (row) => row.priceCents), column<ServiceItem>('State', (row) => row.state),
];

@Controller('services')
export class ServicesController {
  constructor(
    private readonly commands: Commands,
    private readonly services: ServicesQueries,
  ) {}

  @Get()
  @Needs(READ)
  @Page('services/index', { title: 'Services', nav: 'services', fragment: 'services/_list' })
  async index(@Me() me: SignedIn, @Query('q') q = '', @Query('after') after?: string) {
    const { items, next } = await this.services.find(me.location.id, { find: q, ...(after === undefined ? {} : { after }) });
    return { items, q, place: me.location.name, nextHref: next && addressOf('/services', { q, after: next }), csvHref: addressOf('/services/export', { q }) };
  }

  @Get('export')
  @Needs(READ)
  export(@Me() me: SignedIn, @Query('q') q = '') {
    return csvFile(`services-${me.location.code}`, COLUMNS, (after) => this.services.find(me.location.id, { find: q, ...(after === undefined ? {} : { after }) }));
  }

  @Get('new')
  @Needs(EDIT)
  @Page('services/new', { title: 'Add a service', nav: 'services' })
  new() {
    return {};
  }

  @Post()
  @Needs(EDIT)
  async add(@Body() command: AddService, @Submission() submission: string): Promise<SeeOther> {
    const { serviceId } = await this.commands.execute<{ serviceId: string }>(command, { submission });
    return seeOther(`/services/${serviceId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('services/show', { title: 'Service', nav: 'services' })
  async show(@Param('id') id: string) {
    const service = await this.services.details(id);
    if (!service) throw new NotFound();
    return { title: service.description, service, prices: await this.services.prices(id, scopeFor(READ)) };
  }

  @Post(':id')
  @Needs(EDIT)
  async change(@Param('id') serviceId: string, @Body() command: EditService, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { serviceId }), { submission });
    return seeOther(`/services/${serviceId}`);
  }

  @Post(':id/prices')
  @Needs(EDIT)
  async setPrice(@Param('id') serviceId: string, @Body() command: SetPrice, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { serviceId }), { submission });
    return seeOther(`/services/${serviceId}`);
  }
}
