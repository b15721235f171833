import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';
import type { Day } from '../domain/day.js';
import { Days } from '../domain/days.js';
import { firstDayOf, lastDayOf, type Month } from '../domain/month.js';
import type { Period } from '../domain/period.js';
import { DayNotOpenYet, PeriodUnknown } from '../domain/refusals.js';
import type { Series } from '../domain/series.js';
import { dayMap, periodMap, seriesMap } from './calendar.maps.js';

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

  override async openIn(locationId: string, month: Month): Promise<CalendarDate[]> {
    const rows = await this.reader.all<{ day: CalendarDate }>(sql`
      SELECT d.day AS day FROM days d WHERE d.location_id = ${locationId} AND d.day >= ${firstDayOf(month)} AND d.day <= ${lastDayOf(month)} AND d.state = 'open' ORDER BY d.day`);
    return rows.map((row) => row.day);
  }

  override async knownMonths(locationId: string, months: readonly Month[]): Promise<ReadonlySet<Month>> {
    const rows = await this.reader.all<{ month: Month }>(sql`SELECT p.month AS month FROM periods p WHERE p.location_id = ${locationId} AND p.month IN (${list(months)})`);
    return new Set(rows.map((row) => row.month));
  }

  override async monthsWithoutPeriod(locationId: string): Promise<Month[]> {
    const rows = await this.reader.all<{ month: Month }>(sql`
      SELECT DISTINCT SUBSTR(d.day, 1, 7) AS month FROM days d
      WHERE d.location_id = ${locationId} AND NOT EXISTS (SELECT 1 FROM periods p WHERE p.location_id = d.location_id AND p.month = SUBSTR(d.day, 1, 7)) ORDER BY 1`);
    return rows.map((row) => row.month);
  }

  override async notClosedBefore(locationId: string, month: Month): Promise<Month[]> {
    const rows = await this.reader.all<{ month: Month }>(
      sql`SELECT p.month AS month FROM periods p WHERE p.location_id = ${locationId} AND p.month < ${month} AND p.state <> 'closed' ORDER BY p.month`,
    );
    return rows.map((row) => row.month);
  }

  override async period(locationId: string, month: Month): Promise<Period> {
    const found = await this.reader.one<{ id: string }>(sql`SELECT p.id AS id FROM periods p WHERE p.location_id = ${locationId} AND p.month = ${month}`);
    if (!found) throw new PeriodUnknown();
    return this.unit.one(periodMap, found.id);
  }

  override addPeriod(period: Period): void {
    this.unit.add(periodMap, period);
  }

  override async seriesOf(locationId: string, kind: string): Promise<string | undefined> {
    return (await this.reader.one<{ id: string }>(sql`SELECT s.id AS id FROM series s WHERE s.location_id = ${locationId} AND s.kind = ${kind}`))?.id;
  }

  override oneSeries(id: string): Promise<Series> {
    return this.unit.one(seriesMap, id);
  }

  override addSeries(series: Series): void {
    this.unit.add(seriesMap, series);
  }
}
