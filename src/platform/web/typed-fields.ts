export interface TypedField {
  name: string;
  value: string;
}

/** As many as a form may have. */
const MOST = 5_000;
const NEVER_SHOWN = /password|secret|token/i;

/** What was typed, flat and in order, so that a refused plain form loses nothing. Secrets and hidden plumbing are left out. */
export function typedFields(body: unknown): TypedField[] {
  const found: TypedField[] = [];
  collect(body, '', found);
  return found.filter(({ name, value }) => value.trim() !== '' && !NEVER_SHOWN.test(name) && name !== 'submission').slice(0, MOST);
}

function collect(value: unknown, name: string, found: TypedField[]): void {
  if (typeof value === 'string') found.push({ name, value });
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, name === '' ? key : `${name}[${key}]`, found);
  }
}
