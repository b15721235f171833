import { createHash } from 'node:crypto';
import type { Line, Problem, Table } from './read-table.js';
import type { Book } from './book.js';

/** Ids that earlier lines of the same file brought, by a name the plan gave them. */
export type Brought = Map<string, string>;

/** One record of the file and the one command that brings it in. */
export interface Step {
  line: number;
  key: string;
  command: new (fields: never) => object;
  fields: (brought: Brought) => object;
  /** Keeps an id of the command's answer for later lines. */
  bring?: { as: string; from: string };
}

export interface Plan {
  steps: Step[];
  /** Lines whose records are in the books already. */
  alreadyThere: number;
  problems: Problem[];
}

export type Found = Omit<Problem, 'line'>;

/** What one line turns into: its command, or nothing because it is there, or what is wrong with it. */
export type Judged = Pick<Step, 'command' | 'fields' | 'bring'> | 'already there' | readonly Found[];

export interface ImportList<L extends object> {
  line: new () => L;
  /** Lines in the order in which they must come in. */
  ordered?: (lines: readonly Line<L>[]) => Line<L>[];
  /** What must not stand twice in one file. */
  identity: (values: Partial<L>) => string;
  /** All that is wrong with the cells that could be read, one by one. */
  check?: (values: Partial<L>, book: Book, file: FileSoFar) => Promise<Found[]>;
  /** Of a line whose cells are right. */
  judge: (values: L, book: Book, file: FileSoFar) => Promise<Judged>;
}

/** The identities of all lines and of those judged so far. */
export interface FileSoFar {
  everywhere: ReadonlySet<string>;
  before: ReadonlySet<string>;
}

export function problem(column: string | null, reason: string): Found[] {
  return [{ column, reason }];
}

/** Looks at every line before any is brought in. */
export async function planOf<L extends object>(name: string, list: ImportList<L>, { lines, broken, problems }: Table<L>, book: Book): Promise<Plan> {
  const plan: Plan = { steps: [], alreadyThere: 0, problems: [...problems] };
  const keyed = (list.ordered?.(lines) ?? [...lines]).map((line) => ({ line, key: keyOf(name, line.cells), identity: list.identity(line.values) }));
  const known = await book.submissionsAmong(keyed.map(({ key }) => key));
  const firstLines = new Map<string, number>();
  const file = { everywhere: new Set([...keyed.map(({ identity }) => identity), ...broken.map(({ values }) => list.identity(values))]), before: new Set<string>() };
  for (const { line, key, identity } of keyed) {
    const first = firstLines.get(identity);
    firstLines.set(identity, first ?? line.number);
    const found = known.has(key) ? [] : ((await list.check?.(line.values, book, file)) ?? []);
    if (first !== undefined) found.push({ column: null, reason: `Line ${first} brings the same record; keep one of them.` });
    if (found.length > 0) enter(plan, line.number, key, found);
    else if (known.has(key)) plan.alreadyThere += 1;
    else enter(plan, line.number, key, await list.judge(line.values, book, file));
    file.before.add(identity);
  }
  for (const { number, values, unread } of broken) {
    const found = (await list.check?.(values, book, file)) ?? [];
    enter(plan, number, '', found.filter(({ column }) => column === null || !unread.has(column)));
  }
  plan.problems.sort((a, b) => a.line - b.line);
  return plan;
}

function enter(plan: Plan, line: number, key: string, judged: Judged): void {
  if (judged === 'already there') plan.alreadyThere += 1;
  else if ('command' in judged) plan.steps.push({ line, key, ...judged });
  else plan.problems.push(...judged.map((found) => ({ line, ...found })));
}

/** The same line again is the same submission, whenever and however often the file is imported. */
function keyOf(name: string, cells: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 40);
  return `import:${name}:${digest}`;
}
