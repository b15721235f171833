import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { StaffMembers } from '../domain/staff-members.js';
import { ORGANIZATION } from '../domain/staff-state.js';

/** Lets the person sign in again with the roles they have. */
@Act({ title: 'Enable a user', needs: 'staff.edit' })
export class EnableStaff {
  staffId!: string;

  constructor(fields: Partial<EnableStaff> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EnableStaff)
export class EnableStaffHandler implements ICommandHandler<EnableStaff> {
  constructor(private readonly members: StaffMembers) {}

  async execute({ staffId }: EnableStaff): Promise<{ staffId: string }> {
    mustBeAllowed('staff.edit', ORGANIZATION);
    (await this.members.one(staffId)).enable();
    return { staffId };
  }
}
