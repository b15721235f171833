import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { OwnRoles } from '../domain/refusals.js';
import { StaffMembers } from '../domain/staff-members.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { Granting } from './granting.js';

/** Cuts the person off at their next request; what they did stays theirs. */
@Act({ title: 'Disable a user', needs: 'staff.edit' })
export class DisableStaff {
  staffId!: string;

  constructor(fields: Partial<DisableStaff> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DisableStaff)
export class DisableStaffHandler implements ICommandHandler<DisableStaff> {
  constructor(
    private readonly members: StaffMembers,
    private readonly granting: Granting,
  ) {}

  async execute({ staffId }: DisableStaff): Promise<{ staffId: string }> {
    if (currentActor().id === staffId) throw new OwnRoles();
    mustBeAllowed('staff.edit', ORGANIZATION);
    const member = await this.members.one(staffId);
    await this.granting.keepingAnAdministrator(member, () => member.disable());
    return { staffId };
  }
}
