import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { mustBeUsablePassword } from '../domain/password-rules.js';
import { Passwords } from '../domain/passwords.js';
import { StaffMember } from '../domain/staff.js';
import { Secrets, StaffMembers } from '../domain/staff-members.js';
import { Granting } from './granting.js';
import { keepSecret, secretOf } from './secret-of.js';

@Act({ title: 'Add a user', needs: 'staff.edit' })
export class AddStaff {
  userName!: string;
  displayName!: string;
  grants?: { role: string; locationId: string }[];

  constructor(fields: Partial<AddStaff> = {}) {
    Object.assign(this, fields);
  }

  set password(password: string | undefined) {
    keepSecret(this, password);
  }
}

@CommandHandler(AddStaff)
export class AddStaffHandler implements ICommandHandler<AddStaff> {
  constructor(
    private readonly members: StaffMembers,
    private readonly secrets: Secrets,
    private readonly passwords: Passwords,
    private readonly granting: Granting,
  ) {}

  async execute(command: AddStaff): Promise<{ staffId: string }> {
    const member = StaffMember.add(newId(), command);
    for (const { role, locationId } of command.grants ?? []) await this.granting.grant(member, role, locationId);
    const password = secretOf(command);
    if (password !== undefined) {
      mustBeUsablePassword(password, member.userName);
      await this.secrets.put(member.id, await this.passwords.hash(password), { mustChange: currentActor().kind === 'staff' });
    }
    this.members.add(member);
    return { staffId: member.id };
  }
}
