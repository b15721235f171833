import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Day } from './day.js';
import type { Series } from './series.js';

/** Days and series as the calendar's own commands change them. */
export abstract class CalendarBook {
  abstract add(record: Day | Series): void;
  /** Days of the location that exist between the two, both included. */
  abstract present(locationId: string, from: CalendarDate, through: CalendarDate): Promise<CalendarDate[]>;
  /** The day itself and every earlier day still open, locked; `undefined` when the day does not exist. */
  abstract openThrough(locationId: string, day: CalendarDate): Promise<Day[] | undefined>;
}
