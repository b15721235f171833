import { Model } from 'sequelize-typescript';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Day as DayColumn, Id, Key, TableOf, Whole } from '../../platform/database/columns.js';
import { Day, type DayState } from '../domain/day.js';
import { Series, type SeriesState } from '../domain/series.js';

@TableOf('days')
export class DayRow extends Model implements DayState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @DayColumn() declare day: string;
  @Key() declare state: 'open' | 'closed';
}

@TableOf('series')
export class SeriesRow extends Model implements SeriesState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare kind: string;
  @Whole() declare nextNumber: number;
}

export const dayMap = aggregateMap<Day>({
  type: 'day',
  root: DayRow,
  from: Day.from,
  locations: ({ root }) => [root.locationId],
  constraints: { uq_days: 'These days are being opened by somebody else; try again.' },
});

export const seriesMap = aggregateMap<Series>({
  type: 'series',
  root: SeriesRow,
  from: Series.from,
  locations: ({ root }) => [root.locationId],
  constraints: { uq_series: 'This location has that number series already.' },
});
