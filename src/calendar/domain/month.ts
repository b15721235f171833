import { addDays, type CalendarDate } from '../../shared/calendar-date.js';

/** A posting period: `2026-11`. */
export type Month = string;

const NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export function monthOf(day: CalendarDate): Month {
  return day.slice(0, 7);
}

export function firstDayOf(month: Month): CalendarDate {
  return `${month}-01`;
}

export function nextMonth(month: Month): Month {
  return monthOf(addDays(firstDayOf(month), 31));
}

export function lastDayOf(month: Month): CalendarDate {
  return addDays(firstDayOf(nextMonth(month)), -1);
}

/** `2026-11` → `November 2026` */
export function formatMonth(month: Month): string {
  return `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

/** Every month that has a day of the span. */
export function monthsBetween(from: CalendarDate, through: CalendarDate): Month[] {
  const months: Month[] = [];
  for (let month = monthOf(from); month <= monthOf(through); month = nextMonth(month)) months.push(month);
  return months;
}
