import { ViewFailed } from './view-failed.js';

type Fault = { name?: string; message?: string; errno?: unknown; code?: unknown; sqlState?: unknown; stack?: string; original?: Fault; cause?: unknown };

/** What may be written down about an error: its kind, numbers and places, never its text, which carries values. */
export function faultFields(error: unknown): Record<string, string | number> {
  if (typeof error !== 'object' || error === null) return { kind: typeof error };
  const fault = error as Fault;
  const driver = fault.original ?? (typeof fault.cause === 'object' && fault.cause !== null ? (fault.cause as Fault) : fault);
  const fields: Record<string, string | number> = { kind: error.constructor.name };
  for (const key of ['errno', 'code', 'sqlState'] as const) {
    const value = driver[key] ?? fault[key];
    if (typeof value === 'number' || (typeof value === 'string' && /^[\w-]{1,60}$/.test(value))) fields[key] = value;
  }
  if (error instanceof ViewFailed) return { ...fields, view: error.view, place: error.place };
  const at = framesOf(fault);
  return at === '' ? fields : { ...fields, at };
}

/** The frames only: the lines before them repeat the message. */
function framesOf({ stack = '' }: Fault): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node_modules') && !line.includes('node:'))
    .slice(0, 6)
    .map((line) => line.trim().replace(/^at /, '').replace(/\(?file:\/\/\S*\/(?=(?:dist|src|test)\/)/, '(').replace(/\(\/\S*?\/(?=(?:dist|src|test)\/)/, '('))
    .join(' < ');
}
