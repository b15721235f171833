import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Me, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddRole } from '../application/add-role.js';
import { ChangeRole } from '../application/change-role.js';
import { RetireRole } from '../application/retire-role.js';
import { TakeUpRole } from '../application/take-up-role.js';
import { knownRoles } from '../domain/known-role.js';
import { isRole, ROLES } from '../domain/permissions.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { RoleBook } from './role-book.js';
import { BASE_CHOICES, rightChoices } from './role-words.js';
import { StaffQueries } from './staff.queries.js';

const READ = 'staff.read';
const EDIT = 'staff.edit';

/** The roles that the clinic makes for itself. */
@Controller('staff/roles')
export class RolesController {
  constructor(
    private readonly commands: Commands,
    private readonly book: RoleBook,
    private readonly staff: StaffQueries,
  ) {}

  @Get('new')
  @Needs(EDIT)
  @Page('staff/role', { title: 'Add a role', nav: 'staff' })
  new(@Query('base') wanted = 'front-desk'): object {
    const base = isRole(wanted) ? wanted : 'front-desk';
    return { role: null, base, baseName: ROLES[base], bases: BASE_CHOICES, choices: rightChoices(base, knownRoles().get(base)!.rights), people: [], mayEdit: true };
  }

  @Post()
  @Needs(EDIT)
  async add(@Body() command: AddRole, @Submission() submission: string): Promise<SeeOther> {
    const { roleId } = await this.commands.execute<{ roleId: string }>(command, { submission });
    return seeOther(`/staff/roles/${roleId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('staff/role', { title: 'Role', nav: 'staff' })
  async show(@Param('id') id: string, @Me() me: SignedIn): Promise<object> {
    const role = await this.book.one(id);
    if (!role) throw new NotFound();
    const people = (await this.staff.all()).filter(({ roles }) => roles.some((granted) => granted.role === role.code));
    const isOwn = people.some(({ staffId }) => staffId === me.actor.id);
    const { base } = role;
    return {
      title: role.name, role, base, baseName: ROLES[base], bases: BASE_CHOICES, choices: rightChoices(base, role.rights), people, isOwn,
      mayEdit: me.actor.can(EDIT, ORGANIZATION) && !isOwn,
    };
  }

  @Post(':id')
  @Needs(EDIT)
  change(@Param('id') roleId: string, @Body() command: ChangeRole, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(roleId, command, submission);
  }

  @Post(':id/retirement')
  @Needs(EDIT)
  retire(@Param('id') roleId: string, @Body() command: RetireRole, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(roleId, command, submission);
  }

  @Post(':id/taking-up')
  @Needs(EDIT)
  takeUp(@Param('id') roleId: string, @Body() command: TakeUpRole, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(roleId, command, submission);
  }

  async #act(roleId: string, command: object, submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { roleId }), { submission });
    return seeOther(`/staff/roles/${roleId}`);
  }
}
