import 'reflect-metadata';
import { getMetadataStorage } from 'class-validator';
import { fieldsOf } from '../form-registry.js';
import { isForm } from './form-pipe.js';
import type { FormClass } from './read-form.js';

const ROUTE_ARGS = '__routeArguments__';
const BODY = 3;
const QUERY = 4;
const ONE_VALUE: unknown[] = [String, Number, Boolean];

type RouteArguments = Record<string, { index: number; data?: unknown }>;

/** What is wrong with the body and query parameters of one route, each as the rest of a sentence. */
export function bodyFaults(controller: abstract new (...args: never[]) => object, method: string): string[] {
  const args = (Reflect.getMetadata(ROUTE_ARGS, controller, method) ?? {}) as RouteArguments;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ?? []) as unknown[];
  return Object.entries(args).flatMap(([key, { index, data }]) => {
    const kind = Number(key.split(':')[0]);
    if (kind === BODY) return wholeBodyFaults(types[index], data);
    if (kind === QUERY && data === undefined) return classFaults(types[index], 'query');
    if (kind === QUERY && (types[index] === Number || types[index] === Boolean)) return [`takes “${String(data)}” of the query as something else than text`];
    return [];
  });
}

function wholeBodyFaults(type: unknown, data: unknown): string[] {
  if (data !== undefined) return [`takes only “${String(data)}” of the body; take the whole form as a class`];
  return classFaults(type, 'body');
}

function classFaults(type: unknown, what: string): string[] {
  if (!isForm(type)) return [`takes a ${what} that is not a class of declared fields (${nameOf(type)})`];
  return nestedFaults(type, new Set()).map((fault) => `takes a ${what} ${fault}`);
}

/** Nested rows are classes of declared fields too, all the way down; a list or object without a declaration would accept anything. */
function nestedFaults(form: FormClass, seen: Set<FormClass>): string[] {
  if (seen.has(form)) return [];
  seen.add(form);
  const { fields, lists } = fieldsOf(form);
  const faults = [...lists.values()].flatMap(({ name, of }) => {
    const part: unknown = of();
    return isForm(part) ? nestedFaults(part, seen) : [`whose ${form.name}.${name} holds rows that are not a class of declared fields (${nameOf(part)})`];
  });
  const validated = getMetadataStorage().getTargetValidationMetadatas(form, form.name, true, false);
  const undeclared = new Set(validated.map(({ propertyName }) => propertyName).filter((name) => !fields.has(name) && !lists.has(name)));
  return [...faults, ...[...undeclared].map((name) => `whose ${form.name}.${name} is validated but not read by one of the form fields`)];
}

function nameOf(type: unknown): string {
  if (typeof type === 'function') return ONE_VALUE.includes(type) || type === Object || type === Array ? `only ${type.name}` : type.name;
  return 'no class; do not use `import type` for it';
}
