import { DomainError } from './domain-error.js';

const SPELLED_OUT: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const APOSTROPHES = /['’‘`´]/g;

/** How names are compared: `O’Brien-Núñez,  Zoë` → `obrien nunez zoe`. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => SPELLED_OUT[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How numbers from outside are compared: `xk-100 / 22b` → `XK10022B`. */
export function plainKey(text: string): string {
  return plainWords(text).replaceAll(' ', '').toUpperCase();
}

export interface TextRule {
  /** What the user calls it, with a capital. */
  label: string;
  field: string;
  most: number;
}

/** One line of text without stray blanks; refuses what would not fit. */
export function optionalText(text: string | null | undefined, { label, field, most }: TextRule): string {
  const trimmed = (text ?? '').replace(/\s+/g, ' ').trim();
  if (trimmed.length > most) throw new DomainError('text-too-long', `${label} may have at most ${most} characters; this has ${trimmed.length}.`, [field]);
  return trimmed;
}

/** Several lines as they were typed: only stray blanks at the ends go. */
export function optionalLines(text: string | null | undefined, { label, field, most }: TextRule): string {
  const lines = (text ?? '').replace(/\r\n?/g, '\n').split('\n').map((line) => line.trimEnd());
  const trimmed = lines.join('\n').replace(/\n{3,}/g, '\n\n').trim();
  if (trimmed.length > most) throw new DomainError('text-too-long', `${label} may have at most ${most} characters; this has ${trimmed.length}.`, [field]);
  return trimmed;
}

export function requiredText(text: string | null | undefined, rule: TextRule): string {
  const trimmed = optionalText(text, rule);
  if (trimmed === '') throw new DomainError('text-missing', `${rule.label} is missing; type it.`, [rule.field]);
  return trimmed;
}
