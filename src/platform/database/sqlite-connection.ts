import type { Database, Statement } from '@appthreat/sqlite3';
import type { ResultRow } from './engine.js';
import type { SqlValue } from './sql.js';

type Prepare = (text: string, done: (error: Error | null) => void) => Statement;
type Exec = (text: string, done: (error: Error | null) => void) => void;

const KEPT_STATEMENTS = 300;

/** Promises and a cache of prepared statements over one SQLite connection. */
export class SqliteConnection {
  readonly #statements = new Map<string, Promise<Statement>>();

  constructor(
    readonly raw: Database,
    private readonly prepareRaw: Prepare,
    private readonly execRaw: Exec,
  ) {}

  exec(text: string): Promise<void> {
    return new Promise((resolve, reject) => this.execRaw(text, (error) => (error ? reject(error) : resolve())));
  }

  async all(text: string, values: readonly SqlValue[]): Promise<ResultRow[]> {
    const statement = await this.#prepared(text);
    return new Promise((resolve, reject) => {
      statement.all(values as unknown[], (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows as ResultRow[])));
    });
  }

  async run(text: string, values: readonly SqlValue[]): Promise<number> {
    const statement = await this.#prepared(text);
    return new Promise((resolve, reject) => {
      statement.run(values as unknown[], function (this: { changes: number }, error: Error | null) {
        if (error) reject(error);
        else resolve(this.changes);
      });
    });
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) await finalize(await statement);
    this.#statements.clear();
    await new Promise<void>((resolve, reject) => this.raw.close((error: Error | null) => (error ? reject(error) : resolve())));
  }

  #prepared(text: string): Promise<Statement> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = new Promise<Statement>((resolve, reject) => {
        const prepared = this.prepareRaw(text, (error) => (error ? reject(error) : resolve(prepared)));
      });
      this.#statements.set(text, statement);
      statement.catch(() => this.#statements.delete(text));
      if (this.#statements.size > KEPT_STATEMENTS) this.#dropOldest();
    }
    return statement;
  }

  #dropOldest(): void {
    const [text, statement] = this.#statements.entries().next().value!;
    this.#statements.delete(text);
    void statement.then(finalize, () => undefined);
  }
}

function finalize(statement: Statement): Promise<void> {
  return new Promise((resolve) => statement.finalize(() => resolve()));
}
