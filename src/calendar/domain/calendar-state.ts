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

export type PeriodStanding = 'open' | 'soft-closed' | 'closed';

export interface PeriodState {
  id: string;
  version: number;
  locationId: string;
  /** `2026-11` */
  month: string;
  state: PeriodStanding;
}

export interface PeriodRows extends RowSet {
  root: PeriodState;
}

export interface SeriesState {
  id: string;
  version: number;
  locationId: string;
  kind: string;
  nextNumber: number;
}

/** Where a series took up another prefix or left numbers out on purpose. */
export interface NumberBreakState {
  id: string;
  seriesId: string;
  /** Stands before the numbers up to the break. */
  prefix: string;
  /** The number that would have come next. */
  nextNumber: number;
  /** The first number after it; above `nextNumber` where numbers are left out. */
  resumesAt: number;
}

export interface SeriesRows extends RowSet {
  root: SeriesState;
  /** Those added by this act. */
  breaks: NumberBreakState[];
}
