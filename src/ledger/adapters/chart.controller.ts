import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { RenameAccount } from '../application/rename-account.js';
import { ChartQueries } from './chart.queries.js';

/** The chart of accounts as a setting: names are the clinic's, codes are the product's. */
@Controller('settings/accounts')
export class ChartController {
  constructor(
    private readonly commands: Commands,
    private readonly chart: ChartQueries,
  ) {}

  @Get()
  @Needs('settings.read')
  @Page('settings/accounts', { title: 'Chart of accounts', nav: 'settings' })
  async index(): Promise<object> {
    return { accounts: await this.chart.all() };
  }

  @Post(':id')
  @Needs('settings.edit-organization')
  async rename(@Param('id') accountId: string, @Body() command: RenameAccount, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { accountId }), { submission });
    return seeOther('/settings/accounts');
  }
}
