import { type CalendarDate, daysBetween } from '../../shared/calendar-date.js';

/** A claim from the day it was issued to the first money or decision of the payer. */
export interface AnsweredClaim {
  issuedOn: CalendarDate;
  answeredOn: CalendarDate;
}

/** Of some answered claims: half came within `medianDays`, nine of ten within `mostDays`. */
export interface TimeToAnswer {
  claims: number;
  medianDays: number;
  mostDays: number;
}

export interface MonthOfAnswers extends TimeToAnswer {
  /** `2026-11`. */
  month: string;
}

export function timeToAnswer(claims: readonly AnsweredClaim[]): TimeToAnswer | undefined {
  const days = claims.map(({ issuedOn, answeredOn }) => Math.max(0, daysBetween(issuedOn, answeredOn))).sort((a, b) => a - b);
  return days.length === 0 ? undefined : { claims: days.length, medianDays: within(days, 0.5), mostDays: within(days, 0.9) };
}

/** By the month of the answer, the newest first. */
export function monthsOfAnswers(claims: readonly AnsweredClaim[]): MonthOfAnswers[] {
  const monthOf = ({ answeredOn }: AnsweredClaim): string => answeredOn.slice(0, 7);
  const months = [...new Set(claims.map(monthOf))].sort().reverse();
  return months.map((month) => ({ month, ...timeToAnswer(claims.filter((claim) => monthOf(claim) === month))! }));
}

/** The least number of days that so large a part of them took at most. */
function within(sorted: readonly number[], part: number): number {
  return sorted[Math.ceil(sorted.length * part) - 1]!;
}
