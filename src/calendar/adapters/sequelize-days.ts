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
import { accountingDayOf, chooseCommonDate, type DayBook } from '../domain/posting-date.js';
import { MayNotDateBack, SoftClosedNeedsReason, SoftClosedPeriod } from '../domain/refusals.js';

interface DayOfLocation {
  locationId: string;
  day: CalendarDate;
  state: DayStanding;
  period: PeriodStanding | null;
  locationState: string;
  locationName: string;
}

type LocationBook = DayBook & { locationId: string };

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

  override accountingDay(locationId: string): Promise<CalendarDate> {
    return this.postingDate(locationId, undefined, []);
  }

  override async postingDate(locationIds: string | readonly string[], typed: CalendarDate | undefined, notBefore: readonly CalendarDate[]): Promise<CalendarDate> {
    const places = typeof locationIds === 'string' ? [locationIds] : [...new Set(locationIds)].sort();
    const books = await this.#books(places, [...(typed === undefined ? [] : [typed]), ...notBefore]);
    const date = chooseCommonDate(books, typed, notBefore);
    for (const book of books) {
      const accountingDay = accountingDayOf(book);
      if (isBefore(date, accountingDay) && !currentActor().can(DATE_BACK, book.locationId)) throw new MayNotDateBack(accountingDay);
      this.#refuseSoftClosed(book, date);
    }
    return date;
  }

  /** A preview has no reason yet: it is asked for when the act runs. */
  #refuseSoftClosed(book: LocationBook, date: CalendarDate): void {
    if (book.period(monthOf(date)) !== 'soft-closed') return;
    if (!currentActor().can(POST_SOFT_CLOSED, book.locationId)) throw new SoftClosedPeriod(monthOf(date), accountingDayOf(book), book.place);
    if (this.unit.isOpen && this.unit.reason === '') throw new SoftClosedNeedsReason(monthOf(date), book.place);
  }

  async #books(locationIds: readonly string[], days: readonly CalendarDate[]): Promise<LocationBook[]> {
    const todays = new Map<string, CalendarDate>();
    for (const locationId of locationIds) todays.set(locationId, await this.today(locationId));
    const wanted = [...new Set([...days, ...[...todays.values()].flatMap((today) => [today, addDays(today, 1)])])];
    const rows = await this.#days(locationIds, wanted);
    const retired = rows.find(({ locationState }) => locationState === 'retired');
    if (retired && this.unit.isOpen) throw new LocationRetired(retired.locationName);
    return locationIds.map((locationId) => {
      const own = rows.filter((row) => row.locationId === locationId);
      const standings = new Map(own.map(({ day, state }) => [day, state]));
      const periods = new Map(own.map(({ day, period }) => [monthOf(day), period]));
      const place = locationIds.length > 1 ? own[0]?.locationName : undefined;
      return { locationId, place, today: todays.get(locationId)!, standing: (day) => standings.get(day), period: (month) => periods.get(month) ?? 'open' };
    });
  }

  /** In a command the days, their months and their locations are relied on at once: one statement both looks and holds them as they are. */
  #days(locationIds: readonly string[], wanted: readonly CalendarDate[]): Promise<DayOfLocation[]> {
    const query = sql`
      SELECT d.location_id AS locationId, d.day AS day, d.state AS state, p.state AS period, l.state AS locationState, l.name AS locationName
      FROM days d JOIN locations l ON l.id = d.location_id LEFT JOIN periods p ON p.location_id = d.location_id AND p.month = SUBSTR(d.day, 1, 7)
      WHERE d.location_id IN (${list(locationIds)}) AND d.day IN (${list(wanted)})`;
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
