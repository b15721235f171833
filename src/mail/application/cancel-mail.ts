import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { VersionField } from '../../platform/form-fields.js';
import { Mails } from '../domain/mails.js';
import { SEND } from './send-paper.js';

@Act({ title: 'Cancel an e-mail', needs: SEND })
export class CancelMail {
  mailId!: string;
  @VersionField() version!: number;

  constructor(fields: Partial<CancelMail> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(CancelMail)
export class CancelMailHandler implements ICommandHandler<CancelMail> {
  constructor(private readonly mails: Mails) {}

  async execute({ mailId, version }: CancelMail): Promise<{ mailId: string }> {
    const mail = await this.mails.one(mailId);
    mustBeAllowed(SEND, mail.locationId);
    await this.mails.expectVersion(mail, version);
    mail.cancel();
    return { mailId };
  }
}
