import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { type Sql, sql } from '../../platform/database/sql.js';

/** How worklists count days: since a day, as of today. */
export const AGES = [
  { value: '0-30', label: '0 to 30 days', least: 0, most: 30 },
  { value: '31-60', label: '31 to 60 days', least: 31, most: 60 },
  { value: '61-90', label: '61 to 90 days', least: 61, most: 90 },
  { value: '91', label: 'Over 90 days', least: 91, most: undefined },
] as const;
export type Age = (typeof AGES)[number]['value'];

/** The bucket of a day, as `0` to `3`. */
export function ageOf(day: Sql, today: CalendarDate): Sql {
  return sql`CASE WHEN ${day} >= ${addDays(today, -30)} THEN 0 WHEN ${day} >= ${addDays(today, -60)} THEN 1 WHEN ${day} >= ${addDays(today, -90)} THEN 2 ELSE 3 END`;
}

export function ofAge(day: Sql, age: string, today: CalendarDate): Sql {
  const { least, most } = AGES.find(({ value }) => value === age) ?? AGES[0];
  const from = most === undefined ? sql`1 = 1` : sql`${day} >= ${addDays(today, -most)}`;
  return least === 0 ? from : sql`${from} AND ${day} <= ${addDays(today, -least)}`;
}

/** `2026-11-20~01K…`: the day and id after which the next page begins. */
export function readCursor(after: string | undefined): [day: CalendarDate, id: string] | undefined {
  const [day, id] = (after ?? '').split('~');
  return day && id ? [day, id] : undefined;
}
