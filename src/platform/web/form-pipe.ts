import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../../shared/domain-error.js';
import { fieldsOf } from '../form-registry.js';
import { readForm, type FormClass } from './read-form.js';

/** Turns a body or a query into its declared class. `_token` and `submission` were taken out by the guard. */
@Injectable()
export class FormPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype, data }: ArgumentMetadata): Promise<unknown> {
    if (type === 'param') return recordId(value);
    if (type !== 'body' && type !== 'query') return value;
    // A single value of the query is text or nothing, whatever its declared type compiled to.
    if (data !== undefined) return oneText(value);
    if (!isForm(metatype)) return value;
    return readForm(metatype, value, { isStrict: type === 'body' });
  }
}

export function isForm(metatype: unknown): metatype is FormClass {
  if (typeof metatype !== 'function' || metatype === Object || metatype === Array) return false;
  const { fields, lists } = fieldsOf(metatype as FormClass);
  return fields.size + lists.size > 0;
}

/** Ids are ASCII, and so are their columns: MariaDB fails on a comparison with anything else, where SQLite finds nothing. */
function recordId(value: unknown): unknown {
  if (typeof value === 'string' && !/^[\x20-\x7e]*$/.test(value)) throw new NotFound();
  return value;
}

/** `?q=a&q=b` where one text is wanted: the first. */
function oneText(value: unknown): unknown {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}
