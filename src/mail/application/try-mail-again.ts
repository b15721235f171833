import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { VersionField } from '../../platform/form-fields.js';
import { NoMailServer } from '../domain/refusals.js';
import { Mails } from '../domain/mails.js';
import { MailServer } from './mail-server.js';
import { SEND } from './send-paper.js';

@Act({ title: 'Try an e-mail again', needs: SEND })
export class TryMailAgain {
  mailId!: string;
  @VersionField() version!: number;

  constructor(fields: Partial<TryMailAgain> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(TryMailAgain)
export class TryMailAgainHandler implements ICommandHandler<TryMailAgain> {
  constructor(
    private readonly mails: Mails,
    private readonly server: MailServer,
    private readonly clock: Clock,
  ) {}

  async execute({ mailId, version }: TryMailAgain): Promise<{ mailId: string }> {
    const mail = await this.mails.one(mailId);
    mustBeAllowed(SEND, mail.locationId);
    if (!this.server.isSet) throw new NoMailServer();
    await this.mails.expectVersion(mail, version);
    mail.again(this.clock.now());
    return { mailId };
  }
}
