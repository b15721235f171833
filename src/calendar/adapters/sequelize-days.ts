import { Injectable } from '@nestjs/common';
import { LocationRetired, LocationsQueries } from '../../locations/index.js';
import { currentActor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { dayIn } from '../../platform/zones.js';
import { addDays, isBefore, type CalendarDate } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import type { DayStanding, PeriodStanding } from '../domain/calendar-state.js';
import { Days } from '../domain/days.js';
import { monthOf } from '../domain/month.js';
import { accountingDayOf, choosePostingDate, type DayBook } from '../domain/posting-date.js';
import { MayNotDateBack, SoftClosedNeedsReason, SoftClosedPeriod } from '../domain/refusals.js';

interface DayOfLocation {
  day: CalendarDate;
  state: DayStanding;
  period: PeriodStanding | null;
  locationState: string;
  locationName: string;
}

/** Dating back goes with the permission to override a duplicate: ASSURANCE lists them as one right. */
const DATE_BACK = 'payment.override-duplicate';
const POST_SOFT_CLOSED = 'period.post-soft-closed';

@Injectable()
export class SequelizeDays extends Days {
  /** Of locations where something has been posted: their zone never changes, and many pages ask for it. */
  readonly #zones = new Map<string, string>();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly locations: LocationsQueries,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async today(locationId: string): Promise<CalendarDate> {
    return dayIn(await this.#zone(locationId), this.clock.epochMs());
  }

  override async accountingDay(locationId: string): Promise<CalendarDate> {
    const book = await this.#book(locationId, []);
    const date = choosePostingDate(book, undefined, []);
    this.#refuseSoftClosed(book, date, locationId);
    return date;
  }

  override async postingDate(locationId: string, typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): Promise<CalendarDate> {
    const book = await this.#book(locationId, [...(typed === undefined ? [] : [typed]), ...notBefore]);
    const date = choosePostingDate(book, typed, notBefore);
    const accountingDay = accountingDayOf(book);
    if (isBefore(date, accountingDay) && !currentActor().can(DATE_BACK, locationId)) throw new MayNotDateBack(accountingDay);
    this.#refuseSoftClosed(book, date, locationId);
    return date;
  }

  /** A preview has no reason yet: it is asked for when the act runs. */
  #refuseSoftClosed(book: DayBook, date: CalendarDate, locationId: string): void {
    if (book.period(monthOf(date)) !== 'soft-closed') return;
    if (!currentActor().can(POST_SOFT_CLOSED, locationId)) throw new SoftClosedPeriod(monthOf(date), accountingDayOf(book));
    if (this.unit.isOpen && this.unit.reason === '') throw new SoftClosedNeedsReason(monthOf(date));
  }

  async #book(locationId: string, days: readonly CalendarDate[]): Promise<DayBook> {
    const today = await this.today(locationId);
    const wanted = [...new Set([...days, today, addDays(today, 1)])];
    const rows = await this.#days(locationId, wanted);
    const retired = rows.find(({ locationState }) => locationState === 'retired');
    if (retired && this.unit.isOpen) throw new LocationRetired(retired.locationName);
    const standings = new Map(rows.map(({ day, state }) => [day, state]));
    const periods = new Map(rows.map(({ day, period }) => [monthOf(day), period]));
    return { today, standing: (day) => standings.get(day), period: (month) => periods.get(month) ?? 'open' };
  }

  /** In a command the days, their months and their location are relied on at once: one statement both looks and holds them as they are. */
  #days(locationId: string, wanted: readonly CalendarDate[]): Promise<DayOfLocation[]> {
    const query = sql`
      SELECT d.day AS day, d.state AS state, p.state AS period, l.state AS locationState, l.name AS locationName
      FROM days d JOIN locations l ON l.id = d.location_id LEFT JOIN periods p ON p.location_id = d.location_id AND p.month = SUBSTR(d.day, 1, 7)
      WHERE d.location_id = ${locationId} AND d.day IN (${list(wanted)})`;
    return this.unit.isOpen ? this.unit.selectShared(query) : this.reader.all(query);
  }

  async #zone(locationId: string): Promise<string> {
    const known = this.#zones.get(locationId);
    if (known !== undefined) return known;
    const zone = await this.locations.zone(locationId);
    if (!zone) throw new NotFound();
    if (zone.isSettled) this.#zones.set(locationId, zone.timeZone);
    return zone.timeZone;
  }
}
