import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { ChoiceField, IdField, TextField } from '../../platform/form-fields.js';
import { addressOf, csvFile, Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { LOG_COLUMNS } from './contact-log-columns.js';
import { ContactLogQueries } from './contact-log.queries.js';
import { PayersQueries } from './payers.queries.js';

export class FollowUpQuery {
  @ChoiceField(['mine', 'all'], { label: 'Whose', optional: true }) whose?: 'mine' | 'all';
  @ChoiceField(['due', 'all'], { label: 'When', optional: true }) when?: 'due' | 'all';
  @IdField({ label: 'Payer', optional: true }) payer?: string;
  @TextField({ label: 'Place', most: 60, optional: true }) after?: string;
}

/** Whom to come back to: overdue first. */
@Controller('follow-ups')
export class FollowUpsController {
  constructor(
    private readonly log: ContactLogQueries,
    private readonly payers: PayersQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('contact.read')
  @Page('insurers/follow-ups', { title: 'Follow-ups', nav: 'follow-ups', fragment: 'insurers/_follow-ups' })
  async index(@Query() query: FollowUpQuery, @Me() me: SignedIn) {
    const { whose = 'mine', when = 'due', payer = '', after } = query;
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    const { items, next } = await this.log.followUps(await this.#wanted(query, today), after);
    const payers = (await this.payers.all()).map(({ payerId, name }) => ({ value: payerId, label: name }));
    const [nextHref, csvHref] = [next && addressOf('/follow-ups', { whose, when, payer, after: next }), addressOf('/follow-ups/export', { whose, when, payer })];
    return { entries: items.map((entry) => ({ ...entry, isOverdue: (entry.nextOn ?? '') < today, isToday: entry.nextOn === today })), whose, when, payer, payers, nextHref, csvHref };
  }

  @Get('export')
  @Needs('contact.read')
  async export(@Query() query: FollowUpQuery, @Me() me: SignedIn) {
    const wanted = await this.#wanted(query, dayIn(me.location.timeZone, this.clock.epochMs()));
    return csvFile('follow-ups', LOG_COLUMNS, (after) => this.log.followUps(wanted, after));
  }

  async #wanted({ whose = 'mine', when = 'due', payer }: FollowUpQuery, today: string) {
    return { isMine: whose === 'mine', through: when === 'due' ? today : undefined, payerIds: payer ? await this.payers.group(payer) : undefined };
  }
}
