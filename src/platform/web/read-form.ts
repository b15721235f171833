import { validate, type ValidationError } from 'class-validator';
import { asList, fieldsOf, Unreadable } from '../form-registry.js';
import { RefusedForm, type FieldSentence } from './refused-form.js';

export type FormClass = new () => object;

interface Reading {
  /** Whether a key nobody declared is refused (a body) or left out (a query). */
  isStrict: boolean;
}

/** Reads a parsed body into its class; throws RefusedForm with a sentence for each field. */
export async function readForm<T extends object>(form: new () => T, body: unknown, reading: Reading): Promise<T> {
  const source = body ?? {};
  if (typeof source !== 'object' || Array.isArray(source)) throw new RefusedForm([{ field: null, sentence: 'The form cannot be read; load the page again.' }]);
  const instance = instanceOf(form, source as Record<string, unknown>, reading);
  const errors = await validate(instance, { whitelist: true, forbidNonWhitelisted: reading.isStrict, forbidUnknownValues: true, stopAtFirstError: true });
  if (errors.length > 0) throw new RefusedForm(errors.flatMap((error) => sentencesOf(error, '', '')));
  return instance as T;
}

function instanceOf(form: FormClass, source: Record<string, unknown>, reading: Reading): object {
  const { fields, lists } = fieldsOf(form);
  // Not `new form()`: a command's constructor may want its fields.
  const instance = Object.create(form.prototype as object) as Record<string, unknown>;
  for (const key of Object.keys(source)) if (!fields.has(key) && !lists.has(key) && reading.isStrict) put(instance, key, source[key]);
  for (const [name, field] of fields) put(instance, name, field.read(own(source, name)));
  for (const [name, { of, options }] of lists) {
    const rows = asList(own(source, name))?.filter((row) => !isBlank(row));
    put(instance, name, rows === undefined ? new Unreadable(`${options.label} cannot be read; load the page again.`) : rowsOf(of(), rows, options, reading));
  }
  return instance;
}

function rowsOf(part: FormClass, rows: unknown[], { label, optional, most }: { label?: string; optional?: boolean; most: number }, reading: Reading): unknown {
  if (rows.length > most) return new Unreadable(`${label}: use at most ${most} rows.`);
  if (rows.length === 0 && !optional) return new Unreadable(`${label}: fill in at least one row.`);
  const isReadable = rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row));
  if (!isReadable) return new Unreadable(`${label} cannot be read; load the page again.`);
  return rows.map((row) => instanceOf(part, row as Record<string, unknown>, reading));
}

function own(source: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(source, name) ? source[name] : undefined;
}

/** `__proto__` as a key is data like any other. */
function put(instance: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(instance, key, { value, enumerable: true, writable: true, configurable: true });
}

function isBlank(row: unknown): boolean {
  if (row === '' || row === undefined || row === null) return true;
  return typeof row === 'object' && Object.values(row).every((value) => value === '');
}

/** class-validator's tree → the names of the inputs and what to say about each. */
function sentencesOf(error: ValidationError, path: string, where: string): FieldSentence[] {
  const field = path === '' ? error.property : `${path}[${error.property}]`;
  if (error.children?.length) {
    const isRow = /^\d+$/.test(error.property);
    const inside = isRow ? `Row ${Number(error.property) + 1}, ` : where;
    return error.children.flatMap((child) => sentencesOf(child, field, inside));
  }
  const constraints = error.constraints ?? {};
  if (constraints.whitelistValidation !== undefined) {
    return [{ field: null, sentence: `This form holds a field “${field.slice(0, 60)}” that the page does not have. Load the page again.` }];
  }
  const sentence = constraints.isReadable ?? Object.values(constraints)[0] ?? 'This cannot be read.';
  return [{ field, sentence: `${where}${sentence}` }];
}
