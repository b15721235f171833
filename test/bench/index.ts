import 'reflect-metadata';
import { hasMariadb } from '../support/database.js';
import { posting, type PostingReport } from './posting.js';
import { reads, type ReadsReport } from './reads.js';

const [name, ...flags] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const engines = hasMariadb ? (['mariadb', 'sqlite'] as const) : (['sqlite'] as const);
const MILLION = 1_000_000;

const benches: Record<string, () => Promise<{ report: object; text: string }>> = {
  posting: async () => {
    const report = await posting({ quick: flags.includes('--quick'), engines, say });
    return { report, text: postingTable(report) };
  },
  reads: async () => {
    const sizes = flags.find((flag) => flag.startsWith('--sizes='))?.slice('--sizes='.length).split(',').map(Number) ?? [10_000, MILLION];
    const report = await reads({ sizes, engines, say });
    return { report, text: readsTable(report) };
  },
};

const bench = benches[name ?? ''];
if (!bench) {
  say('Say which bench: npm run bench -- posting [--quick] [--json], or npm run bench -- reads [--sizes=10000,1000000] [--json]');
  process.exit(2);
}
if (!hasMariadb) say('No MariaDB was found; only SQLite is measured.');
const { report, text } = await bench();
process.stdout.write(flags.includes('--json') ? `${JSON.stringify(report)}\n` : text);
process.exit(0);

function postingTable({ cases, idleMemoryMb }: PostingReport): string {
  const lines = cases.map((one) =>
    `${one.engine.padEnd(8)} ${String(one.invoices).padStart(2)} invoices  floor ${ms(one.floorMs)}  command ${ms(one.commandMs)} (${one.ratio} ×)  form ${ms(one.httpMs)} (${one.httpRatio} ×)  ${one.statements} statements`,
  );
  return `Median per payment, ${cases[0]?.connections} at once\n${lines.join('\n')}\nResident when idle: ${idleMemoryMb} MB\n`;
}

function readsTable({ cases, growth }: ReadsReport): string {
  const lines = cases.map((one) => `${one.engine.padEnd(8)} ${String(one.invoices).padStart(8)} invoices  ${one.page.padEnd(18)} ${ms(one.ms)}`);
  const grown = growth.map((one) => `${one.engine.padEnd(8)} ${one.page.padEnd(18)} ${one.ratio} × (at most ${one.allowed})${one.holds ? '' : '  TOO MUCH'}`);
  return `Median per page through HTTP\n${lines.join('\n')}\nGrowth\n${grown.join('\n')}\n`;
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}
