import { Controller, Get } from '@nestjs/common';
import { Needs, Page } from '../../platform/web/index.js';
import { markOf, PERMISSIONS, ROLES, type Mark, type Permission, type Role } from '../domain/permissions.js';
import { StaffQueries } from './staff.queries.js';

const WORDS: Record<Mark, string> = { '●': 'Yes', '◐': 'Limited', '○': 'No' };
const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** The table of rights as the page shows it: the very one that the guard reads. */
const RIGHTS = (Object.keys(PERMISSIONS) as Permission[]).map((permission) => ({
  title: PERMISSIONS[permission].title,
  note: PERMISSIONS[permission].note ?? null,
  cells: ROLE_NAMES.map((role) => ({ label: ROLES[role], word: WORDS[markOf(permission, role)] })),
}));

@Controller('staff')
export class StaffController {
  constructor(private readonly queries: StaffQueries) {}

  @Get()
  @Needs('staff.read')
  @Page('staff/index', { title: 'Users and roles', nav: 'staff' })
  async list(): Promise<object> {
    return { staff: await this.queries.all(), roles: Object.values(ROLES), rights: RIGHTS };
  }
}
