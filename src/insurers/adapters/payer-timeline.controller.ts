import { Controller, Get, Param } from '@nestjs/common';
import { Days, formatMonth } from '../../calendar/index.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { USUAL_ANSWER_DAYS } from '../domain/payer-state.js';
import { monthsOfAnswers, timeToAnswer } from '../domain/time-to-answer.js';
import { PayerTimelineQueries } from './payer-timeline.queries.js';
import { PayersQueries } from './payers.queries.js';

const MONTHS = 6;

/** How long a payer takes to answer, and what waits for it. */
@Controller('insurers/:payerId/timeline')
export class PayerTimelineController {
  constructor(
    private readonly payers: PayersQueries,
    private readonly timeline: PayerTimelineQueries,
    private readonly days: Days,
  ) {}

  @Get()
  @Needs('ledger.read')
  @Page('insurers/timeline', { title: 'Payment timeline', nav: 'insurers', fragment: 'insurers/_timeline' })
  async show(@Param('payerId') payerId: string, @Me() { location }: SignedIn) {
    const payer = await this.payers.known(payerId);
    const group = payer.mergedInto === null ? await this.payers.group(payerId) : [payerId];
    const claims = await this.timeline.answered(group);
    const usualDays = payer.answerDays ?? USUAL_ANSWER_DAYS;
    const waiting = await this.timeline.waiting(group, await this.days.today(location.id), usualDays);
    return { title: `Payment timeline of ${payer.name}`, payer, usualDays, time: timeToAnswer(claims) ?? null, months: monthsOfAnswers(claims).slice(0, MONTHS).map((row) => ({ ...row, name: formatMonth(row.month) })), waiting };
  }
}
