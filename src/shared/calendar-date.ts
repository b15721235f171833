import { DomainError } from './domain-error.js';

/** A day as `YYYY-MM-DD`. Days compare as text. */
export type CalendarDate = string;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const NAMED = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/;
const DAY_MS = 86_400_000;

/** Reads `2026-11-25`, `11/25/2026` and `Nov 25, 2026`; throws DomainError with a sentence that says what to type. */
export function parseDate(text: string): CalendarDate {
  const trimmed = text.trim();
  const parts = isoParts(trimmed) ?? slashedParts(trimmed) ?? namedParts(trimmed);
  const date = parts && toDate(...parts);
  if (!date) throw new DomainError('date-unreadable', 'Type a date such as 2026-11-25, 11/25/2026 or Nov 25, 2026.');
  return date;
}

type Parts = [year: number, month: number, day: number];

function isoParts(text: string): Parts | undefined {
  const match = ISO.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

function slashedParts(text: string): Parts | undefined {
  const match = SLASHED.exec(text);
  return match ? [Number(match[3]), Number(match[1]), Number(match[2])] : undefined;
}

function namedParts(text: string): Parts | undefined {
  const match = NAMED.exec(text);
  if (!match) return undefined;
  const month = MONTHS.findIndex((name) => name.toLowerCase() === match[1]!.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : [Number(match[3]), month, Number(match[2])];
}

function toDate(year: number, month: number, day: number): CalendarDate | undefined {
  const instant = new Date(Date.UTC(year, month - 1, day));
  const isSame = instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return isSame && year >= 1900 && year <= 2199 ? instant.toISOString().slice(0, 10) : undefined;
}

function utc(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS);
}

export function isBefore(a: CalendarDate, b: CalendarDate): boolean {
  return a < b;
}

export function latest(dates: readonly CalendarDate[]): CalendarDate | undefined {
  return dates.reduce<CalendarDate | undefined>((last, date) => (last === undefined || date > last ? date : last), undefined);
}

/** `2026-11-25` → `Nov 25, 2026` */
export function formatDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-');
  return `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
}

/** Whole years completed on `on` by someone born on `born`. */
export function ageOn(born: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}
