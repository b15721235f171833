import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import * as sqlite3 from '@appthreat/sqlite3';
import type { Config } from '../config.js';

/**
 * Held by the one process that writes from a data folder, as an open transaction on a file of its own:
 * the kernel gives it back when the process ends, however it ends, so nothing stale is ever left to clean up.
 */
export class WriterLock {
  /** A handle nobody refers to would be collected, and the lock with it. */
  static readonly #held = new Set<WriterLock>();

  private constructor(private readonly file: sqlite3.Database) {}

  /** @returns nothing when another process holds it */
  static async take(config: Pick<Config, 'dataDir'>): Promise<WriterLock | undefined> {
    const path = join(config.dataDir, 'ledgerline.lock');
    const file = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(path, (error: Error | null) => (error ? reject(error) : resolve(opened)));
    });
    chmodSync(path, 0o600);
    file.configure('busyTimeout', 0);
    const lock = new WriterLock(file);
    try {
      await lock.#run('BEGIN EXCLUSIVE');
      WriterLock.#held.add(lock);
      return lock;
    } catch (error) {
      await lock.release();
      if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined;
      throw error;
    }
  }

  release(): Promise<void> {
    WriterLock.#held.delete(this);
    return new Promise((resolve, reject) => this.file.close((error: Error | null) => (error ? reject(error) : resolve())));
  }

  #run(statement: string): Promise<void> {
    return new Promise((resolve, reject) => this.file.run(statement, (error: Error | null) => (error ? reject(error) : resolve())));
  }
}
