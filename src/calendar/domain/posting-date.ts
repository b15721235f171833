import { addDays, isBefore, latest, type CalendarDate } from '../../shared/calendar-date.js';
import type { DayStanding, PeriodStanding } from './calendar-state.js';
import { monthOf, type Month } from './month.js';
import { ClosedDay, ClosedPeriod, DayNotOpenYet, PostingDateBeforeLastEntry, PostingDateInFuture } from './refusals.js';

/** The days of one location as far as a posting needs them. */
export interface DayBook {
  today: CalendarDate;
  /** The location as a sentence names it, where an act is over several. */
  place?: string | undefined;
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
  return chooseCommonDate([book], typed, notBefore);
}

/** The same for an act over several locations: the latest accounting day among them, allowed at each (MONEY 22). */
export function chooseCommonDate(books: readonly DayBook[], typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): CalendarDate {
  const lastEntry = latest(notBefore);
  const latestAllowed = latest([...books.map(accountingDayOf), ...notBefore])!;
  const date = typed ?? latestAllowed;
  if (isBefore(latestAllowed, date)) throw new PostingDateInFuture(date, latestAllowed);
  if (lastEntry !== undefined && isBefore(date, lastEntry)) {
    throw new PostingDateBeforeLastEntry(date, books.every(({ standing }) => standing(lastEntry) === 'open') ? lastEntry : latestAllowed);
  }
  for (const book of books) refuseShut(book, date, latestAllowed);
  return date;
}

function refuseShut({ standing, period, place }: DayBook, date: CalendarDate, latestAllowed: CalendarDate): void {
  if (standing(date) === 'closed') throw new ClosedDay(date, latestAllowed === date ? undefined : latestAllowed, place);
  if (standing(date) === undefined) throw new DayNotOpenYet(date, place);
  if (period(monthOf(date)) === 'closed') throw new ClosedPeriod(monthOf(date), latestAllowed, place);
}
