import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { OwnRoles } from '../domain/refusals.js';
import { StaffMembers } from '../domain/staff-members.js';
import { mustBeGrantable } from './known-location.js';

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
  constructor(private readonly members: StaffMembers) {}

  async execute({ staffId, role, locationId }: GrantRole): Promise<{ staffId: string }> {
    if (currentActor().id === staffId) throw new OwnRoles();
    await mustBeGrantable(this.members, locationId);
    (await this.members.one(staffId)).grant(newId(), role, locationId);
    return { staffId };
  }
}
