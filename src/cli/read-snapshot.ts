import type { Config } from '../platform/config.js';
import type { Reader } from '../platform/database/reader.js';
import { openSnapshot, type Snapshot } from '../platform/database/snapshot.js';
import { databaseSentence } from './database-sentence.js';
import { CannotRun } from './failures.js';

/** Reads one moment of the database, beside a running product or on a stopped one; nothing read here can write. */
export async function onSnapshot<T>(config: Config, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  let snapshot: Snapshot | undefined;
  try {
    snapshot = await openSnapshot(config);
    return await work(snapshot);
  } catch (error) {
    const sentence = databaseSentence(error);
    throw sentence === undefined ? error : new CannotRun(sentence);
  } finally {
    await snapshot?.close();
  }
}

/** The modules' own queries work on a snapshot: all they ask of a reader is `all` and `one`. */
export function readerOf(snapshot: Snapshot): Reader {
  const reads: Pick<Reader, 'all' | 'one'> = {
    all: (query) => snapshot.all(query),
    one: async <T>(query: Parameters<Reader['one']>[0]) => (await snapshot.all<T>(query))[0],
  };
  return reads as Reader;
}
