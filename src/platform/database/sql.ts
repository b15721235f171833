import type { Scope } from '../actor.js';

export type SqlValue = string | number | null | Buffer;

/** SQL text with `?` places and the values bound to them. Values never become part of the text. */
export class Sql {
  constructor(
    readonly text: string,
    readonly values: readonly SqlValue[],
  ) {}
}

/** sql`… WHERE id = ${id}`: values are bound, nested sql`…` is spliced in. */
export function sql(strings: TemplateStringsArray, ...parts: (SqlValue | Sql)[]): Sql {
  let text = strings[0]!;
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (part instanceof Sql) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1]!;
  });
  return new Sql(text, values);
}

/** For `IN (${list(ids)})`; an empty list matches nothing. */
export function list(values: readonly SqlValue[]): Sql {
  return values.length === 0 ? new Sql('NULL', []) : new Sql(values.map(() => '?').join(', '), values);
}

/** `LIMIT` cannot be bound on every server; only a whole number becomes text. */
export function limit(count: number): Sql {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a row count: ${count}`);
  return new Sql(`LIMIT ${count}`, []);
}

/** A table or column name chosen by the code, never by a request. */
export function identifier(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/.test(name)) throw new RangeError(`not an identifier: ${name}`);
  return new Sql(name, []);
}

export function join(parts: readonly Sql[], separator: string): Sql {
  return new Sql(parts.map((part) => part.text).join(separator), parts.flatMap((part) => part.values));
}

/** A condition that keeps only rows of the caller's locations: `within(scope, sql\`i.location_id\`)`. */
export function within(scope: Scope, column: Sql): Sql {
  return scope.locationIds === 'all' ? sql`1 = 1` : sql`${column} IN (${list(scope.locationIds)})`;
}

/**
 * The same where a record leads to the rows: SQLite, which keeps no statistics, would otherwise begin with all that lies at the location.
 * The plus hides the column from its planner; MySQL and MariaDB read past it.
 */
export function alsoWithin(scope: Scope, column: Sql): Sql {
  return within(scope, sql`+${column}`);
}

/** An id out of a longer text: without the cast MySQL and MariaDB, which keep ids in ASCII and texts in UTF-8, would read every record to find the one. SQLite reads it as text. */
export function asId(text: Sql): Sql {
  return sql`CAST(${text} AS CHAR CHARSET ascii)`;
}
