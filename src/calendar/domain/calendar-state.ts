import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export type DayStanding = 'open' | 'closed';

export interface DayState {
  id: string;
  version: number;
  locationId: string;
  day: CalendarDate;
  state: DayStanding;
}

export interface DayRows extends RowSet {
  root: DayState;
}

export interface SeriesState {
  id: string;
  version: number;
  locationId: string;
  kind: string;
  nextNumber: number;
}

export interface SeriesRows extends RowSet {
  root: SeriesState;
}
