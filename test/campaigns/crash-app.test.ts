import { replay } from '../../src/audit/index.js';
import { runCheck } from '../../src/ledger/index.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Clerk } from '../bench/clerk.js';
import { CLERK, prepare } from '../bench/posting-setup.js';
import { buildProduct, type RunningProduct, startProduct } from '../support/built.js';
import { eachEngine } from '../support/database.js';
import { openProduct, type Product } from '../support/product.js';
import { BUDGETS, isLong, seedOf } from './budgets.js';
import { fingerprint } from './fingerprint.js';
import { chance, CLIENTS, pause, Pressed } from './pressed.js';

const { seconds, floor, long } = BUDGETS.appKills;
const LEAST_LIFE_MS = 30;
const LONGEST_LIFE_MS = 700;
/** Enough 1.00 payments for every kill that the time allows. */
const INVOICES = isLong ? 300 : 60;

/** The built product is killed while clerks post; who heard nothing presses the same button again. */
eachEngine((engine) => {
  let config: Config;
  let pressed: Pressed;
  let running: RunningProduct | undefined;
  let product: Product | undefined;
  beforeAll(async () => {
    buildProduct();
    config = await engine.config();
    pressed = new Pressed(await prepare(config, INVOICES, 1));
  }, 300_000);
  afterAll(async () => {
    await kill();
    await product?.close();
  });

  const signedIn = async (address: string): Promise<Clerk> => {
    const clerk = new Clerk(address, CLIENTS);
    await clerk.signIn(CLERK.userName, CLERK.password);
    return clerk;
  };
  const start = async (): Promise<Clerk> => {
    running = await startProduct({ DATA_DIR: config.dataDir, DATABASE_URL: config.databaseUrl ?? '', LEDGERLINE_LOG: 'off' });
    return signedIn(`http://127.0.0.1:${running.port}`);
  };
  const kill = async (): Promise<void> => {
    running?.child.kill('SIGKILL');
    await running?.ended;
  };

  it('killed at any moment: each payment is there once, acknowledged or pressed again, and the books hold', async () => {
    const seed = seedOf();
    const random = chance(seed);
    const until = Date.now() + seconds * 1000;
    let kills = 0;
    while (isLong ? kills < long : kills < floor || Date.now() < until) {
      const clerk = await start();
      await pressed.again(clerk);
      expect([...pressed.unheard]).toEqual([]);
      let isDead = false;
      const clients = pressed.work(clerk, () => isDead);
      // A client that is refused ends the campaign at once, not after the kill.
      await Promise.race([clients, pause(LEAST_LIFE_MS + random() * LONGEST_LIFE_MS)]);
      isDead = true;
      await kill();
      await clients;
      clerk.close();
      kills += 1;
    }
    const clerk = await start();
    await pressed.again(clerk);
    clerk.close();
    running!.child.kill('SIGTERM');
    expect([await running!.ended, pressed.told]).toEqual([0, 0]);
    const { lostAt, count } = pressed;
    const proof = await proven();
    process.stderr.write(`the product on ${engine.dialect}: ${kills} kills, ${count} payments, ${lostAt.size} pressed again unheard (${proof.committed} of them were already recorded), ${proof.twice} pressed twice, seed ${seed}\n`);
    // Otherwise the kills came between two payments and prove nothing.
    expect(lostAt.size).toBeGreaterThanOrEqual(kills);
  }, isLong ? 3_600_000 : 300_000);

  async function proven(): Promise<{ committed: number; twice: number }> {
    product = await openProduct(config);
    const reader = product.app.get(Reader);
    const clerk = await signedIn(product.address);
    const committed = await pressed.areThereOnce(reader);
    const before = await fingerprint(reader);
    const twice = await pressed.twice(clerk, isLong ? 1_000 : 100);
    clerk.close();
    expect(await fingerprint(reader)).toEqual(before);
    expect((await runCheck(reader)).violations).toEqual([]);
    expect((await replay(reader, config.dataDir)).differences).toEqual([]);
    expect(product.database.engine.inUse()).toBe(0);
    return { committed, twice };
  }
});
