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

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
