import { Body, Controller, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { ChangeNumbering } from '../application/change-numbering.js';

/** The numbers of a location's invoices, changed on the location's own page. */
@Controller('settings/locations/:id/numbers')
export class NumberingController {
  constructor(private readonly commands: Commands) {}

  @Post()
  @Needs('settings.edit')
  async change(@Param('id') locationId: string, @Body() command: ChangeNumbering, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { locationId }), { submission });
    return seeOther(`/settings/locations/${locationId}`);
  }
}
