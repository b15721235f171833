import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { ChoiceField } from '../../platform/form-fields.js';
import { column, csvFile, Needs, Page, seeOther, Submission, type SeeOther, wholeList } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddProvider } from '../application/add-provider.js';
import { EditProvider } from '../application/edit-provider.js';
import { type ProviderItem, ProvidersQueries } from './providers.queries.js';

const READ = 'service.read';
const EDIT = 'settings.edit-organization';

const COLUMNS = [
  column<ProviderItem>('Provider', (row) => row.name), column<ProviderItem>('NPI', (row) => row.npi), column<ProviderItem>('License no.', (row) => row.licenseNumber), column<ProviderItem>('State', (row) => row.state),
];

export class ProviderListQuery {
  @ChoiceField(['active', 'inactive', 'all'], { label: 'State', optional: true }) state?: 'active' | 'inactive' | 'all';
}

@Controller('providers')
export class ProvidersController {
  constructor(
    private readonly commands: Commands,
    private readonly providers: ProvidersQueries,
  ) {}

  @Get()
  @Needs(READ)
  @Page('services/providers', { title: 'Providers', nav: 'providers', fragment: 'services/_providers' })
  async index(@Query() { state = 'active' }: ProviderListQuery) {
    return { state, items: await this.providers.all(state === 'all' ? undefined : state), csvHref: `/providers/export?state=${state}` };
  }

  @Get('export')
  @Needs(READ)
  async export(@Query() { state = 'active' }: ProviderListQuery) {
    return csvFile('providers', COLUMNS, wholeList(await this.providers.all(state === 'all' ? undefined : state)));
  }

  @Get('new')
  @Needs(EDIT)
  @Page('services/provider', { title: 'Add a provider', nav: 'providers' })
  new() {
    return { provider: null };
  }

  @Post()
  @Needs(EDIT)
  async add(@Body() command: AddProvider, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther('/providers');
  }

  @Get(':id')
  @Needs(READ)
  @Page('services/provider', { title: 'Provider', nav: 'providers' })
  async show(@Param('id') id: string) {
    const provider = await this.providers.get(id);
    if (!provider) throw new NotFound();
    return { title: provider.name, provider };
  }

  @Post(':id')
  @Needs(EDIT)
  async change(@Param('id') providerId: string, @Body() command: EditProvider, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { providerId }), { submission });
    return seeOther('/providers');
  }
}
