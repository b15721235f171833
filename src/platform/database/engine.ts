import type { Sequelize } from 'sequelize-typescript';
import type { SqlValue } from './sql.js';

export type Dialect = 'sqlite' | 'mysql';
export type ResultRow = Record<string, unknown>;

/** One open transaction on one connection. Only the session calls it. */
export interface OpenTransaction {
  select(text: string, values: readonly SqlValue[]): Promise<ResultRow[]>;
  /** @returns the number of rows changed */
  write(text: string, values: readonly SqlValue[]): Promise<number>;
  /** Lifts the engine's own write protection for the time of `work` (SQLite's query_only). */
  writing<T>(work: () => Promise<T>): Promise<T>;
  commit(): Promise<void>;
  /** Never throws: a failing rollback must not hide the first error. `broken` connections are thrown away. */
  rollback(broken: boolean): Promise<void>;
}

export interface Engine {
  readonly dialect: Dialect;
  readonly sequelize: Sequelize;
  read(text: string, values: readonly SqlValue[]): Promise<ResultRow[]>;
  begin(): Promise<OpenTransaction>;
  /** Connections now in use, for tests that assert an idle pool. */
  inUse(): number;
  close(): Promise<void>;
}
