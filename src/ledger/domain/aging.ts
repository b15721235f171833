import { addDays, type CalendarDate } from '../../shared/calendar-date.js';

/** From which day an open amount is counted. */
export const AGED_BY = { due: 'Due date', service: 'Service date', activity: 'Last activity' } as const;
export type AgedBy = keyof typeof AGED_BY;

export interface Bucket {
  name: string;
  title: string;
  /** Base dates of the bucket, both ends included; `undefined`: without end. */
  from: CalendarDate | undefined;
  through: CalendarDate | undefined;
}

const NOT_DUE = { name: 'not-due', title: 'Not due yet' };
/** Whole days past the base date; the last has no end. */
const AGES: readonly [string, string, number, number | undefined][] = [
  ['0-30', '0–30 days', 0, 30], ['31-60', '31–60 days', 31, 60], ['61-90', '61–90 days', 61, 90], ['91-120', '91–120 days', 91, 120], ['over-120', 'Over 120 days', 121, undefined],
];

export const BUCKETS: readonly string[] = [NOT_DUE.name, ...AGES.map(([name]) => name)];

/** Computed when it is read: kept, it would be wrong every midnight. */
export function bucketsAsOf(day: CalendarDate): Bucket[] {
  const aged = AGES.map(([name, title, least, most]) => ({ name, title, from: most === undefined ? undefined : addDays(day, 0 - most), through: addDays(day, 0 - least) }));
  return [{ ...NOT_DUE, from: addDays(day, 1), through: undefined }, ...aged];
}
