import { Injectable } from '@nestjs/common';
import type { Config } from '../config.js';
import { aggregateMaps, rowClassesOf } from '../aggregate-map.js';
import { columnsOf, tableOf, type RowClass } from './columns.js';
import type { Engine } from './engine.js';
import { migrate, migrationsFor } from './migrate.js';
import { MysqlEngine } from './mysql-engine.js';
import { SqliteEngine } from './sqlite-engine.js';
import { uniqueKeysOf } from './unique-keys.js';

/** The one database of the product: opened at start, migrated, checked against the row classes. */
@Injectable()
export class Database {
  /** Reads since the start; tests count the statements of a page with it. */
  reads = 0;
  /** `table.a, table.b` → name of the unique constraint, for SQLite's error texts. */
  readonly constraintNames: ReadonlyMap<string, string>;

  private constructor(readonly engine: Engine) {
    this.constraintNames = readConstraintNames(engine);
  }

  static async open(config: Pick<Config, 'databaseUrl' | 'sqliteFile'>): Promise<Database> {
    const dialect = config.databaseUrl === undefined ? 'sqlite' : 'mysql';
    await migrate(dialect, config.databaseUrl ?? config.sqliteFile);
    const engine = config.databaseUrl === undefined ? await SqliteEngine.open(config.sqliteFile) : new MysqlEngine(config.databaseUrl);
    const database = new Database(engine);
    engine.sequelize.addModels(aggregateMaps().flatMap(rowClassesOf) as never[]);
    await database.#checkColumns();
    return database;
  }

  countRead(): void {
    this.reads += 1;
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  /** A row class that does not match its table would lose or invent columns: refuse to start. */
  async #checkColumns(): Promise<void> {
    for (const rowClass of new Set(aggregateMaps().flatMap(rowClassesOf))) {
      const declared = columnsOf(rowClass).map((column) => column.column).sort();
      const present = (await this.#columnsInDatabase(rowClass)).sort();
      if (declared.join() !== present.join()) {
        throw new Error(`Table ${tableOf(rowClass)} has columns ${present.join(', ')}; ${rowClass.name} declares ${declared.join(', ')}.`);
      }
    }
  }

  async #columnsInDatabase(rowClass: RowClass): Promise<string[]> {
    const table = tableOf(rowClass);
    const text = this.engine.dialect === 'sqlite' ? `PRAGMA table_info(${table})` : `SHOW COLUMNS FROM ${table}`;
    const rows = await this.engine.read(text, []);
    return rows.map((row) => String(row.name ?? row.Field));
  }
}

function readConstraintNames(engine: Engine): Map<string, string> {
  const statements = migrationsFor(engine.dialect).flatMap((migration) => migration.statements);
  return new Map(uniqueKeysOf(statements).map(({ table, name, columns }) => [columns.map((column) => `${table}.${column}`).join(', '), name]));
}
