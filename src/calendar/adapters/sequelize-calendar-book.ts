import { Injectable } from '@nestjs/common';
import { sql } from '../../platform/database/sql.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { CalendarBook } from '../domain/calendar-book.js';
import { Day } from '../domain/day.js';
import type { Series } from '../domain/series.js';
import { dayMap, seriesMap } from './calendar.rows.js';

@Injectable()
export class SequelizeCalendarBook extends CalendarBook {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  add(record: Day | Series): void {
    if (record instanceof Day) this.unit.add(dayMap, record);
    else this.unit.add(seriesMap, record);
  }

  async present(locationId: string, from: CalendarDate, through: CalendarDate): Promise<CalendarDate[]> {
    const rows = await this.reader.all<{ day: CalendarDate }>(
      sql`SELECT day FROM days WHERE location_id = ${locationId} AND day >= ${from} AND day <= ${through}`,
    );
    return rows.map(({ day }) => day);
  }

  async openThrough(locationId: string, day: CalendarDate): Promise<Day[] | undefined> {
    const rows = await this.reader.all<{ id: string; day: CalendarDate }>(
      sql`SELECT id, day FROM days WHERE location_id = ${locationId} AND (day = ${day} OR (day < ${day} AND state = 'open')) ORDER BY id`,
    );
    if (!rows.some((row) => row.day === day)) return undefined;
    return this.unit.load(dayMap, rows.map(({ id }) => id));
  }
}
