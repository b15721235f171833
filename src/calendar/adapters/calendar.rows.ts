import { Model } from 'sequelize-typescript';
import { Day as DayColumn, Id, Key, TableOf, Whole } from '../../platform/database/columns.js';
import type { DayStanding, DayState, NumberBreakState, PeriodStanding, PeriodState, SeriesState } from '../domain/calendar-state.js';

@TableOf('days')
export class DayRow extends Model implements DayState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @DayColumn() declare day: string;
  @Key() declare state: DayStanding;
}

@TableOf('periods')
export class PeriodRow extends Model implements PeriodState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare month: string;
  @Key() declare state: PeriodStanding;
}

@TableOf('series')
export class SeriesRow extends Model implements SeriesState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare kind: string;
  @Whole() declare nextNumber: number;
}

@TableOf('number_breaks')
export class NumberBreakRow extends Model implements NumberBreakState {
  @Id() declare id: string;
  @Id() declare seriesId: string;
  @Key() declare prefix: string;
  @Whole() declare nextNumber: number;
  @Whole() declare resumesAt: number;
}
