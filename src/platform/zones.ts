import type { CalendarDate } from '../shared/calendar-date.js';

const days = new Map<string, Intl.DateTimeFormat>();

/** The calendar day it is at `epochMs` in an IANA time zone such as `America/Chicago`. */
export function dayIn(zone: string, epochMs: number): CalendarDate {
  let format = days.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    days.set(zone, format);
  }
  return format.format(epochMs);
}

/** The IANA zones, sorted. */
export function timeZones(): string[] {
  return Intl.supportedValuesOf('timeZone').sort();
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const DAY_MS = 86_400_000;

/** When the calendar day begins in a zone. A day with a clock change is 23 or 25 hours long, so the zone itself is asked. */
export function startOfDay(zone: string, day: CalendarDate): number {
  let [early, late] = [Date.parse(`${day}T00:00:00Z`) - DAY_MS, Date.parse(`${day}T00:00:00Z`) + DAY_MS];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (dayIn(zone, middle) < day) early = middle;
    else late = middle;
  }
  return late;
}

/** UTC text of the database → `Nov 25, 2026, 10:41 AM` on a zone's clock; UTC says so. */
export function instantIn(zone: string, text: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const clock = format.format(Date.parse(`${text.slice(0, 23).replace(' ', 'T')}Z`)).replaceAll('\u202f', ' ');
  return zone === 'UTC' ? `${clock} UTC` : clock;
}
