import type { Sql } from '../../platform/database/sql.js';

/**
 * One thing that must be true of the books. `rows` selects what it looks at as
 * `recordId` (unique, the order of the pages), `record` (what a person calls it), `expected` and `actual`; where the two differ it is violated.
 */
export interface Invariant {
  readonly name: string;
  readonly sentence: string;
  readonly rows: Sql;
}

export interface Violation {
  invariant: string;
  /** Begins with the id of the record that violates it. */
  recordId: string;
  record: string;
  expected: string;
  actual: string;
}

export function invariant(name: string, sentence: string, rows: Sql): Invariant {
  return { name, sentence, rows };
}
