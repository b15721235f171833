import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { limit, sql } from '../../platform/database/sql.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { dayIn } from '../../platform/zones.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import { Days } from '../domain/days.js';
import { choosePostingDate } from '../domain/posting-date.js';
import { ClosedDay, DayNotOpenYet } from '../domain/refusals.js';
import { DayRow } from './calendar.rows.js';

@Injectable()
export class SequelizeDays extends Days {
  /** A location's zone never changes, and every posting asks for it. */
  readonly #zones = new Map<string, string>();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly locations: LocationsQueries,
    private readonly clock: Clock,
  ) {
    super();
  }

  async today(locationId: string): Promise<CalendarDate> {
    return dayIn(await this.#zone(locationId), this.clock.epochMs());
  }

  async accountingDay(locationId: string): Promise<CalendarDate> {
    const today = await this.today(locationId);
    const open = await this.reader.one<{ day: CalendarDate }>(
      sql`SELECT day FROM days WHERE location_id = ${locationId} AND day >= ${today} AND state = 'open' ORDER BY day ${limit(1)}`,
    );
    if (!open) throw new DayNotOpenYet(today);
    return open.day;
  }

  async postingDate(locationId: string, typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): Promise<CalendarDate> {
    const accountingDay = await this.accountingDay(locationId);
    const date = choosePostingDate(accountingDay, typed, notBefore);
    if (date < accountingDay && currentActor().kind === 'staff') mustBeAllowed('payment.override-duplicate', locationId);
    return date;
  }

  async claim(locationId: string, day: CalendarDate): Promise<void> {
    const row = await this.unit.lockShared<{ state: string }>(DayRow, { locationId, day });
    if (!row) throw new DayNotOpenYet(day);
    if (row.state === 'closed') throw new ClosedDay(day, await this.accountingDay(locationId));
  }

  async #zone(locationId: string): Promise<string> {
    const known = this.#zones.get(locationId);
    if (known !== undefined) return known;
    const location = await this.locations.get(locationId);
    if (!location) throw new NotFound();
    this.#zones.set(locationId, location.timeZone);
    return location.timeZone;
  }
}
