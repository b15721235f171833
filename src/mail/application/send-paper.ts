import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { IdField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Mail } from '../domain/mail.js';
import { Mails } from '../domain/mails.js';
import { NoMailServer, NotYoursToSend } from '../domain/refusals.js';
import { MailServer } from './mail-server.js';
import { Papers, wordsFor } from './papers.js';

export const SEND = 'mail.send';

/** Puts a paper in the outbox; it leaves within seconds, or says why not. */
@Act({ title: 'Send a paper by e-mail', needs: SEND })
export class SendPaper {
  @TextField({ label: 'Paper', most: 20 }) paperKind!: string;
  @IdField({ label: 'Paper' }) paperId!: string;
  @TextField({ label: 'E-mail address', most: 160, optional: true }) to?: string;
  @TextField({ label: 'Message', most: 2_000, optional: true }) body?: string;

  constructor(fields: Partial<SendPaper> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SendPaper)
export class SendPaperHandler implements ICommandHandler<SendPaper> {
  constructor(
    private readonly papers: Papers,
    private readonly mails: Mails,
    private readonly server: MailServer,
    private readonly clock: Clock,
  ) {}

  async execute({ paperKind, paperId, to, body }: SendPaper): Promise<{ mailId: string }> {
    const paper = await this.papers.of(paperKind).describe(paperId);
    mustBeAllowed(SEND, paper.locationId);
    if (!this.server.isSet) throw new NoMailServer();
    if (!paper.mayLeave) throw new NotYoursToSend(paper.title);
    const { id: queuedBy, name: queuedName } = currentActor();
    const facts = { id: newId(), locationId: paper.locationId, paperKind, paperId, paperTitle: paper.title, queuedBy, queuedName, queuedAt: this.clock.now() };
    const mail = Mail.compose(facts, { to, subject: `${paper.title} from ${paper.issuerName}`, body: body ?? wordsFor(paper) });
    this.mails.add(mail);
    return { mailId: mail.id };
  }
}
