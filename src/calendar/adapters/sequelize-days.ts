import { Injectable } from '@nestjs/common';
import { currentActor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { dayIn } from '../../platform/zones.js';
import { addDays, isBefore, type CalendarDate } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import type { DayStanding } from '../domain/calendar-state.js';
import { Days } from '../domain/days.js';
import { accountingDayOf, choosePostingDate, type DayBook } from '../domain/posting-date.js';
import { ClosedDay, DayNotOpenYet, MayNotDateBack } from '../domain/refusals.js';
import { DayRow } from './calendar.rows.js';

/** Dating back goes with the permission to override a duplicate: ASSURANCE lists them as one right. */
const DATE_BACK = 'payment.override-duplicate';

@Injectable()
export class SequelizeDays extends Days {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async claim(locationId: string, day: CalendarDate): Promise<void> {
    const row = await this.unit.lockShared<{ state: DayStanding }>(DayRow, { locationId, day });
    if (!row) throw new DayNotOpenYet(day);
    if (row.state === 'closed') throw new ClosedDay(day);
  }

  override async today(locationId: string): Promise<CalendarDate> {
    return (await this.#book(locationId, [])).today;
  }

  override async accountingDay(locationId: string): Promise<CalendarDate> {
    return accountingDayOf(await this.#book(locationId, []));
  }

  override async postingDate(locationId: string, typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): Promise<CalendarDate> {
    const book = await this.#book(locationId, [...(typed === undefined ? [] : [typed]), ...notBefore]);
    const date = choosePostingDate(book, typed, notBefore);
    const accountingDay = accountingDayOf(book);
    if (isBefore(date, accountingDay) && !currentActor().can(DATE_BACK, locationId)) throw new MayNotDateBack(accountingDay);
    return date;
  }

  /** Zone and days in one read: the day it is differs by at most one from the day in UTC. */
  async #book(locationId: string, days: readonly CalendarDate[]): Promise<DayBook> {
    const now = this.clock.epochMs();
    const utc = dayIn('UTC', now);
    const wanted = [...new Set([...days, addDays(utc, -1), utc, addDays(utc, 1), addDays(utc, 2)])];
    const rows = await this.reader.all<{ timeZone: string; day: CalendarDate | null; state: DayStanding | null }>(sql`
      SELECT l.time_zone AS timeZone, d.day AS day, d.state AS state
      FROM locations l LEFT JOIN days d ON d.location_id = l.id AND d.day IN (${list(wanted)})
      WHERE l.id = ${locationId}`);
    if (rows.length === 0) throw new NotFound();
    const standings = new Map(rows.map(({ day, state }) => [day, state ?? undefined]));
    return { today: dayIn(rows[0]!.timeZone, now), standing: (day) => standings.get(day) };
  }
}
