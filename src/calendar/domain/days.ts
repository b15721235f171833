import type { CalendarDate } from '../../shared/calendar-date.js';

/** What a posting asks of the calendar. In a command every day looked at stays as it is until the act has ended. */
export abstract class Days {
  /** The day it is in the location's zone. */
  abstract today(locationId: string): Promise<CalendarDate>;

  /** Today, or the next day once today is closed. */
  abstract accountingDay(locationId: string): Promise<CalendarDate>;

  /**
   * The day an act is posted on (MONEY 21 and 22), held open until the act has ended; throws a sentence that says which day to use.
   * @param locationIds where the act posts: one date for all of them, allowed at each
   * @param typed what the clerk asked for; nothing means the accounting day
   * @param notBefore days of the last entries of every share and payment the act touches
   */
  abstract postingDate(locationIds: string | readonly string[], typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): Promise<CalendarDate>;
}

/** Series of a location that begin with 1 the first time they are used. */
export type PlainSeries = 'deposit' | 'receipt' | 'statement' | 'superbill';

export abstract class NumberSeries {
  /**
   * The next number of the location, for example `MS-10001`: without gaps, so its row is locked until the act has ended.
   * Take it last: it is the one row on which two clerks wait for each other.
   */
  abstract take(locationId: string, kind: 'invoice'): Promise<string>;

  /** The same without the prefix: the number of a deposit slip or of a paper. */
  abstract takePlain(locationId: string, kind: PlainSeries): Promise<number>;
}
