import * as sqlite3 from '@appthreat/sqlite3';
import { Sequelize } from 'sequelize-typescript';
import type { Engine, OpenTransaction, ResultRow } from './engine.js';
import { shadow } from './guard.js';
import type { SqlValue } from './sql.js';
import { SqliteConnection } from './sqlite-connection.js';

/**
 * One SQLite file: one reader, and one writer kept open whose transactions queue first come, first served
 * (without the queue most concurrent transactions fail with SQLITE_BUSY).
 */
export class SqliteEngine implements Engine {
  readonly dialect = 'sqlite';
  readonly sequelize: Sequelize;
  #tail: Promise<void> = Promise.resolve();
  #open = 0;

  private constructor(
    file: string,
    private readonly reader: SqliteConnection,
    private readonly writer: SqliteConnection,
  ) {
    this.sequelize = new Sequelize({ dialect: 'sqlite', dialectModule: sqlite3, storage: file, logging: false, retry: { max: 0 } });
    const manager = this.sequelize.connectionManager as unknown as Record<string, unknown>;
    manager.getConnection = () => Promise.resolve(reader.raw);
    manager.releaseConnection = () => undefined;
    manager.close = () => Promise.resolve();
  }

  static async open(file: string): Promise<SqliteEngine> {
    const writer = await guarded(file);
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'recursive_triggers = ON', 'query_only = ON']) {
      await writer.exec(`PRAGMA ${pragma}`);
    }
    const reader = await guarded(file);
    await reader.exec('PRAGMA query_only = ON');
    return new SqliteEngine(file, reader, writer);
  }

  read(text: string, values: readonly SqlValue[]): Promise<ResultRow[]> {
    return this.reader.all(text, values);
  }

  async begin(): Promise<OpenTransaction> {
    const leave = await this.#enter();
    try {
      await this.writer.exec('PRAGMA query_only = OFF');
      await this.writer.exec('BEGIN IMMEDIATE');
    } catch (error) {
      await this.writer.exec('PRAGMA query_only = ON');
      leave();
      throw error;
    }
    return new SqliteTransaction(this.writer, leave);
  }

  inUse(): number {
    return this.#open;
  }

  async close(): Promise<void> {
    await this.#tail;
    await this.writer.close();
    await this.reader.close();
  }

  async #enter(): Promise<() => void> {
    const before = this.#tail;
    let leave!: () => void;
    this.#tail = new Promise((resolve) => {
      leave = () => {
        this.#open -= 1;
        resolve();
      };
    });
    await before;
    this.#open += 1;
    return leave;
  }
}

async function guarded(file: string): Promise<SqliteConnection> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error: Error | null) => (error ? reject(error) : resolve(opened)));
  });
  const originals = shadow(database, ['run', 'all', 'get', 'each', 'prepare'], ['map', 'loadExtension', 'backup', 'exec']);
  const exec = (sqlite3.Database.prototype as unknown as { exec(sql: string, done: (error: Error | null) => void): void }).exec.bind(database);
  const connection = new SqliteConnection(database, originals.prepare as never, exec);
  await connection.exec('PRAGMA foreign_keys = ON');
  await connection.exec('PRAGMA busy_timeout = 5000');
  return connection;
}

class SqliteTransaction implements OpenTransaction {
  #committed = false;
  /** BEGIN leaves the writer open for the first writing, which is the submission's; it closes behind it. */
  #isOpen = true;

  constructor(
    private readonly writer: SqliteConnection,
    private readonly leave: () => void,
  ) {}

  select(text: string, values: readonly SqlValue[]): Promise<ResultRow[]> {
    return this.writer.all(text, values);
  }

  write(text: string, values: readonly SqlValue[]): Promise<number> {
    return this.writer.run(text, values);
  }

  async writing<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#isOpen) await this.writer.exec('PRAGMA query_only = OFF');
    try {
      return await work();
    } finally {
      this.#isOpen = false;
      await this.writer.exec('PRAGMA query_only = ON');
    }
  }

  async commit(): Promise<void> {
    await this.writer.exec('COMMIT');
    this.#committed = true;
    this.leave();
  }

  async rollback(): Promise<void> {
    if (this.#committed) return;
    try {
      await this.writer.exec('ROLLBACK');
    } catch {
      // SQLite has already rolled back by itself (disk full, I/O error); there is nothing left to undo.
    } finally {
      this.leave();
    }
  }
}
