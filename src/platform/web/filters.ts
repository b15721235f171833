import { formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';

/** What formatting depends on while one answer is rendered. */
export interface Formatting {
  exponent: number;
  timeZone: string;
}

type Maybe<T> = T | null | undefined;
const MINUS = '\u2212';

export function money(cents: Maybe<number>, { exponent }: Formatting): string {
  if (cents === null || cents === undefined) return '';
  return cents < 0 ? `${MINUS}${formatCents(-cents, exponent)}` : formatCents(cents, exponent);
}

/** `+12.00`, `−12.00`, `0.00` */
export function signed(cents: Maybe<number>, formatting: Formatting): string {
  return typeof cents === 'number' && cents > 0 ? `+${money(cents, formatting)}` : money(cents, formatting);
}

/** As it stands in a field: no thousands comma, a plain minus. */
export function moneyInput(cents: Maybe<number>, { exponent }: Formatting): string {
  if (cents === null || cents === undefined) return '';
  return formatCents(cents, exponent).replaceAll(',', '');
}

export function date(day: Maybe<string>): string {
  return day ? formatDate(day) : '';
}

const zones = new Map<string, Intl.DateTimeFormat>();

function zoned(instantText: string, timeZone: string): Record<string, string> {
  let format = zones.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
    zones.set(timeZone, format);
  }
  const at = Date.parse(`${instantText.slice(0, 23).replace(' ', 'T')}Z`);
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** UTC text of the database → `Nov 25, 2026, 2:03 PM` on the clinic's clock. */
export function instant(text: Maybe<string>, formatting: Formatting): string {
  if (!text) return '';
  const { month, day, year } = zoned(text, formatting.timeZone);
  return `${month} ${day}, ${year}, ${clock(text, formatting)}`;
}

export function clock(text: Maybe<string>, { timeZone }: Formatting): string {
  if (!text) return '';
  const { hour, minute, dayPeriod } = zoned(text, timeZone);
  return `${hour}:${minute} ${dayPeriod}`;
}

/** Basis points: 2000 → `20`, 1250 → `12.5` */
export function percent(basisPoints: Maybe<number>): string {
  return basisPoints === null || basisPoints === undefined ? '' : String(basisPoints / 100);
}

export function initials(name: Maybe<string>): string {
  const words = (name ?? '').split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0]!.toUpperCase() : '')).join('');
}

/** `1 invoice`, `3 invoices`, `2 entries` */
export function plural(count: number, one: string, many?: string): string {
  const plainMany = /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : (many ?? plainMany)}`;
}

/** The id of the input of that name: `parts[0][amountCents]` → `f-parts-0-amountCents`. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}`;
}

export function jsonAttr(value: unknown): string {
  return JSON.stringify(value ?? null);
}
