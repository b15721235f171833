import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { replay } from '../../src/audit/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';
import { BUDGETS, isLong, seedOf } from './budgets.js';
import { partiesOperations } from './parties-operations.js';
import { PartiesWorld } from './parties-world.js';

/** Lines that two insurers, an employer and a patient share: who is asked next, whose money comes off and where it returns. */
eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
  });
  afterAll(() => books.close());

  it('every party owes what plain arithmetic says, on every past day too, and the trail gives all of it back', async () => {
    const seed = seedOf();
    const world = new PartiesWorld(books);
    const { seconds, floor, long } = BUDGETS.severalParties;
    const until = Date.now() + seconds * 1000;
    let count = 0;
    for (let batch = 0; isLong ? count < long : Date.now() < until || count < floor; batch += 1) {
      for (const { name, run } of fc.sample(partiesOperations, { seed: seed + batch, numRuns: 50 })) {
        await run(world).then(() => world.days.note()).catch((error: unknown) => {
          throw new Error(`seed ${seed}, operation ${count}: ${name}`, { cause: error });
        });
        count += 1;
      }
    }
    expect((await runCheck(books.reader)).violations).toEqual([]);
    const days = await world.days.compare();
    expect((await replay(books.reader, mkdtempSync(join(tmpdir(), 'ledgerline-replay-')))).differences).toEqual([]);
    process.stderr.write(`${engine.dialect}: ${count} operations with several parties, ${world.counts.done} done, ${world.counts.refused} refused, ${days} days, seed ${seed}\n`);
  }, isLong ? 86_400_000 : (BUDGETS.severalParties.seconds + 300) * 1000);
});
