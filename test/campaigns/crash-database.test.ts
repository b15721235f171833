import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replay } from '../../src/audit/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { DatabaseUnavailable } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { faultOf } from '../../src/platform/database/errors.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { paymentCommand, prepare, type Workload } from '../bench/posting-setup.js';
import { openProduct, type Product } from '../support/product.js';
import { BUDGETS, isLong } from './budgets.js';
import { canKillMariadb, KillableMariadb } from './killable-mariadb.js';

const { floor, long } = BUDGETS.databaseKills;
const KILLS = isLong ? long : floor;
const CLIENTS = 8;
const LIFE_MS = 400;

/** The database is killed under the running product; a retry with the same key changes nothing that was committed. */
(canKillMariadb ? describe : describe.skip)('a MariaDB that is killed', () => {
  let server: KillableMariadb;
  let product: Product;
  let workload: Workload;
  beforeAll(async () => {
    server = await KillableMariadb.create();
    await server.start();
    const folder = mkdtempSync(join(tmpdir(), 'ledgerline-test-'));
    const config: Config = { port: 0, host: '127.0.0.1', dataDir: folder, sqliteFile: '', databaseUrl: `${server.url}/ledgerline_test_crash` };
    workload = await prepare(config, KILLS * 120, 1);
    product = await openProduct(config);
  }, 300_000);
  afterAll(async () => {
    await product.close();
    await server.remove();
  });

  /** Whether the payment was acknowledged; losing the database is the only other way to end. */
  const post = async (nth: number): Promise<boolean> => {
    try {
      await actAs(systemActor('system:crash'), () => product.commands.execute(paymentCommand(workload, nth), { submission: `crash-key-${nth}` }));
      return true;
    } catch (error) {
      if (error instanceof DatabaseUnavailable || faultOf(error) || isGone(error)) return false;
      throw error;
    }
  };

  it(`${KILLS} kills: each payment is there once and the books hold`, async () => {
    const unheard = new Set<number>();
    let next = 0;
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      let isDead = false;
      const client = async (): Promise<void> => {
        while (!isDead && next < workload.invoices.length) {
          const nth = next++;
          if (await post(nth)) acknowledged += 1;
          else unheard.add(nth);
        }
      };
      const clients = Array.from({ length: CLIENTS }, client);
      await new Promise((resolve) => setTimeout(resolve, LIFE_MS));
      isDead = true;
      await server.kill();
      await server.start();
      await Promise.all(clients);
      for (const nth of unheard) if (await post(nth)) unheard.delete(nth);
      expect(unheard.size).toBe(0);
    }
    const reader = product.app.get(Reader);
    expect(await reader.one(sql`SELECT COUNT(*) AS n, COUNT(DISTINCT reference) AS different FROM payments`)).toEqual({ n: next, different: next });
    expect((await runCheck(reader)).violations).toEqual([]);
    expect((await replay(reader, mkdtempSync(join(tmpdir(), 'ledgerline-replay-')))).differences).toEqual([]);
    expect(product.database.engine.inUse()).toBe(0);
    process.stderr.write(`database: ${KILLS} kills, ${acknowledged} acknowledged of ${next}\n`);
  }, 600_000);
});

/** Sequelize's pool words a refused connection in classes of its own. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /^Sequelize(Connection|HostNotFound|HostNotReachable)/.test(error.name);
}
