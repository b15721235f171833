import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, Needs, Page, seeOther, Submission, type SeeOther, wholeList } from '../../platform/web/index.js';
import { RenameAccount } from '../application/rename-account.js';
import { type ChartItem, ChartQueries } from './chart.queries.js';

const COLUMNS = [column<ChartItem>('Code', (row) => row.code), column<ChartItem>('Name', (row) => row.name), column<ChartItem>('Kind', (row) => row.type.replace('-', ' '))];

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

  @Get('export')
  @Needs('settings.read')
  async export() {
    return csvFile('chart-of-accounts', COLUMNS, wholeList(await this.chart.all()));
  }

  @Post(':id')
  @Needs('settings.edit-organization')
  async rename(@Param('id') accountId: string, @Body() command: RenameAccount, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { accountId }), { submission });
    return seeOther('/settings/accounts');
  }
}
