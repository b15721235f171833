import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { mustBeUsablePassword } from '../domain/password-rules.js';
import { Passwords } from '../domain/passwords.js';
import { OldPasswordWrong, SamePassword } from '../domain/refusals.js';
import { Secrets, StaffMembers } from '../domain/staff-members.js';
import { keepSecret, secretOf } from './secret-of.js';

/** Ends every session opened with the old one; the person who changes it gets a new one. */
@Act({ title: 'Own password changed', needs: 'session.own' })
export class ChangeOwnPassword {
  set password(password: string | undefined) {
    keepSecret(this, password);
  }

  set oldPassword(password: string | undefined) {
    keepSecret(this, password, 'old');
  }
}

@CommandHandler(ChangeOwnPassword)
export class ChangeOwnPasswordHandler implements ICommandHandler<ChangeOwnPassword> {
  constructor(
    private readonly members: StaffMembers,
    private readonly secrets: Secrets,
    private readonly passwords: Passwords,
  ) {}

  async execute(command: ChangeOwnPassword): Promise<{ staffId: string }> {
    const member = await this.members.one(currentActor().id);
    const [old, password] = [secretOf(command, 'old') ?? '', secretOf(command) ?? ''];
    const secret = await this.secrets.ofUser(member.userName);
    if (!(await this.passwords.matches(old, secret?.passwordHash))) throw new OldPasswordWrong();
    if (old === password) throw new SamePassword();
    mustBeUsablePassword(password, member.userName);
    await this.secrets.put(member.id, await this.passwords.hash(password), { mustChange: false });
    return { staffId: member.id };
  }
}
