import { addDays, isBefore, latest, type CalendarDate } from '../../shared/calendar-date.js';
import type { DayStanding, PeriodStanding } from './calendar-state.js';
import { monthOf, type Month } from './month.js';
import { ClosedDay, ClosedPeriod, DayNotOpenYet, PostingDateBeforeLastEntry, PostingDateInFuture } from './refusals.js';

/** The days of one location as far as a posting needs them. */
export interface DayBook {
  today: CalendarDate;
  /** `undefined`: the day is not in the books. */
  standing(day: CalendarDate): DayStanding | undefined;
  /** A month without a period is open. */
  period(month: Month): PeriodStanding;
}

/** Today, or the next day once today is closed. */
export function accountingDayOf({ today, standing }: DayBook): CalendarDate {
  return standing(today) === 'closed' ? addDays(today, 1) : today;
}

/**
 * MONEY 21 and 22: in an open day, not in the future, and not before the last entry of anything the act touches.
 * @param typed what the clerk asked for; nothing means the accounting day
 * @param notBefore days of the last entries of what is touched
 */
export function choosePostingDate(book: DayBook, typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): CalendarDate {
  const accountingDay = accountingDayOf(book);
  const lastEntry = latest(notBefore);
  const latestAllowed = latest([accountingDay, ...notBefore])!;
  const date = typed ?? latestAllowed;
  if (isBefore(latestAllowed, date)) throw new PostingDateInFuture(date, latestAllowed);
  if (lastEntry !== undefined && isBefore(date, lastEntry)) {
    throw new PostingDateBeforeLastEntry(date, book.standing(lastEntry) === 'open' ? lastEntry : latestAllowed);
  }
  if (book.standing(date) === 'closed') throw new ClosedDay(date, latestAllowed === date ? undefined : latestAllowed);
  if (book.standing(date) === undefined) throw new DayNotOpenYet(date);
  if (book.period(monthOf(date)) === 'closed') throw new ClosedPeriod(monthOf(date), latestAllowed);
  return date;
}
