import { ValidateBy } from 'class-validator';
import { DomainError } from '../shared/domain-error.js';

export interface FieldOptions {
  /** What the user calls it. */
  label?: string;
  /** Blank and missing become `undefined`. */
  optional?: boolean;
}

interface ReadOptions extends FieldOptions {
  /** What a blank optional field becomes. */
  whenBlank?: unknown;
  isList?: boolean;
  isSecret?: boolean;
}

export interface FieldReader {
  name: string;
  isSecret: boolean;
  /** @returns the value, or an Unreadable carrying the sentence */
  read(raw: unknown): unknown;
}

export interface ListReader {
  name: string;
  of: () => new () => object;
  options: ReadOptions & { most: number };
}

/** A typed value nobody could read; class-validator reports it with its own sentence. */
export class Unreadable {
  constructor(readonly sentence: string) {}
}

interface Fields {
  fields: Map<string, FieldReader>;
  lists: Map<string, ListReader>;
}

const registry = new Map<object, Fields>();
const labels = new Map<string, string>();

/** What the user calls a field as a form sends it: `rows[0][amountCents]` → `Amount, row 1`. A name nobody declared stays as it is. */
export function labelOfField(sent: string): string {
  const [, list, row, inner] = /^(\w+)\[(\d+)\]\[(\w+)\]$/.exec(sent) ?? [];
  const label = labels.get(inner ?? sent) ?? inner ?? sent;
  return list === undefined ? label : `${label}, row ${Number(row) + 1}`;
}

function ownFields(prototype: object): Fields {
  let fields = registry.get(prototype);
  if (!fields) registry.set(prototype, (fields = { fields: new Map(), lists: new Map() }));
  return fields;
}

/** The fields of a form class, inherited ones first. */
export function fieldsOf(form: abstract new (...args: never[]) => object): Fields {
  const all: Fields = { fields: new Map(), lists: new Map() };
  for (let prototype: object | null = form.prototype as object; prototype; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const own = registry.get(prototype);
    for (const [name, field] of own?.fields ?? []) if (!all.fields.has(name)) all.fields.set(name, field);
    for (const [name, list] of own?.lists ?? []) if (!all.lists.has(name)) all.lists.set(name, list);
  }
  return all;
}

/** Declares a field: how its text becomes a value, and that class-validator accepts it when it could be read. */
export function readField(options: ReadOptions, parse: (text: string) => unknown, most?: number): PropertyDecorator {
  return (target, property) => {
    const name = String(property);
    if (options.label) labels.set(name, options.label);
    const read = options.isList ? listReader(options, parse, most!) : singleReader(options, parse);
    ownFields(target).fields.set(name, { name, isSecret: options.isSecret ?? false, read });
    isReadable()(target, property);
  };
}

export function registerList(target: object, name: string, of: ListReader['of'], options: ListReader['options']): void {
  ownFields(target).lists.set(name, { name, of, options });
  isReadable()(target, name);
}

function isReadable(): PropertyDecorator {
  return ValidateBy({
    name: 'isReadable',
    validator: {
      validate: (value: unknown) => !(value instanceof Unreadable),
      defaultMessage: (found) => (found?.value as Unreadable).sentence,
    },
  });
}

function singleReader(options: ReadOptions, parse: (text: string) => unknown): (raw: unknown) => unknown {
  return (raw) => {
    if (raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')) return blank(options);
    if (typeof raw !== 'string') return new Unreadable(labeled(options, 'This was sent more than once, or in parts; load the page again.'));
    return attempt(options, () => parse(raw));
  };
}

function listReader(options: ReadOptions, parse: (text: string) => unknown, most: number): (raw: unknown) => unknown {
  return (raw) => {
    const items = asList(raw);
    if (!items) return new Unreadable(labeled(options, 'The list cannot be read; load the page again.'));
    const texts = items.filter((item) => item !== '');
    if (texts.length === 0) return options.optional ? [] : blank(options);
    if (texts.length > most) return new Unreadable(labeled(options, `Choose at most ${most}.`));
    if (!texts.every((item): item is string => typeof item === 'string')) return new Unreadable(labeled(options, 'The list cannot be read; load the page again.'));
    return attempt(options, () => texts.map(parse));
  };
}

/**
 * What a form sends for a list: nothing, one text, several, or rows numbered with gaps.
 * @returns `undefined` when it is none of these
 */
export function asList(raw: unknown): unknown[] | undefined {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw)) return raw;
  if (typeof raw !== 'object') return [raw];
  const keys = Object.keys(raw);
  if (!keys.every((key) => /^\d{1,6}$/.test(key))) return undefined;
  return keys.sort((a, b) => Number(a) - Number(b)).map((key) => (raw as Record<string, unknown>)[key]);
}

function blank(options: ReadOptions): unknown {
  if (options.optional) return options.whenBlank;
  return new Unreadable(`${options.label ?? 'This'} is missing; fill it in.`);
}

function attempt(options: ReadOptions, parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof DomainError) return new Unreadable(labeled(options, error.sentence));
    throw error;
  }
}

function labeled({ label }: ReadOptions, sentence: string): string {
  return label ? `${label}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}
