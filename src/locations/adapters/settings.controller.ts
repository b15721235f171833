import { Body, Controller, Get, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { EditOrganization } from '../application/edit-organization.js';
import { ALLOCATION_RULES } from '../domain/location-state.js';
import { OrganizationQueries } from './organization.queries.js';

const READ = 'settings.read';
const EDIT = 'settings.edit-organization';
const RULES = Object.entries(ALLOCATION_RULES).map(([value, sentence]) => ({ value, label: sentence }));

@Controller('settings')
export class SettingsController {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: OrganizationQueries,
  ) {}

  @Get()
  @Needs(READ)
  @Page('settings/index', { title: 'Settings', nav: 'settings' })
  index(): object {
    return {};
  }

  @Get('organization')
  @Needs(READ)
  @Page('settings/organization', { title: 'Organization', nav: 'settings' })
  async organization(): Promise<object> {
    const organization = await this.organizations.get();
    if (!organization) throw new NotFound();
    return { organization, rules: RULES, ruleSentence: ALLOCATION_RULES[organization.allocationRule] };
  }

  @Post('organization')
  @Needs(EDIT)
  async change(@Body() command: EditOrganization, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther('/settings/organization');
  }
}
