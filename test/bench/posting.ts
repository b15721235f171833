import { newDatabase } from '../support/database.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { Clerk } from './clerk.js';
import { copyOf } from './copies.js';
import { idleMemoryMb } from './idle-memory.js';
import { CLERK, paymentCommand, paymentForm, prepare, type Workload } from './posting-setup.js';
import { openProduct, type Product } from '../support/product.js';
import { type RawDriver, rawMysql, rawSqlite } from './raw-drivers.js';
import { type Recording, recordTransactions } from './recording.js';

const CONNECTIONS = 16;
/** Payments of each contender before the counting begins: code compiled, statements prepared on every connection. */
const WARM_UP = 3 * CONNECTIONS;

export interface PostingCase {
  engine: 'mariadb' | 'sqlite';
  invoices: number;
  connections: number;
  /** Median milliseconds per payment. */
  floorMs: number;
  commandMs: number;
  ratio: number;
  httpMs: number;
  httpRatio: number;
  /** Between BEGIN and COMMIT. */
  statements: number;
}

export interface PostingReport {
  cases: PostingCase[];
  idleMemoryMb: number;
}

/** One insurer's payment: the raw driver sending the same statements, the command, and the form through HTTP, in turns of one run. */
export async function posting(options: { quick: boolean; engines: readonly ('mariadb' | 'sqlite')[]; say: (line: string) => void }): Promise<PostingReport> {
  const cases: PostingCase[] = [];
  for (const engine of options.engines) {
    for (const invoices of [3, 30]) {
      options.say(`${engine}, ${invoices} invoices …`);
      cases.push(await oneCase(engine, invoices, options.quick ? 112 : 240));
    }
  }
  return { cases, idleMemoryMb: await idleMemoryMb() };
}

async function oneCase(engine: 'mariadb' | 'sqlite', invoices: number, payments: number): Promise<PostingCase> {
  const base = await newDatabase(engine === 'sqlite' ? 'sqlite' : 'mysql');
  const workload = await prepare(base.config, payments, invoices);
  const [recorded, raw, commands, http] = [await copyOf(base.config), await copyOf(base.config), await copyOf(base.config), await copyOf(base.config)];
  const { recordings, statements } = await recordAll(recorded.config, workload);
  const driver = engine === 'sqlite' ? await rawSqlite(raw.config.sqliteFile) : await rawMysql(raw.config.databaseUrl!, CONNECTIONS);
  const [direct, served] = [await openProduct(commands.config), await openProduct(http.config)];
  const clerk = new Clerk(served.address, CONNECTIONS);
  await clerk.signIn(CLERK.userName, CLERK.password);

  const times = await inTurns(payments, { floor: (nth) => driver.send(recordings[nth]!), command: (nth) => byCommand(direct, workload, nth), http: (nth) => byForm(clerk, workload, nth) });
  clerk.close();
  await closeAll(driver, [direct, served]);
  for (const { drop } of [recorded, raw, commands, http, base]) await drop();
  const [floorMs, commandMs, httpMs] = [median(times.floor), median(times.command), median(times.http)];
  return { engine, invoices, connections: CONNECTIONS, floorMs: round(floorMs), commandMs: round(commandMs), ratio: round(commandMs / floorMs), httpMs: round(httpMs), httpRatio: round(httpMs / floorMs), statements };
}

async function recordAll(config: Parameters<typeof openProduct>[0], workload: Workload): Promise<{ recordings: Recording[]; statements: number }> {
  const product = await openProduct(config);
  const all: Recording[] = [];
  for (let nth = 0; nth < workload.invoices.length; nth += 1) {
    const { recordings, stop } = recordTransactions(product.database.engine);
    await byCommand(product, workload, nth);
    stop();
    all.push(recordings.at(-1)!);
  }
  const statements = product.commands.lastStatements;
  await product.close();
  return { recordings: all, statements };
}

async function byCommand({ commands }: Product, workload: Workload, nth: number): Promise<void> {
  await actAs(systemActor('system:bench'), () => commands.execute(paymentCommand(workload, nth), { submission: newId() }));
}

async function byForm(clerk: Clerk, workload: Workload, nth: number): Promise<void> {
  const { status, body } = await clerk.post('/payments', paymentForm(workload, nth));
  if (status >= 300) throw new Error(`the form was answered with ${status}: ${body.slice(0, 300)}`);
}

type Contender = 'floor' | 'command' | 'http';

/** The contenders take turns of one round of 16 payments each, so that a slow moment of the machine hits all of them. */
async function inTurns(payments: number, send: Record<Contender, (nth: number) => Promise<void>>): Promise<Record<Contender, number[]>> {
  const times: Record<Contender, number[]> = { floor: [], command: [], http: [] };
  for (let first = 0; first + CONNECTIONS <= payments; first += CONNECTIONS) {
    for (const contender of ['floor', 'command', 'http'] as const) {
      const took = await round16(first, send[contender]);
      if (first >= WARM_UP) times[contender].push(took);
    }
  }
  return times;
}

/** @returns milliseconds per payment of 16 at once */
async function round16(first: number, send: (nth: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => send(first + index)));
  return (performance.now() - start) / CONNECTIONS;
}

async function closeAll(driver: RawDriver, products: Product[]): Promise<void> {
  await driver.close();
  for (const product of products) await product.close();
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
