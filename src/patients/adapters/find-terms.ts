import { parseDate, type CalendarDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { plainWords } from '../../shared/plain-text.js';

/** What was typed into the find field, sorted into what it can mean. */
export interface FindTerms {
  words: string[];
  /** Beginning of a patient number. */
  number: string | undefined;
  birthDate: CalendarDate | undefined;
}

const DAY_FIRST = /^(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})$/;
const SEPARATED = /^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$/;
const DIGITS = /^(\d{2})(\d{2})(\d{4})$/;
const SHORT_YEAR = /^(\d{1,2})([-./])(\d{1,2})\2(\d{2})$/;
const NUMBER = /^[A-Za-z-]*\d[A-Za-z0-9-]*$/;

/** `har am 3/14/1984` → words that begin names, and a birth date. A date may also be all that was typed, with blanks in it. */
export function findTerms(typed: string, thisYear: number): FindTerms {
  const text = typed.trim().replace(/\s+/g, ' ');
  const whole = readBirthDate(text, thisYear);
  if (whole) return { words: [], number: undefined, birthDate: whole };
  const terms: FindTerms = { words: [], number: undefined, birthDate: undefined };
  for (const token of text.split(' ').filter(Boolean)) sortIn(terms, token, thisYear);
  return terms;
}

function sortIn(terms: FindTerms, token: string, thisYear: number): void {
  const birthDate = readBirthDate(token, thisYear);
  if (birthDate) terms.birthDate = birthDate;
  else if (NUMBER.test(token)) terms.number = token.toUpperCase();
  else terms.words.push(...plainWords(token).split(' ').filter(Boolean));
}

/** Reads 2026-11-25, 11/25/2026, 11/25/26, 11-25-2026, 11252026, Nov 25, 2026 and 25 Nov 2026. */
export function readBirthDate(text: string, thisYear: number): CalendarDate | undefined {
  const spelled = text
    .replace(DAY_FIRST, '$2 $1, $3')
    .replace(SEPARATED, '$1/$2/$3')
    .replace(DIGITS, '$1/$2/$3')
    .replace(SHORT_YEAR, (_all, month: string, _separator: string, day: string, year: string) => `${month}/${day}/${century(Number(year), thisYear)}`);
  try {
    return parseDate(spelled);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Nobody is born in the future: 84 is 1984, and 20 is 2020. */
function century(year: number, thisYear: number): number {
  const recent = Math.floor(thisYear / 100) * 100 + year;
  return recent > thisYear ? recent - 100 : recent;
}
