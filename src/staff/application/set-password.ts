import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { mustBeUsablePassword } from '../domain/password-rules.js';
import { Passwords } from '../domain/passwords.js';
import { OwnPassword } from '../domain/refusals.js';
import { Secrets, StaffMembers } from '../domain/staff-members.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { keepSecret, secretOf } from './secret-of.js';

/** To be changed by the person at the next sign-in. The trail says that it was changed, by whom and when; never what to. */
@Act({ title: 'Password changed', needs: 'staff.edit' })
export class SetPassword {
  staffId!: string;

  constructor(fields: Partial<SetPassword> = {}) {
    Object.assign(this, fields);
  }

  set password(password: string | undefined) {
    keepSecret(this, password);
  }
}

@CommandHandler(SetPassword)
export class SetPasswordHandler implements ICommandHandler<SetPassword> {
  constructor(
    private readonly members: StaffMembers,
    private readonly secrets: Secrets,
    private readonly passwords: Passwords,
  ) {}

  async execute(command: SetPassword): Promise<{ staffId: string }> {
    mustBeAllowed('staff.edit', ORGANIZATION);
    if (currentActor().id === command.staffId) throw new OwnPassword();
    const member = await this.members.one(command.staffId);
    const password = secretOf(command) ?? '';
    mustBeUsablePassword(password, member.userName);
    await this.secrets.put(member.id, await this.passwords.hash(password), { mustChange: currentActor().kind === 'staff' });
    return { staffId: member.id };
  }
}
