import { parseDate, type CalendarDate } from './calendar-date.js';
import { DomainError } from './domain-error.js';
import { plainKey, plainWords } from './plain-text.js';

/** What was typed into the search box, sorted into what it can mean. */
export interface SearchTerms {
  /** Beginnings of names. */
  words: string[];
  /** As typed, in capitals: the beginning of a number. */
  number: string | undefined;
  /** Days that were meant: one, or without a year this year's and last year's. */
  days: CalendarDate[];
  /** All of it as a payment number is compared. */
  key: string;
  typed: string;
}

const ISO = /(?:^|\s)(\d{4}-\d{1,2}-\d{1,2})(?=\s|$)/;
const SLASHED = /(?:^|\s)(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?=\s|$)/;
const SPELLED = /(?:^|\s)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?(?=\s|$)/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `hartwell 11/18` → a word and the days it can be; `MS-10001`, `PAY-20001`, `EFT 80041` → a number. */
export function searchTerms(text: string, today: CalendarDate): SearchTerms {
  const typed = text.trim().replace(/\s+/g, ' ').slice(0, 120);
  const { days, rest } = takeDays(typed, today);
  const tokens = rest.split(' ').filter(Boolean);
  const words = tokens.filter((token) => !/\d/.test(token)).flatMap((token) => plainWords(token).split(' ')).filter(Boolean);
  const number = tokens.find((token) => /\d/.test(token))?.toUpperCase();
  return { words, number, days, key: plainKey(rest), typed };
}

function takeDays(typed: string, today: CalendarDate): { days: CalendarDate[]; rest: string } {
  const iso = ISO.exec(typed);
  const slashed = iso ? null : SLASHED.exec(typed);
  const spelled = iso || slashed ? null : SPELLED.exec(typed);
  const found = iso ?? slashed ?? spelled;
  if (!found) return { days: [], rest: typed };
  const days = iso ? [iso[1]!] : slashed ? daysOf(Number(slashed[1]), Number(slashed[2]), slashed[3], today) : daysOf(MONTHS.indexOf(spelled![1]!.toLowerCase()) + 1, Number(spelled![2]), spelled![3], today);
  const real = days.flatMap(realDay);
  return real.length === 0 ? { days: [], rest: typed } : { days: real, rest: `${typed.slice(0, found.index)} ${typed.slice(found.index + found[0].length)}`.trim() };
}

/** Two digits of a year are of this century up to this year, and of the last one after it; without a year it was this year or the last. */
function daysOf(month: number, day: number, year: string | undefined, today: CalendarDate): string[] {
  const thisYear = Number(today.slice(0, 4));
  const on = (each: number): string => `${each}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (year === undefined) return [on(thisYear), on(thisYear - 1)];
  if (year.length === 4) return [on(Number(year))];
  const recent = Math.floor(thisYear / 100) * 100 + Number(year);
  return [on(recent > thisYear ? recent - 100 : recent)];
}

function realDay(text: string): CalendarDate[] {
  try {
    return [parseDate(text)];
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
