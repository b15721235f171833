import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import type { DayStanding, PeriodStanding } from '../domain/calendar-state.js';
import { firstDayOf, formatMonth, lastDayOf, type Month } from '../domain/month.js';

export interface MonthRow {
  month: Month;
  name: string;
  state: PeriodStanding;
  /** Days up to today that are still open. */
  openDays: number;
  hasEnded: boolean;
}

export interface DayRowView {
  day: CalendarDate;
  state: DayStanding;
  payments: number;
  receivedCents: number;
}

/** What stands in the way of closing a day, and what is worth a look before it. */
export interface Closing {
  earlierOpen: CalendarDate[];
  drafts: number;
  toAllocate: number;
  toAllocateCents: number;
}

const MONTHS_SHOWN = 12;

/** One location at a time: days and months belong to it alone. The one who asks has checked that the caller may see it. */
@Injectable()
export class CalendarQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first, up to the month of today; a page of a year. */
  async months(locationId: string, today: CalendarDate, before: Month | undefined): Promise<{ months: MonthRow[]; next: Month | undefined }> {
    const rows = await this.reader.all<{ month: Month; state: PeriodStanding }>(sql`
      SELECT p.month AS month, p.state AS state FROM periods p
      WHERE p.location_id = ${locationId} AND p.month <= ${today.slice(0, 7)} AND p.month < ${before ?? '9999-99'} ORDER BY p.month DESC ${limit(MONTHS_SHOWN + 1)}`);
    const page = rows.slice(0, MONTHS_SHOWN);
    const open = await this.#openDays(locationId, page, today);
    const months = page.map(({ month, state }) => {
      const own = open.filter((day) => day.startsWith(month));
      return { month, name: formatMonth(month), state, openDays: own.length, hasEnded: lastDayOf(month) < today || (lastDayOf(month) === today && !own.includes(today)) };
    });
    return { months, next: rows.length > page.length ? page.at(-1)!.month : undefined };
  }

  /** Newest first, today the latest; with the money received on them. */
  days(locationId: string, month: Month, today: CalendarDate): Promise<DayRowView[]> {
    return this.reader.all<DayRowView>(sql`
      SELECT d.day AS day, d.state AS state, COALESCE(r.payments, 0) AS payments, COALESCE(r.cents, 0) AS receivedCents
      FROM days d LEFT JOIN (SELECT p.posting_date AS day, COUNT(*) AS payments, SUM(p.amount_cents) AS cents FROM payments p
          WHERE p.location_id = ${locationId} AND p.state = 'posted' AND p.posting_date >= ${firstDayOf(month)} AND p.posting_date <= ${lastDayOf(month)} GROUP BY p.posting_date) r
        ON r.day = d.day
      WHERE d.location_id = ${locationId} AND d.day >= ${firstDayOf(month)} AND d.day <= ${lastDayOf(month)} AND d.day <= ${today} ORDER BY d.day DESC`);
  }

  async standing(locationId: string, day: CalendarDate): Promise<DayStanding | undefined> {
    return (await this.reader.one<{ state: DayStanding }>(sql`SELECT d.state AS state FROM days d WHERE d.location_id = ${locationId} AND d.day = ${day}`))?.state;
  }

  async closing(locationId: string, day: CalendarDate): Promise<Closing> {
    const earlier = await this.reader.all<{ day: CalendarDate }>(
      sql`SELECT d.day AS day FROM days d WHERE d.location_id = ${locationId} AND d.day < ${day} AND d.state = 'open' ORDER BY d.day`,
    );
    const counts = await this.reader.one<Omit<Closing, 'earlierOpen'>>(sql`
      SELECT (SELECT COUNT(*) FROM invoice_drafts i WHERE i.location_id = ${locationId} AND i.state = 'draft' AND i.started_on <= ${day}) AS drafts,
        COUNT(*) AS toAllocate, COALESCE(SUM(p.unapplied_cents), 0) AS toAllocateCents
      FROM payments p WHERE p.location_id = ${locationId} AND p.posting_date = ${day} AND p.state = 'posted' AND p.unapplied_cents > 0`);
    return { earlierOpen: earlier.map((row) => row.day), ...counts! };
  }

  async #openDays(locationId: string, months: readonly { month: Month }[], today: CalendarDate): Promise<CalendarDate[]> {
    if (months.length === 0) return [];
    const rows = await this.reader.all<{ day: CalendarDate }>(sql`
      SELECT d.day AS day FROM days d
      WHERE d.location_id = ${locationId} AND d.day >= ${firstDayOf(months.at(-1)!.month)} AND d.day <= ${today} AND d.state = 'open'`);
    return rows.map((row) => row.day);
  }
}
