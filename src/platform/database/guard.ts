/**
 * First layer of the write guard: on every connection the ways of sending SQL are shadowed by an allow-list of reads.
 * The originals are reachable only through `Door`, which the session and the reader hold and nobody exports.
 * (Second layer is the engine: MySQL sessions are READ ONLY outside a unit, SQLite connections `query_only`.)
 */
export class UnguardedWrite extends Error {
  constructor(text: string) {
    super(`A write outside the unit of work was refused: ${text.slice(0, 60)}`);
    this.name = 'UnguardedWrite';
  }
}

const READ = /^(select|show|explain|describe|desc|with|pragma)\b/i;
const HIDDEN_WRITE = /\b(insert|update|delete|replace|merge|truncate|drop|alter|create)\b/i;
const INTO_FILE = /\binto\s+(outfile|dumpfile|@)/i;
const READABLE_PRAGMA = /^pragma\s+(index_list|index_info|table_info|table_xinfo|database_list|integrity_check|foreign_key_check|query_only|foreign_keys|journal_mode)\s*(\([\w`'"]*\))?\s*;?\s*$/i;

export function isRead(text: string): boolean {
  const trimmed = text.trim();
  const verb = READ.exec(trimmed)?.[1]?.toLowerCase();
  if (!verb || INTO_FILE.test(trimmed)) return false;
  if (verb === 'pragma') return READABLE_PRAGMA.test(trimmed);
  if (verb === 'with' || verb === 'explain') return !HIDDEN_WRITE.test(trimmed.replace(/\bfor\s+update\b/gi, ''));
  return !/;\s*\S/.test(trimmed);
}

type AnyFunction = (...args: unknown[]) => unknown;

function textOf(first: unknown): string {
  if (typeof first === 'string') return first;
  if (first && typeof first === 'object' && 'sql' in first) return String(first.sql);
  return '';
}

/**
 * Shadows the named methods of one connection. Calls with anything but a read throw; `always` methods throw whatever they get.
 * @returns the originals, bound to the connection
 */
export function shadow<Name extends string>(
  connection: object,
  names: readonly Name[],
  always: readonly string[] = [],
): Record<Name, AnyFunction> {
  const target = connection as Record<string, unknown>;
  const originals = {} as Record<Name, AnyFunction>;
  for (const name of names) {
    const original = (target[name] as AnyFunction).bind(connection);
    originals[name] = original;
    refuse(target, name, (args) => (isRead(textOf(args[0])) ? original(...args) : fail(textOf(args[0]), args)));
  }
  for (const name of always) {
    if (typeof target[name] === 'function') refuse(target, name, (args) => fail(name, args));
  }
  return originals;
}

function refuse(target: Record<string, unknown>, name: string, answer: (args: unknown[]) => unknown): void {
  Object.defineProperty(target, name, { value: (...args: unknown[]) => answer(args), writable: false, configurable: false });
}

/** Answers the callback where there is one: the SQLite driver calls from places where a throw would end the process. */
function fail(text: string, args: unknown[]): unknown {
  const error = new UnguardedWrite(text);
  const done = args.findLast((arg) => typeof arg === 'function') as AnyFunction | undefined;
  if (!done) throw error;
  queueMicrotask(() => done(error));
  return { setMaxListeners: () => undefined };
}
