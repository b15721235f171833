import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import type { DayStanding } from '../domain/calendar-state.js';

export interface DayItem {
  locationId: string;
  locationCode: string;
  day: CalendarDate;
  state: DayStanding;
}

@Injectable()
export class DaysQueries {
  constructor(private readonly reader: Reader) {}

  /** Days of a span at the caller's locations, oldest first. */
  between(scope: Scope, from: CalendarDate, through: CalendarDate): Promise<DayItem[]> {
    return this.reader.all<DayItem>(sql`
      SELECT d.location_id AS locationId, l.code AS locationCode, d.day AS day, d.state AS state
      FROM days d JOIN locations l ON l.id = d.location_id
      WHERE ${within(scope, sql`d.location_id`)} AND d.day >= ${from} AND d.day <= ${through} ORDER BY d.day, l.code`);
  }
}
