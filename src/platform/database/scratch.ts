import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as sqlite3 from '@appthreat/sqlite3';
import { migrate } from './migrate.js';
import type { Sql } from './sql.js';
import type { Reads } from './snapshot.js';

/** An empty database of the product's own schema in a temporary file: something to rebuild into and throw away. */
export interface Scratch extends Reads {
  run(query: Sql): Promise<void>;
  /** Rows whose foreign keys lead nowhere, as `table → table`. */
  danglingKeys(): Promise<string[]>;
  drop(): Promise<void>;
}

/** Foreign keys are off while it is filled, so that records may come in any order; `danglingKeys` looks at them afterwards. */
export async function openScratch(folder: string): Promise<Scratch> {
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(join(folder, 'ledgerline-replay-'));
  const file = join(place, 'rebuilt.sqlite');
  await migrate('sqlite', file);
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error: Error | null) => (error ? reject(error) : resolve(opened)));
  });
  const all = <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
    new Promise((resolve, reject) => {
      database.all(text, values, (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows as T[])));
    });
  await all('PRAGMA foreign_keys = OFF');
  await all('PRAGMA synchronous = OFF');
  return {
    all: (query) => all(query.text, query.values),
    run: (query) =>
      new Promise((resolve, reject) => {
        database.run(query.text, query.values as unknown[], (error: Error | null) => (error ? reject(error) : resolve()));
      }),
    danglingKeys: async () => (await all<{ table: string; parent: string }>('PRAGMA foreign_key_check')).map(({ table, parent }) => `${table} → ${parent}`),
    drop: async () => {
      await new Promise<void>((resolve, reject) => database.close((error: Error | null) => (error ? reject(error) : resolve())));
      rmSync(place, { recursive: true, force: true });
    },
  };
}
