import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { Clock, instantAt } from '../../platform/clock.js';
import { newId } from '../../platform/ids.js';
import { optionalText } from '../../shared/plain-text.js';
import { Mails } from '../domain/mails.js';

const MOST = 500;

@Act({ title: 'Record what became of an e-mail', needs: 'system' })
export class RecordMailTry {
  mailId!: string;
  isSent!: boolean;
  isFinal!: boolean;
  /** What the server said. */
  detail!: string;

  constructor(fields: Partial<RecordMailTry> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RecordMailTry)
export class RecordMailTryHandler implements ICommandHandler<RecordMailTry> {
  constructor(
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  async execute({ mailId, isSent, isFinal, detail }: RecordMailTry): Promise<{ mailId: string }> {
    const mail = await this.mails.one(mailId);
    const now = this.clock.epochMs();
    const attempt = { id: newId(), at: this.clock.now(), after: (minutes: number) => instantAt(now + minutes * 60_000) };
    const said = optionalText(detail.slice(0, MOST), { label: 'Answer', field: 'detail', most: MOST });
    if (isSent) mail.sent(attempt, said);
    else mail.failed(attempt, said, isFinal);
    return { mailId };
  }
}
