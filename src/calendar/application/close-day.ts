import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { CalendarBook } from '../domain/calendar-book.js';
import { Days } from '../domain/days.js';
import { DayClosedAlready, DayNotOpenYet, DayStillAhead } from '../domain/refusals.js';

/** Closes a day, and with it every earlier day that was left open: what is closed is one stretch up to a day. */
@Act({ title: 'Close a day', needs: 'day.close' })
export class CloseDay {
  locationId!: string;
  day!: CalendarDate;

  constructor(fields: Partial<CloseDay> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(CloseDay)
export class CloseDayHandler implements ICommandHandler<CloseDay> {
  constructor(
    private readonly book: CalendarBook,
    private readonly days: Days,
  ) {}

  async execute({ locationId, day }: CloseDay): Promise<{ closed: CalendarDate[] }> {
    const today = await this.days.today(locationId);
    if (day > today) throw new DayStillAhead(day, today);
    const open = await this.book.openThrough(locationId, day);
    if (!open) throw new DayNotOpenYet(day);
    const asked = open.find((candidate) => candidate.state().root.day === day);
    if (asked?.state().root.state === 'closed') throw new DayClosedAlready(day);
    for (const one of open) one.close();
    return { closed: open.map((one) => one.state().root.day).sort() };
  }
}
