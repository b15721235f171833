import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';
import type { Day } from '../domain/day.js';
import { Days } from '../domain/days.js';
import { DayNotOpenYet } from '../domain/refusals.js';
import type { Series } from '../domain/series.js';
import { dayMap, seriesMap } from './calendar.maps.js';

@Injectable()
export class SequelizeCalendar extends Calendar {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly locations: LocationsQueries,
    private readonly days: Days,
  ) {
    super();
  }

  override today(locationId: string): Promise<CalendarDate> {
    return this.days.today(locationId);
  }

  override async allLocations(): Promise<string[]> {
    return (await this.locations.all()).map(({ id }) => id);
  }

  override async known(locationId: string, from: CalendarDate, through: CalendarDate): Promise<ReadonlySet<CalendarDate>> {
    const rows = await this.reader.all<{ day: CalendarDate }>(
      sql`SELECT d.day AS day FROM days d WHERE d.location_id = ${locationId} AND d.day >= ${from} AND d.day <= ${through}`,
    );
    return new Set(rows.map(({ day }) => day));
  }

  override async openBefore(locationId: string, day: CalendarDate): Promise<CalendarDate[]> {
    const rows = await this.reader.all<{ day: CalendarDate }>(
      sql`SELECT d.day AS day FROM days d WHERE d.location_id = ${locationId} AND d.day < ${day} AND d.state = 'open' ORDER BY d.day`,
    );
    return rows.map((row) => row.day);
  }

  override async load(locationId: string, days: readonly CalendarDate[]): Promise<Day[]> {
    const rows = await this.reader.all<{ id: string; day: CalendarDate }>(
      sql`SELECT d.id AS id, d.day AS day FROM days d WHERE d.location_id = ${locationId} AND d.day IN (${list(days)})`,
    );
    const ids = new Map(rows.map(({ id, day }) => [day, id]));
    const missing = days.find((day) => !ids.has(day));
    if (missing !== undefined) throw new DayNotOpenYet(missing);
    return this.unit.load(dayMap, days.map((day) => ids.get(day)!));
  }

  override addDay(day: Day): void {
    this.unit.add(dayMap, day);
  }

  override async seriesOf(locationId: string, kind: string): Promise<string | undefined> {
    return (await this.reader.one<{ id: string }>(sql`SELECT s.id AS id FROM series s WHERE s.location_id = ${locationId} AND s.kind = ${kind}`))?.id;
  }

  override addSeries(series: Series): void {
    this.unit.add(seriesMap, series);
  }
}
