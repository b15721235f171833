import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  everyFileIsImported, everyViewIsRendered, fragmentsStandAlone, SOURCE_RULES, viewsAreSafe, type Rule, type SourceFile,
} from './rules.js';

const ROOT = join(import.meta.dirname ?? '.', '..', '..');

function read(folder: string, ending: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((path) => path.endsWith(ending) && statSync(join(ROOT, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const sources = [...read('src', '.ts'), ...read('db', '.ts')];
const views = read('views', '.njk');
const ENTRIES = ['src/main.ts', 'src/cli.ts', 'db/seed.ts'];

describe('the house', () => {
  it.each(Object.entries({ ...SOURCE_RULES, everyFileIsImported: everyFileIsImported(ENTRIES) }))('%s', (_, rule) => {
    expect(rule(sources)).toEqual([]);
  });
  it('templates are safe', () => expect(viewsAreSafe(views)).toEqual([]));
  it('fragments stand alone', () => expect(fragmentsStandAlone(views)).toEqual([]));
  it('every view is rendered', () => expect(everyViewIsRendered(views, sources)).toEqual([]));
});

/** A rule that is not itself tested rots: each has an offender it must catch. */
describe('the rules catch', () => {
  const long = (lines: number): string => Array(lines).fill('x();').join('\n');
  const offenders: [keyof typeof SOURCE_RULES, SourceFile][] = [
    ['sharedIsPure', { path: 'src/shared/money.ts', text: "import { ulid } from 'ulid';" }],
    ['sharedIsPure', { path: 'src/shared/money.ts', text: "import { x } from '../platform/ids.js';" }],
    ['domainIsPure', { path: 'src/invoices/domain/invoice.ts', text: "import { newId } from '../../platform/ids.js';" }],
    ['domainIsPure', { path: 'src/invoices/domain/invoice.ts', text: "import type { Day } from '../../calendar/domain/day.js';" }],
    ['applicationKnowsNoAdapter', { path: 'src/invoices/application/void.ts', text: "import { R } from '../adapters/invoices.rows.js';" }],
    ['modulesHaveOneDoor', { path: 'src/payments/application/x.ts', text: "import { Invoice } from '../../invoices/domain/invoice.js';" }],
    ['modulesPointOneWay', { path: 'src/invoices/application/x.ts', text: "import { P } from '../../payments/index.js';" }],
    ['modulesPointOneWay', { path: 'src/platform/x.ts', text: "import { P } from '../staff/index.js';" }],
    ['bannedCalls', { path: 'src/invoices/adapters/x.ts', text: 'await sequelize.transaction(async () => 1)' }],
    ['bannedCalls', { path: 'src/invoices/adapters/x.ts', text: 'constructor(private bus: CommandBus) {}' }],
    ['bannedCalls', { path: 'src/invoices/application/x.ts', text: 'await Promise.all([a(), b()])' }],
    ['bannedCalls', { path: 'src/invoices/domain/x.ts', text: 'const day = new Date()' }],
    ['bannedCalls', { path: 'src/invoices/adapters/x.ts', text: 'const amount = parseFloat(text)' }],
    ['bannedCalls', { path: 'src/invoices/adapters/x.ts', text: "import { Session } from '../../platform/database/session.js';" }],
    ['bannedCalls', { path: 'src/invoices/adapters/x.ts', text: 'try { x() } catch {}' }],
    ['forbiddenNames', { path: 'src/invoices/adapters/x.ts', text: 'export class InvoiceManager {}' }],
    ['filesAreShort', { path: 'src/invoices/adapters/x.ts', text: long(300) }],
    ['functionsAreShort', { path: 'src/invoices/adapters/x.ts', text: `function much() {\n${long(60)}\n}` }],
  ];
  it.each(offenders.map(([name, offender]) => ({ name, offender })))('$name: $offender.path', ({ name, offender }) => {
    expect(SOURCE_RULES[name]!([offender])).toHaveLength(1);
  });
  it('a file nobody imports', () => expect((everyFileIsImported([]) as Rule)([{ path: 'src/invoices/lonely.ts', text: '' }])).toHaveLength(1));
  it.each(['{{ x | safe }}', '<p hx-on:click="x">', '<script>x</script>', '<p style="color:red">', '<p class={{ x }}>', '<img src="https://cdn.example/x.png">', '<a onclick="x">'])('an unsafe template: %s', (text) => {
    expect(viewsAreSafe([{ path: 'views/x.njk', text }]).length).toBeGreaterThan(0);
  });
  it('a fragment with a layout', () => expect(fragmentsStandAlone([{ path: 'views/a/_x.njk', text: '{% extends "l.njk" %}' }])).toHaveLength(1));
  it('a view nobody renders', () => expect(everyViewIsRendered([{ path: 'views/a/x.njk', text: '' }], [])).toHaveLength(1));
  it('allows what is allowed', () => {
    const fine: SourceFile[] = [
      { path: 'src/payments/application/x.ts', text: "import { ApplyPayment } from '../../invoices/index.js';\nimport { Money } from '../../shared/money.js';" },
      { path: 'src/payments/domain/payment.ts', text: "import { Aggregate } from '../../shared/aggregate.js';\nimport { x } from './holding.js';" },
    ];
    for (const rule of Object.values(SOURCE_RULES)) expect(rule(fine)).toEqual([]);
  });
});
