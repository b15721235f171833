import type { Engine, OpenTransaction, ResultRow } from './engine.js';
import { isRead, UnguardedWrite } from './guard.js';
import type { Sql } from './sql.js';

/** The work went on after its command had ended (a forgotten `await` or `Promise.all` branch). */
export class UnitEnded extends Error {
  constructor() {
    super('This command has ended; a branch of it is still running and was refused.');
    this.name = 'UnitEnded';
  }
}

/**
 * One transaction: the only holder of the write door. Only the flush, the idempotency row and the
 * few tables outside the trail are written through it; architecture tests keep other imports away.
 */
export class Session {
  #running = 0;
  #ended = false;
  #closed = false;
  /** Statements sent between BEGIN and COMMIT. */
  statements = 0;

  private constructor(private readonly transaction: OpenTransaction) {}

  static async begin(engine: Engine): Promise<Session> {
    return new Session(await engine.begin());
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** How many reads have not come back yet; anything but 0 at the flush is a forgotten branch. */
  get running(): number {
    return this.#running;
  }

  async select(query: Sql): Promise<ResultRow[]> {
    if (this.#ended) throw new UnitEnded();
    if (!isRead(query.text)) throw new UnguardedWrite(query.text);
    this.#running += 1;
    this.statements += 1;
    try {
      return await this.transaction.select(query.text, query.values);
    } finally {
      this.#running -= 1;
    }
  }

  writing<T>(work: () => Promise<T>): Promise<T> {
    return this.transaction.writing(work);
  }

  /** @returns rows changed */
  write(query: Sql): Promise<number> {
    if (this.#ended) throw new UnitEnded();
    this.statements += 1;
    return this.transaction.write(query.text, query.values);
  }

  async commit(): Promise<void> {
    this.#ended = true;
    await this.transaction.commit();
    this.#closed = true;
  }

  /** Undoes everything; does nothing after a commit or an earlier rollback. A failed COMMIT (Galera reports conflicts there) still needs it. */
  async rollback(broken: boolean): Promise<void> {
    this.#ended = true;
    if (this.#closed) return;
    this.#closed = true;
    await this.transaction.rollback(broken);
  }
}
