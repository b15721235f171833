import type { CalendarDate } from '../../shared/calendar-date.js';

/** What a posting asks of the calendar. Days are read under a shared lock, so that closing one waits for postings under way. */
export abstract class Days {
  /** The day it is in the location's time zone. */
  abstract today(locationId: string): Promise<CalendarDate>;
  /** Today, or the next open day once today is closed. Reversals are dated on it. */
  abstract accountingDay(locationId: string): Promise<CalendarDate>;
  /**
   * The posting date an act takes (MONEY 21 and 22): the typed one when allowed, else the accounting day.
   * @param notBefore last entries of everything the act touches
   */
  abstract postingDate(locationId: string, typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): Promise<CalendarDate>;
  /** Holds the day open until the command ends; refuses a closed one. */
  abstract claim(locationId: string, day: CalendarDate): Promise<void>;
}
