import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { currentActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn, wholeList } from '../../platform/web/index.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import { CloseDay } from '../application/close-day.js';
import { ClosePeriod } from '../application/close-period.js';
import { ReopenDay } from '../application/reopen-day.js';
import { ReopenPeriod } from '../application/reopen-period.js';
import { SoftClosePeriod } from '../application/soft-close-period.js';
import { Days } from '../domain/days.js';
import { formatMonth, monthOf } from '../domain/month.js';
import { DaysQuery } from './calendar.forms.js';
import { CalendarQueries, type DayRowView } from './calendar.queries.js';

const READ = 'ledger.read';

const COLUMNS = [
  column<DayRowView>('Day', (row) => row.day), column<DayRowView>('State', (row) => row.state), column<DayRowView>('Payments', (row) => row.payments), moneyColumn<DayRowView>('Received', (row) => row.receivedCents),
];

/** Which days and months of a location still take postings. */
@Controller('days')
export class CalendarController {
  constructor(
    private readonly commands: Commands,
    private readonly calendar: CalendarQueries,
    private readonly days: Days,
  ) {}

  @Get()
  @Needs(READ)
  @Page('calendar/days', { title: 'Days and months', nav: 'days' })
  async index(@Query() query: DaysQuery, @Me() me: SignedIn) {
    const place = placeOf(query.location ?? me.location.id, me);
    const today = await this.days.today(place.id);
    const month = monthAsked(query, today);
    const { months, next } = await this.calendar.months(place.id, today, query.before);
    const may = (permission: string): boolean => currentActor().can(permission, place.id);
    return {
      place, today, month, monthName: formatMonth(month), months, next,
      csvHref: addressOf('/days/export', { location: place.id, month }),
      days: await this.calendar.days(place.id, month, today),
      chosen: query.day === undefined ? undefined : await this.#chosen(place.id, query.day, today),
      mayClose: may('day.close'), mayPeriod: may('period.close'),
      places: me.locations.filter(({ id }) => currentActor().can(READ, id)).map(({ id, name }) => ({ value: id, label: name })),
    };
  }

  @Get('export')
  @Needs(READ)
  async export(@Query() query: DaysQuery, @Me() me: SignedIn) {
    const place = placeOf(query.location ?? me.location.id, me);
    const today = await this.days.today(place.id);
    const month = monthAsked(query, today);
    return csvFile(`days-${place.name.replace(/\W+/g, '-')}-${month}`, COLUMNS, wholeList(await this.calendar.days(place.id, month, today)));
  }

  @Post('closing')
  @Needs('day.close')
  async close(@Body() command: CloseDay, @Submission() submission: string): Promise<SeeOther> {
    const { closed } = await this.commands.execute<{ closed: CalendarDate[] }>(command, { submission });
    return backTo(command.locationId, monthOf(closed.at(-1)!));
  }

  @Post('reopening')
  @Needs('period.close')
  async reopen(@Body() command: ReopenDay, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return backTo(command.locationId, monthOf(command.day));
  }

  @Post('months/soft-closing')
  @Needs('period.close')
  async softClose(@Body() command: SoftClosePeriod, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return backTo(command.locationId, command.month);
  }

  @Post('months/closing')
  @Needs('period.close')
  async closeMonth(@Body() command: ClosePeriod, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return backTo(command.locationId, command.month);
  }

  @Post('months/reopening')
  @Needs('period.close')
  async reopenMonth(@Body() command: ReopenPeriod, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return backTo(command.locationId, command.month);
  }

  async #chosen(locationId: string, day: CalendarDate, today: CalendarDate) {
    const state = await this.calendar.standing(locationId, day);
    if (state === undefined) throw new NotFound('This location has no such day in its books.');
    return { day, state, isToCome: day > today, closing: state === 'open' ? await this.calendar.closing(locationId, day) : undefined };
  }
}

function monthAsked({ month, day }: DaysQuery, today: CalendarDate): string {
  return month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : monthOf(day ?? today);
}

/** A location that the reader may not see looks missing. */
function placeOf(locationId: string, me: SignedIn): { id: string; name: string } {
  const place = me.locations.find(({ id }) => id === locationId);
  if (!place || !currentActor().can(READ, locationId)) throw new NotFound();
  return place;
}

function backTo(locationId: string, month: string): SeeOther {
  return seeOther(`/days?${new URLSearchParams({ location: locationId, month }).toString()}`);
}
