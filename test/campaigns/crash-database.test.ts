import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replay } from '../../src/audit/index.js';
import { runCheck } from '../../src/ledger/index.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Clerk } from '../bench/clerk.js';
import { CLERK, prepare } from '../bench/posting-setup.js';
import { openProduct, type Product } from '../support/product.js';
import { BUDGETS, isLong, seedOf } from './budgets.js';
import { fingerprint } from './fingerprint.js';
import { canKillMariadb, KillableMariadb } from './killable-mariadb.js';
import { chance, CLIENTS, pause, Pressed } from './pressed.js';

const { seconds, floor, long } = BUDGETS.databaseKills;
const LEAST_LIFE_MS = 50;
const LONGEST_LIFE_MS = 800;
const INVOICES = 60;

/** The database is killed under the running product; a retry with the same key changes nothing that was committed. */
(canKillMariadb ? describe : describe.skip)('a MariaDB that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-test-'));
  let server: KillableMariadb | undefined;
  let product: Product | undefined;
  let clerk: Clerk | undefined;
  let pressed: Pressed;
  beforeAll(async () => {
    server = await KillableMariadb.create();
    await server.start();
    const config: Config = { port: 0, host: '127.0.0.1', dataDir: folder, sqliteFile: '', databaseUrl: `${server.url}/ledgerline_test_crash` };
    pressed = new Pressed(await prepare(config, INVOICES, 1));
    product = await openProduct(config);
    clerk = new Clerk(product.address, CLIENTS);
    await clerk.signIn(CLERK.userName, CLERK.password);
  }, 300_000);
  afterAll(async () => {
    clerk?.close();
    await product?.close();
    await server?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Kills it in the middle of the clerks' work; `isLongGone`: it stays away until everybody has been told so. */
  async function killed(lifeMs: number, isLongGone: boolean): Promise<void> {
    let isDead = false;
    const clients = pressed.work(clerk!, () => isDead);
    await Promise.race([clients, pause(lifeMs)]);
    isDead = true;
    await server!.kill();
    if (isLongGone) {
      await clients;
      const told = pressed.told;
      await pressed.again(clerk!);
      expect(pressed.told - told).toBe(pressed.unheard.size);
    }
    await server!.start();
    await clients;
    await pressed.again(clerk!);
    expect([...pressed.unheard]).toEqual([]);
  }

  it('killed at any moment: who is told to press again may, each payment is there once and the books hold', async () => {
    const seed = seedOf();
    const random = chance(seed);
    const until = Date.now() + seconds * 1000;
    let kills = 0;
    while (isLong ? kills < long : kills < floor || Date.now() < until) {
      await killed(LEAST_LIFE_MS + random() * LONGEST_LIFE_MS, kills % 2 === 0);
      kills += 1;
    }
    const { lostAt, told, count } = pressed;
    const proof = await proven();
    process.stderr.write(`the database: ${kills} kills, ${count} payments, ${lostAt.size} unheard and pressed again (${proof.committed} of them were already recorded), ${told} answers that it is safe, ${proof.twice} pressed twice, seed ${seed}\n`);
    expect(lostAt.size).toBeGreaterThanOrEqual(floor);
  }, isLong ? 3_600_000 : 300_000);

  async function proven(): Promise<{ committed: number; twice: number }> {
    const reader = product!.app.get(Reader);
    const committed = await pressed.areThereOnce(reader);
    const before = await fingerprint(reader);
    const twice = await pressed.twice(clerk!, isLong ? 1_000 : 100);
    expect(await fingerprint(reader)).toEqual(before);
    expect((await runCheck(reader)).violations).toEqual([]);
    expect((await replay(reader, folder)).differences).toEqual([]);
    expect(product!.database.engine.inUse()).toBe(0);
    return { committed, twice };
  }
});
