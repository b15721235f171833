import { labelOfField } from '../form-registry.js';

export interface TypedField {
  /** What the user calls the field. */
  name: string;
  value: string;
}

/** As many as a form may have. */
const MOST = 5_000;
const PLUMBING = /^(submission|version)$/;
const NEVER_SHOWN = /password|secret|token/i;

/** What was typed, flat and in order, so that a refused plain form loses nothing. Secrets and hidden plumbing are left out. */
export function typedFields(body: unknown): TypedField[] {
  const found: TypedField[] = [];
  collect(body, '', found);
  const shown = found.filter(({ name, value }) => value.trim() !== '' && !NEVER_SHOWN.test(name) && !PLUMBING.test(name));
  return shown.slice(0, MOST).map(({ name, value }) => ({ name: labelOfField(name), value }));
}

function collect(value: unknown, name: string, found: TypedField[]): void {
  if (typeof value === 'string') found.push({ name, value });
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, name === '' ? key : `${name}[${key}]`, found);
  }
}
