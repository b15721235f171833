import * as mysql2 from 'mysql2';
import { Sequelize } from 'sequelize-typescript';
import type { Engine, OpenTransaction, ResultRow } from './engine.js';
import { shadow } from './guard.js';
import type { SqlValue } from './sql.js';

type Door = { execute: (text: string, values: readonly SqlValue[]) => Promise<unknown>; query: (text: string) => Promise<unknown> };

const SESSION_MODE =
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'";
const SESSION_ISOLATION = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY';

/** MySQL 8 or MariaDB ≥ 10.6. Every pooled session is strict, UTC, READ COMMITTED and READ ONLY. */
export class MysqlEngine implements Engine {
  readonly dialect = 'mysql';
  readonly sequelize: Sequelize;
  readonly #doors = new WeakMap<object, Door>();

  constructor(url: string, poolSize = 20) {
    this.sequelize = new Sequelize(url.replace(/^mariadb:/, 'mysql:'), {
      dialect: 'mysql',
      dialectModule: mysql2,
      logging: false,
      timezone: '+00:00',
      pool: { max: poolSize, min: 0, idle: 60_000, acquire: 60_000 },
      retry: { max: 0 },
      dialectOptions: { typeCast: true, dateStrings: true, decimalNumbers: true, multipleStatements: false, connectTimeout: 10_000, charset: 'utf8mb4_bin' },
    });
    this.#guardNewConnections();
  }

  #guardNewConnections(): void {
    const manager = this.sequelize.connectionManager as unknown as { connect(config: unknown): Promise<object> };
    const connect = manager.connect.bind(manager);
    manager.connect = async (config) => {
      const connection = await connect(config);
      const originals = shadow(connection, ['query', 'execute'], ['prepare', 'beginTransaction', 'commit', 'rollback', 'changeUser']);
      const door: Door = {
        execute: (text, values) => call((done) => originals.execute(text, values, done)),
        query: (text) => call((done) => originals.query(text, done)),
      };
      await door.query(SESSION_MODE);
      await door.query(SESSION_ISOLATION);
      this.#doors.set(connection, door);
      return connection;
    };
  }

  async read(text: string, values: readonly SqlValue[]): Promise<ResultRow[]> {
    const connection = await this.#acquire();
    try {
      return (await this.#door(connection).execute(text, values)) as ResultRow[];
    } finally {
      this.#release(connection);
    }
  }

  async begin(): Promise<OpenTransaction> {
    const connection = await this.#acquire();
    const door = this.#door(connection);
    try {
      await door.query('START TRANSACTION READ WRITE');
    } catch (error) {
      await this.#discard(connection);
      throw error;
    }
    return new MysqlTransaction(door, () => this.#release(connection), () => this.#discard(connection));
  }

  inUse(): number {
    const pool = (this.sequelize.connectionManager as unknown as { pool: { using: number } }).pool;
    return pool.using;
  }

  async close(): Promise<void> {
    await this.sequelize.close();
  }

  async #acquire(): Promise<object> {
    return (await this.sequelize.connectionManager.getConnection({ type: 'write' } as never)) as object;
  }

  #release(connection: object): void {
    this.sequelize.connectionManager.releaseConnection(connection as never);
  }

  async #discard(connection: object): Promise<void> {
    const pool = (this.sequelize.connectionManager as unknown as { pool: { destroy(connection: object): Promise<void> } }).pool;
    (connection as { destroy(): void }).destroy();
    await pool.destroy(connection).catch(alreadyGone);
  }

  #door(connection: object): Door {
    const door = this.#doors.get(connection);
    if (!door) throw new Error('a connection that was never guarded');
    return door;
  }
}

/** The pool answers with an error when the connection ended by itself; it is out of the pool either way. */
function alreadyGone(): void {
  return undefined;
}

class MysqlTransaction implements OpenTransaction {
  #committed = false;

  constructor(
    private readonly door: Door,
    private readonly release: () => void,
    private readonly discard: () => Promise<void>,
  ) {}

  async select(text: string, values: readonly SqlValue[]): Promise<ResultRow[]> {
    return (await this.door.execute(text, values)) as ResultRow[];
  }

  async write(text: string, values: readonly SqlValue[]): Promise<number> {
    const result = (await this.door.execute(text, values)) as { affectedRows: number };
    return result.affectedRows;
  }

  writing<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  async commit(): Promise<void> {
    await this.door.query('COMMIT');
    this.#committed = true;
    this.release();
  }

  async rollback(broken: boolean): Promise<void> {
    if (this.#committed) return;
    if (broken) return this.discard();
    try {
      await this.door.query('ROLLBACK');
      this.release();
    } catch {
      await this.discard();
    }
  }
}

function call(send: (done: (error: Error | null, result: unknown) => void) => unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    send((error, result) => (error ? reject(error) : resolve(result)));
  });
}
