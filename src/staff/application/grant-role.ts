import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { OwnRoles } from '../domain/refusals.js';
import { StaffMembers } from '../domain/staff-members.js';
import { Granting } from './granting.js';

@Act({ title: 'Grant a role', needs: 'staff.edit' })
export class GrantRole {
  staffId!: string;
  role!: string;
  /** A location, or `*` for the whole organization. */
  locationId!: string;

  constructor(fields: Partial<GrantRole> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(GrantRole)
export class GrantRoleHandler implements ICommandHandler<GrantRole> {
  constructor(
    private readonly members: StaffMembers,
    private readonly granting: Granting,
  ) {}

  async execute({ staffId, role, locationId }: GrantRole): Promise<{ staffId: string }> {
    if (currentActor().id === staffId) throw new OwnRoles();
    await this.granting.grant(await this.members.one(staffId), role, locationId);
    return { staffId };
  }
}
