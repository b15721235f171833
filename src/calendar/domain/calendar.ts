import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Day } from './day.js';
import type { Month } from './month.js';
import type { Period } from './period.js';
import type { Series } from './series.js';

/** Days and series as the calendar's own use cases need them. */
export abstract class Calendar {
  /** The day it is at the location. */
  abstract today(locationId: string): Promise<CalendarDate>;
  abstract allLocations(): Promise<string[]>;
  /** The days of a span that are already in the books. */
  abstract known(locationId: string, from: CalendarDate, through: CalendarDate): Promise<ReadonlySet<CalendarDate>>;
  abstract openBefore(locationId: string, day: CalendarDate): Promise<CalendarDate[]>;
  /** Loads for closing; postings that rely on these days end first. Throws DayNotOpenYet. */
  abstract load(locationId: string, days: readonly CalendarDate[]): Promise<Day[]>;
  abstract addDay(day: Day): void;
  /** Days of the month that are still open, oldest first. */
  abstract openIn(locationId: string, month: Month): Promise<CalendarDate[]>;
  abstract knownMonths(locationId: string, months: readonly Month[]): Promise<ReadonlySet<Month>>;
  /** Months that have days and no period yet, oldest first. */
  abstract monthsWithoutPeriod(locationId: string): Promise<Month[]>;
  /** Earlier months that are not closed, oldest first. */
  abstract notClosedBefore(locationId: string, month: Month): Promise<Month[]>;
  /** Loads for closing or reopening; postings that rely on it end first. Throws PeriodUnknown. */
  abstract period(locationId: string, month: Month): Promise<Period>;
  abstract addPeriod(period: Period): void;
  /** The id of the series of that kind, if the location has one. */
  abstract seriesOf(locationId: string, kind: string): Promise<string | undefined>;
  abstract oneSeries(id: string): Promise<Series>;
  abstract addSeries(series: Series): void;
}
