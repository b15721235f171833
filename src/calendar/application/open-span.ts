import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids.js';
import { addDays, daysBetween, type CalendarDate } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';
import { Day } from '../domain/day.js';
import { monthsBetween, type Month } from '../domain/month.js';
import { Period } from '../domain/period.js';
import { DaysOutOfOrder } from '../domain/refusals.js';

const MOST_DAYS = 3_660;

/** Puts the days of a span into the books that are not there yet. */
@Injectable()
export class OpenSpan {
  constructor(private readonly calendar: Calendar) {}

  /** @returns how many were new */
  async open(locationId: string, from: CalendarDate, through: CalendarDate): Promise<number> {
    const last = daysBetween(from, through);
    if (!(last >= 0 && last < MOST_DAYS)) throw new DaysOutOfOrder();
    const known = await this.calendar.known(locationId, from, through);
    const missing = Array.from({ length: last + 1 }, (_, offset) => addDays(from, offset)).filter((day) => !known.has(day));
    for (const day of missing) this.calendar.addDay(Day.open(newId(), locationId, day));
    await this.#openPeriods(locationId, monthsBetween(from, through));
    return missing.length;
  }

  /** Also the months of days that an earlier version of the product opened, which knew no periods. */
  async #openPeriods(locationId: string, ofSpan: readonly Month[]): Promise<void> {
    const months = [...new Set([...ofSpan, ...(await this.calendar.monthsWithoutPeriod(locationId))])].sort();
    const known = await this.calendar.knownMonths(locationId, months);
    for (const month of months) if (!known.has(month)) this.calendar.addPeriod(Period.open(newId(), locationId, month));
  }
}
