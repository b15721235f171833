import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as pause } from 'node:timers/promises';
import { WriterLock } from '../../src/platform/database/writer-lock.js';

describe('the writer lock of a data folder', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'ledgerline-lock-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is held by one, and free again once that one gives it back', async () => {
    const first = await WriterLock.take({ dataDir });
    expect(await WriterLock.take({ dataDir })).toBeUndefined();
    await first!.release();
    const second = await WriterLock.take({ dataDir });
    expect(second).toBeDefined();
    await second!.release();
  });

  it('stays held though nothing in the program refers to it any more', async () => {
    expect(await WriterLock.take({ dataDir }).then((lock) => lock !== undefined)).toBe(true);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 4; round += 1) {
      collect();
      await pause(20);
    }
    expect(await WriterLock.take({ dataDir })).toBeUndefined();
  });
});
