import 'reflect-metadata';
import { hasMariadb } from '../support/database.js';
import { posting, type PostingReport } from './posting.js';

const [name, ...flags] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

if (name !== 'posting') {
  say('Say which bench: npm run bench -- posting [--quick] [--json]');
  process.exit(2);
}
if (!hasMariadb) say('No MariaDB was found; only SQLite is measured.');
const report = await posting({ quick: flags.includes('--quick'), engines: hasMariadb ? ['mariadb', 'sqlite'] : ['sqlite'], say });
process.stdout.write(flags.includes('--json') ? `${JSON.stringify(report)}\n` : table(report));
process.exit(0);

function table({ cases, idleMemoryMb }: PostingReport): string {
  const lines = cases.map((one) =>
    `${one.engine.padEnd(8)} ${String(one.invoices).padStart(2)} invoices  floor ${ms(one.floorMs)}  command ${ms(one.commandMs)} (${one.ratio} ×)  form ${ms(one.httpMs)} (${one.httpRatio} ×)  ${one.statements} statements`,
  );
  return `Median per payment, ${cases[0]?.connections} at once\n${lines.join('\n')}\nResident when idle: ${idleMemoryMb} MB\n`;
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}
