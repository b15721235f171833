import { AccountDays } from '../../src/ledger/index.js';
import { AddStaff } from '../../src/staff/index.js';
import { openClinic } from '../support/clinic.js';
import { newDatabase } from '../support/database.js';
import { PAGES_AT_SIZE } from '../support/pages-at-size.js';
import { openProduct } from '../support/product.js';
import { Clerk } from './clerk.js';
import { load } from './loader.js';

const READER = { userName: 'reader', password: 'a password of the bench' };
const WARM_UP = 8;
const ASKED = 40;

export interface ReadsCase {
  engine: 'mariadb' | 'sqlite';
  invoices: number;
  page: string;
  /** Median milliseconds of the whole answer through HTTP. */
  ms: number;
}

export interface ReadsReport {
  cases: ReadsCase[];
  /** The largest size against the smallest, page by page. */
  growth: { engine: string; page: string; ratio: number; allowed: number; holds: boolean }[];
}

const ALLOWED = { mariadb: 1.5, sqlite: 2.5 };

/** Pages through HTTP on a small and a large clinic; what counts is how they grow. */
export async function reads(options: { sizes: readonly number[]; engines: readonly ('mariadb' | 'sqlite')[]; say: (line: string) => void }): Promise<ReadsReport> {
  const cases: ReadsCase[] = [];
  for (const engine of options.engines) for (const size of options.sizes) cases.push(...(await oneSize(engine, size, options.say)));
  return { cases, growth: growthOf(cases, options.sizes) };
}

async function oneSize(engine: 'mariadb' | 'sqlite', size: number, say: (line: string) => void): Promise<ReadsCase[]> {
  say(`${engine}, ${size} invoices …`);
  const { config, drop } = await newDatabase(engine === 'sqlite' ? 'sqlite' : 'mysql');
  const first = await openProduct(config);
  const clinic = await openClinic(first.run);
  const add = new AddStaff({ userName: READER.userName, displayName: 'Bench Reader', grants: [{ role: 'billing-supervisor', locationId: clinic.maple }] });
  add.password = READER.password;
  await first.run(add);
  const began = Date.now();
  const loaded = await load(config, first.run, clinic, size, say);
  // As a running product does within the minute.
  await first.app.get(AccountDays).fold();
  await first.close();
  say(`  loaded in ${Math.round((Date.now() - began) / 1000)} s`);
  const product = await openProduct(config);
  const clerk = new Clerk(product.address, 1);
  await clerk.signIn(READER.userName, READER.password);
  const ids = { ...loaded, locationId: clinic.maple, today: clinic.today, actor: 'system:bench' };
  const cases: ReadsCase[] = [];
  for (const page of PAGES_AT_SIZE.filter(({ isMeasured }) => isMeasured)) {
    cases.push({ engine, invoices: loaded.invoices, page: page.name, ms: await medianOf(clerk, page.path(ids)) });
  }
  clerk.close();
  await product.close();
  await drop();
  return cases;
}

async function medianOf(clerk: Clerk, path: string): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < WARM_UP + ASKED; nth += 1) {
    const began = performance.now();
    const { status } = await clerk.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    if (nth >= WARM_UP) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return Math.round(times[Math.floor(times.length / 2)]! * 100) / 100;
}

function growthOf(cases: readonly ReadsCase[], sizes: readonly number[]): ReadsReport['growth'] {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return cases
    .filter(({ invoices }) => invoices === most)
    .map(({ engine, page, ms }) => {
      const small = cases.find((one) => one.engine === engine && one.page === page && one.invoices === least)!;
      const ratio = Math.round((ms / small.ms) * 100) / 100;
      return { engine, page, ratio, allowed: ALLOWED[engine], holds: ratio <= ALLOWED[engine] };
    });
}
