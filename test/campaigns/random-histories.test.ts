import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { replay } from '../../src/audit/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';
import { BUDGETS, isLong, seedOf } from './budgets.js';
import { operations } from './operations.js';
import { World } from './world.js';

const BETWEEN_FULL_CHECKS = 500;

/** Random histories of everything the product can do; after each act what it touched, at intervals and at the end everything. */
eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
  });
  afterAll(() => books.close());

  const holds = async (): Promise<void> => expect((await runCheck(books.reader)).violations).toEqual([]);

  it('every balance is what plain arithmetic says, every refusal changes nothing, every past day is what it was, and the trail gives all of it back', async () => {
    const seed = seedOf();
    const world = new World(books);
    const { seconds, floor, long } = BUDGETS.modelOperations;
    const wanted = isLong ? long : Number.POSITIVE_INFINITY;
    const until = Date.now() + seconds * 1000;
    let count = 0;
    for (const operation of endless(seed)) {
      if (isLong ? count >= wanted : Date.now() >= until && count >= floor) break;
      await operation.run(world, world).then(() => world.days.note()).catch((error: unknown) => {
        throw new Error(`seed ${seed}, operation ${count}: ${operation.toString()}`, { cause: error });
      });
      count += 1;
      if (count % BETWEEN_FULL_CHECKS === 0) await holds();
    }
    await holds();
    const days = await world.days.compare();
    const replayed = await replay(books.reader, mkdtempSync(join(tmpdir(), 'ledgerline-replay-')));
    expect(replayed.differences).toEqual([]);
    process.stderr.write(`${engine.dialect}: ${count} operations, ${world.counts.done} done, ${world.counts.refused} refused, ${days} days as of which everything was asked again, seed ${seed}\n`);
  }, isLong ? 86_400_000 : (BUDGETS.modelOperations.seconds + 500) * 1000);
});

function* endless(seed: number): Generator<ReturnType<typeof fc.sample<ReturnType<typeof operations.generate>['value']>>[number]> {
  for (let batch = 0; ; batch += 1) yield* fc.sample(operations, { seed: seed + batch, numRuns: 200 });
}
