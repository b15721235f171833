import { Controller, Get } from '@nestjs/common';
import { Needs, Page } from '../../platform/web/index.js';
import { StaffQueries } from './staff.queries.js';

@Controller('staff')
export class StaffController {
  constructor(private readonly queries: StaffQueries) {}

  @Get()
  @Needs('staff.read')
  @Page('staff/index', { title: 'Users and roles', nav: 'staff' })
  async list(): Promise<object> {
    return { staff: await this.queries.all() };
  }
}
