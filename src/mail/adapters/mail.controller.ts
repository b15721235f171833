import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { ChoiceField, IdField, TextField } from '../../platform/form-fields.js';
import { addressOf, column, csvFile, Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { CancelMail } from '../application/cancel-mail.js';
import { MailServer } from '../application/mail-server.js';
import { Papers, wordsFor } from '../application/papers.js';
import { SEND, SendPaper } from '../application/send-paper.js';
import { TryMailAgain } from '../application/try-mail-again.js';
import { MAIL_STATES, type MailStateName } from '../domain/mail-state.js';
import { type MailItem, MailsQueries } from './mails.queries.js';

const READ = 'mail.read';

class MailsQuery {
  @ChoiceField(MAIL_STATES, { label: 'State', optional: true }) state?: MailStateName;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @IdField({ label: 'Before', optional: true }) before?: string;
}

class PaperQuery {
  @TextField({ label: 'Paper', most: 20 }) kind!: string;
  @IdField({ label: 'Paper' }) paper!: string;
}

export const STATE_WORDS: Record<MailStateName, string> = { waiting: 'Waiting', sent: 'Sent', failed: 'Failed', parked: 'Parked', canceled: 'Canceled' };

const COLUMNS = [
  column<MailItem>('Paper', (row) => row.paperTitle), column<MailItem>('To', (row) => row.toAddress), column<MailItem>('Location', (row) => row.locationName), column<MailItem>('State', (row) => STATE_WORDS[row.state]),
  column<MailItem>('Asked for by', (row) => row.queuedName), column<MailItem>('Asked for (UTC)', (row) => row.queuedAt.slice(0, 19)), column<MailItem>('Tries', (row) => row.tries),
  column<MailItem>('Next try (UTC)', (row) => row.nextTryAt?.slice(0, 19) ?? ''), column<MailItem>('The server said', (row) => row.lastSaid),
];

/** What went out by e-mail, what did not, and why. */
@Controller('mail')
export class MailController {
  constructor(
    private readonly mails: MailsQueries,
    private readonly papers: Papers,
    private readonly server: MailServer,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(READ)
  @Page('mail/index', { title: 'E-mails', nav: 'mail', fragment: 'mail/_list' })
  async index(@Query() { before, ...typed }: MailsQuery, @Me() me: SignedIn) {
    const { items, next } = await this.mails.list(scopeFor(READ), { ...typed, before });
    const filter = { state: typed.state ?? '', location: typed.location ?? '' };
    return {
      items, filter, isSet: this.server.isSet, places: me.locations.map(({ id, name }) => ({ value: id, label: name })), states: MAIL_STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
      nextHref: next === undefined ? '' : addressOf('/mail', { ...filter, before: next }), csvHref: addressOf('/mail/export', filter),
    };
  }

  @Get('export')
  @Needs(READ)
  export(@Query() { before: _, ...filter }: MailsQuery) {
    return csvFile('e-mails', COLUMNS, (before) => this.mails.list(scopeFor(READ), { ...filter, before }));
  }

  /** Where one paper was sent, and the form that sends it. */
  @Get('of-paper')
  @Needs(SEND)
  @Page('mail/of-paper', { title: 'Send by e-mail', nav: 'mail', fragment: 'mail/_of-paper' })
  async ofPaper(@Query() { kind, paper: id }: PaperQuery, @Me() me: SignedIn) {
    const paper = await this.papers.of(kind).describe(id);
    const items = await this.mails.ofPaper(scopeFor(SEND), kind, id);
    return { kind, paperId: id, paper, items, isSet: this.server.isSet, maySend: paper.mayLeave && me.actor.can(SEND, paper.locationId), words: wordsFor(paper) };
  }

  @Post()
  @Needs(SEND)
  async send(@Body() command: SendPaper, @Submission() submission: string): Promise<SeeOther> {
    const { mailId } = await this.commands.execute<{ mailId: string }>(command, { submission });
    return seeOther(`/mail/${mailId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('mail/show', { title: 'E-mail', nav: 'mail', fragment: 'mail/_show' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const { mail, attempts } = await this.mails.show(id, scopeFor(READ));
    const paper = await this.papers.of(mail.paperKind).describe(mail.paperId);
    const mayAct = me.actor.can(SEND, mail.locationId);
    return { mail, attempts, paper, isSet: this.server.isSet, mayTry: mayAct && ['failed', 'parked'].includes(mail.state), mayCancel: mayAct && ['waiting', 'failed', 'parked'].includes(mail.state) };
  }

  @Post(':id/again')
  @Needs(SEND)
  async again(@Param('id') mailId: string, @Body() command: TryMailAgain, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { mailId }), { submission });
    return seeOther(`/mail/${mailId}`);
  }

  @Post(':id/cancel')
  @Needs(SEND)
  async cancel(@Param('id') mailId: string, @Body() command: CancelMail, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { mailId }), { submission });
    return seeOther(`/mail/${mailId}`);
  }
}
