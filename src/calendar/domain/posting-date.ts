import { type CalendarDate, latest } from '../../shared/calendar-date.js';
import { BeforeLastEntry, FuturePosting } from './refusals.js';

/** MONEY 21–22. The day is neither in the future nor before the last entry of anything touched. */
export function choosePostingDate(accountingDay: CalendarDate, typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): CalendarDate {
  const last = latest(notBefore);
  const latestAllowed = latest([accountingDay, ...(last ? [last] : [])])!;
  if (typed === undefined) return latestAllowed;
  if (typed > latestAllowed) throw new FuturePosting(typed, latestAllowed);
  if (last !== undefined && typed < last) throw new BeforeLastEntry(typed, last);
  return typed;
}
