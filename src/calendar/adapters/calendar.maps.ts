import { aggregateMap } from '../../platform/aggregate-map.js';
import { Day } from '../domain/day.js';
import { Period } from '../domain/period.js';
import { FirstSlipTaken, SeriesExists } from '../domain/refusals.js';
import { Series } from '../domain/series.js';
import { DayRow, NumberBreakRow, PeriodRow, SeriesRow } from './calendar.rows.js';

export const dayMap = aggregateMap<Day>({
  type: 'day',
  root: DayRow,
  from: Day.from,
  locations: (state) => [state.root.locationId],
  constraints: { uq_days: 'Somebody opened these days at the same moment; nothing is left to do.' },
});

export const periodMap = aggregateMap<Period>({
  type: 'period',
  root: PeriodRow,
  from: Period.from,
  locations: (state) => [state.root.locationId],
  constraints: { uq_periods: 'Somebody opened this month at the same moment; nothing is left to do.' },
});

export const seriesMap = aggregateMap<Series>({
  type: 'series',
  root: SeriesRow,
  appended: { breaks: NumberBreakRow },
  parent: 'seriesId',
  from: Series.from,
  locations: (state) => [state.root.locationId],
  constraints: { uq_series: (state) => (state.root.kind === 'deposit' ? new FirstSlipTaken() : new SeriesExists(state.root.kind)) },
});
