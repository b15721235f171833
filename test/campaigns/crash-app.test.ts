import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replay } from '../../src/audit/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import type { Config } from '../../src/platform/config.js';
import { Clerk } from '../bench/clerk.js';
import { CLERK, paymentForm, prepare, type Workload } from '../bench/posting-setup.js';
import { buildProduct, type RunningProduct, startProduct } from '../support/built.js';
import { eachEngine } from '../support/database.js';
import { openProduct } from '../support/product.js';
import { BUDGETS, isLong, seedOf } from './budgets.js';

const CLIENTS = 8;
const LONGEST_LIFE_MS = 700;
const { floor, long } = BUDGETS.appKills;
const KILLS = isLong ? long : floor;

/** The built product is killed while clerks post; who heard nothing presses the same button again. */
eachEngine((engine) => {
  let config: Config;
  let workload: Workload;
  let running: RunningProduct | undefined;
  beforeAll(async () => {
    buildProduct();
    config = await engine.config();
    workload = await prepare(config, KILLS * 100, 1);
  }, 300_000);
  afterAll(() => void running?.child.kill('SIGKILL'));

  const start = async (): Promise<Clerk> => {
    running = await startProduct({ DATA_DIR: config.dataDir, DATABASE_URL: config.databaseUrl ?? '', LEDGERLINE_LOG: 'off' });
    const clerk = new Clerk(`http://127.0.0.1:${running.port}`, CLIENTS);
    await clerk.signIn(CLERK.userName, CLERK.password);
    return clerk;
  };
  const submission = (nth: number): string => `crash-key-${nth}`;
  const post = async (clerk: Clerk, nth: number): Promise<boolean> => {
    const answer = await clerk.post('/payments', { ...paymentForm(workload, nth), submission: submission(nth) }).catch(() => undefined);
    if (answer && answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.slice(0, 200)}`);
    return answer !== undefined;
  };

  it(`${KILLS} kills: each payment is there once, acknowledged or pressed again, and the books hold`, async () => {
    const seed = seedOf();
    const random = lcg(seed);
    const acknowledged = new Set<number>();
    const unheard = new Set<number>();
    let next = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const clerk = await start();
      for (const nth of [...unheard]) {
        if (unheard.delete(nth) && (await post(clerk, nth))) acknowledged.add(nth);
        else unheard.add(nth);
      }
      let isDead = false;
      const client = async (): Promise<void> => {
        while (!isDead && next < workload.invoices.length) {
          const nth = next++;
          if (await post(clerk, nth)) acknowledged.add(nth);
          else unheard.add(nth);
        }
      };
      const clients = Array.from({ length: CLIENTS }, client);
      await new Promise((resolve) => setTimeout(resolve, 30 + random() * LONGEST_LIFE_MS));
      isDead = true;
      running!.child.kill('SIGKILL');
      await Promise.all([...clients, running!.ended]);
      clerk.close();
    }
    const clerk = await start();
    const retried = unheard.size;
    for (const nth of unheard) expect(await post(clerk, nth)).toBe(true);
    for (const nth of [...acknowledged].slice(-20)) expect(await post(clerk, nth)).toBe(true);
    clerk.close();
    running!.child.kill('SIGTERM');
    expect(await running!.ended).toBe(0);
    await proven(next);
    process.stderr.write(`${engine.dialect}: ${KILLS} kills, ${acknowledged.size} acknowledged, ${retried} pressed again at the end, seed ${seed}\n`);
  }, isLong ? 3_600_000 : 300_000);

  async function proven(posted: number): Promise<void> {
    const product = await openProduct(config);
    const reader = product.app.get(Reader);
    const counts = await reader.one<{ n: number; different: number }>(sql`SELECT COUNT(*) AS n, COUNT(DISTINCT reference) AS different FROM payments`);
    expect(counts).toEqual({ n: posted, different: posted });
    expect((await runCheck(reader)).violations).toEqual([]);
    expect((await replay(reader, mkdtempSync(join(tmpdir(), 'ledgerline-replay-')))).differences).toEqual([]);
    await product.close();
  }
});

/** A small repeatable source of chance. */
function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
