import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { OwnRoles } from '../domain/refusals.js';
import { StaffMembers } from '../domain/staff-members.js';
import { Granting } from './granting.js';

/** Holds from the person's next request on. */
@Act({ title: 'Take a role away', needs: 'staff.edit' })
export class RevokeRole {
  staffId!: string;
  role!: string;
  /** A location, or `*` for the whole organization. */
  locationId!: string;

  constructor(fields: Partial<RevokeRole> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RevokeRole)
export class RevokeRoleHandler implements ICommandHandler<RevokeRole> {
  constructor(
    private readonly members: StaffMembers,
    private readonly granting: Granting,
  ) {}

  async execute({ staffId, role, locationId }: RevokeRole): Promise<{ staffId: string }> {
    if (currentActor().id === staffId) throw new OwnRoles();
    const member = await this.members.one(staffId);
    await this.granting.keepingAnAdministrator(member, () => member.revoke(role, locationId));
    return { staffId };
  }
}
