import { ValidateNested } from 'class-validator';
import { parseDate } from '../shared/calendar-date.js';
import { DomainError } from '../shared/domain-error.js';
import { formatCents, Money } from '../shared/money.js';
import { readField, registerList, type FieldOptions } from './form-registry.js';
import { currentExponent } from './form-context.js';

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const MOST_ROWS = 500;
const MOST_TEXT = 1000;

interface Labeled extends FieldOptions {
  label: string;
}

/** An amount as typed → whole cents. */
export function MoneyField(options: Labeled & { positive?: boolean }): PropertyDecorator {
  return readField(options, (text) => {
    const cents = Money.parse(text, currentExponent());
    if (options.positive && cents <= 0) refuse(`The amount must be more than ${formatCents(0)}; correct a posted amount by reversing it.`);
    return cents;
  });
}

/** `2026-11-25`, `11/25/2026` or `Nov 25, 2026` → `2026-11-25`. */
export function DateField(options: Labeled): PropertyDecorator {
  return readField(options, parseDate);
}

/** One or several lines, trimmed. */
export function TextField(options: Labeled & { most?: number }): PropertyDecorator {
  const most = options.most ?? MOST_TEXT;
  return readField(options, (text) => {
    const trimmed = text.trim();
    if (trimmed.length > most) refuse(`This has ${trimmed.length} characters; use at most ${most}.`);
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(trimmed)) refuse('This holds a character that cannot be shown; type it again.');
    return trimmed;
  });
}

/** A secret: taken exactly as typed, and never shown again. */
export function SecretField(options: Labeled & { most?: number }): PropertyDecorator {
  const most = options.most ?? 128;
  return readField({ ...options, isSecret: true }, (text) => (text.length > most ? refuse(`Use at most ${most} characters.`) : text));
}

export function ChoiceField(choices: readonly string[], options: Labeled): PropertyDecorator {
  return readField(options, (text) => (choices.includes(text) ? text : refuse('Choose one of the entries of the list.')));
}

export function WholeField(options: Labeled & { least?: number; most?: number }): PropertyDecorator {
  const { least = 0, most = Number.MAX_SAFE_INTEGER } = options;
  return readField(options, (text) => {
    const value = /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : refuse('Type a whole number in digits.');
    if (value < least) refuse(`Type ${least} or more.`);
    return value > most ? refuse(`Type ${most} or less.`) : value;
  });
}

/** `20` or `12.5` percent → basis points. */
export function PercentField(options: Labeled): PropertyDecorator {
  return readField(options, (text) => {
    const basisPoints = Money.parse(text.replace(/\s*%\s*$/, ''), 2);
    return basisPoints < 0 || basisPoints > 10_000 ? refuse('Type a percentage from 0 to 100.') : basisPoints;
  });
}

/** A checkbox: a box that is not ticked sends nothing. */
export function FlagField(): PropertyDecorator {
  return readField({ label: '', optional: true, whenBlank: false }, (text) => ['on', 'true', '1', 'yes'].includes(text));
}

/** The id of a record, chosen from a list or carried by the form; `or` is the one word that may stand in its place. */
export function IdField(options: Labeled & { or?: string }): PropertyDecorator {
  return readField(options, (text) => (text === options.or ? text : readId(text)));
}

/** Checkboxes of one name → ids; one ticked box is a list as well. */
export function IdsField(options: Labeled & { most?: number }): PropertyDecorator {
  const most = options.most ?? MOST_ROWS;
  return readField({ ...options, isList: true }, readId, most);
}

/** Checkboxes of one name → pairs of ids, each `first.second`. */
export function PairsField(options: Labeled & { most?: number }): PropertyDecorator {
  return readField({ ...options, isList: true }, (text) => text.split('.', 3).map(readId).join('.'), options.most ?? MOST_ROWS);
}

/** Checkboxes of one name → those ticked, each one of the choices. */
export function ChoicesField(choices: readonly string[], options: Labeled): PropertyDecorator {
  return readField({ ...options, isList: true }, (text) => (choices.includes(text) ? text : refuse('Choose entries of the list.')), choices.length);
}

/** The version of the record that the form shows. */
export function VersionField(): PropertyDecorator {
  return readField({ label: 'Version' }, (text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : refuse('The form is incomplete; load the page again.')));
}

/** Rows `parts[0][amountCents]`, each read and validated as `of()`; rows left blank are dropped. */
export function ListField(of: () => new () => object, options: Labeled & { most?: number }): PropertyDecorator {
  return (target, property) => {
    registerList(target, String(property), of, { ...options, most: options.most ?? MOST_ROWS });
    ValidateNested({ each: true, message: `${options.label} cannot be read; load the page again.` })(target, property);
  };
}

function readId(text: string): string {
  return ULID.test(text) ? text : refuse('Choose one from the list.');
}

function refuse(sentence: string): never {
  throw new DomainError('field', sentence);
}
