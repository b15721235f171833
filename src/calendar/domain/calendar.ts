import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Day } from './day.js';
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
  /** The id of the series of that kind, if the location has one. */
  abstract seriesOf(locationId: string, kind: string): Promise<string | undefined>;
  abstract addSeries(series: Series): void;
}
