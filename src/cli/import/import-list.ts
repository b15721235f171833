import { withFormContext } from '../../platform/form-context.js';
import type { Call, CliCommand, Result } from '../cli-command.js';
import { type Door, openDoor } from '../door.js';
import { CannotRun, UsageError } from '../failures.js';
import type { Output } from '../output.js';
import { onSnapshot } from '../read-snapshot.js';
import { Book } from './book.js';
import { invoices } from './invoices.js';
import { patients } from './patients.js';
import { payers } from './payers.js';
import { type Brought, type ImportList, type Plan, planOf } from './plan.js';
import { type Problem, readTable } from './read-table.js';
import { services } from './services.js';

const LISTS: Readonly<Record<string, ImportList<object>>> = { patients, payers, services, invoices } as never;
const EVERY_LINES = 50;

export const importList: CliCommand = {
  name: 'import',
  usage: 'patients|payers|services|invoices FILE.csv [--dry-run]',
  summary: 'brings in a list: the whole file is looked at first, then each line comes in by a command of its own; importing again recognizes what is there (examples in db/examples)',
  positionals: 2,
  options: { 'dry-run': { type: 'boolean' } },
  async run(call): Promise<Result> {
    const [name = '', file = ''] = call.positionals;
    const list = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
    if (!list) throw new UsageError(`“${name}” cannot be imported; write one of ${Object.keys(LISTS).join(', ')}.`);
    const plan = await planned(call, name, list, file);
    return carryOut(call, plan, { list: name, file });
  },
};

function planned(call: Call, name: string, list: ImportList<object>, file: string): Promise<Plan> {
  return onSnapshot(call.config, async (snapshot) => {
    const book = await Book.open(snapshot);
    return withFormContext({ exponent: book.organization.exponent }, () => planOf(name, list, readTable(file, list.line), book));
  });
}

async function carryOut({ config, out, options }: Call, { steps, alreadyThere, problems }: Plan, about: { list: string; file: string }): Promise<Result> {
  const isDryRun = options['dry-run'] === true;
  const document = { ...about, dryRun: isDryRun, new: 0, alreadyThere, wouldBeNew: steps.length, problems };
  if (problems.length > 0) {
    for (const found of problems) out.line(sentenceOf(found));
    out.line(`Nothing was imported: ${problems.length === 1 ? 'one place is' : `${problems.length} places are`} to be corrected first.`);
    return { isFine: false, document };
  }
  if (isDryRun || steps.length === 0) {
    out.line(`already there: ${alreadyThere}, ${isDryRun ? 'would be new' : 'new'}: ${steps.length}`);
    return { isFine: true, document };
  }
  const door = await openDoor(config);
  try {
    const { done, refused } = await bringIn(door, steps, out);
    for (const found of refused) out.line(sentenceOf(found));
    out.line(`already there: ${alreadyThere}, new: ${done}${refused.length > 0 ? `, refused: ${refused.length}` : ''}`);
    return { isFine: refused.length === 0, document: { ...document, new: done, problems: refused } };
  } finally {
    await door.close();
  }
}

async function bringIn(door: Door, steps: Plan['steps'], out: Output): Promise<{ done: number; refused: Problem[] }> {
  const brought: Brought = new Map();
  const refused: Problem[] = [];
  let done = 0;
  for (const [index, { line, key, command, fields, bring }] of steps.entries()) {
    const reply = await door.try(command as new (fields: object) => object, fields(brought), key);
    if (reply.ok) {
      done += 1;
      if (bring) brought.set(bring.as, String((reply.answer as Record<string, unknown>)[bring.from]));
    } else if (reply.isRefusal) refused.push({ line, column: null, reason: reply.sentence });
    else throw new CannotRun(`Stopped at line ${line} with ${done} lines brought in: ${reply.sentence} Run the same import again to go on.`);
    if ((index + 1) % EVERY_LINES === 0 || index + 1 === steps.length) out.progress(`${index + 1} of ${steps.length} lines`);
  }
  return { done, refused };
}

function sentenceOf({ line, column, reason }: Problem): string {
  return `line ${line}${column === null ? '' : `, ${column}`}: ${reason}`;
}
