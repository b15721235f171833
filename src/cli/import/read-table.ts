import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { fieldsOf, Unreadable } from '../../platform/form-registry.js';
import { CannotRun } from '../failures.js';

/** One bad place of a file; `column` is null when it is about the whole line. */
export interface Problem {
  line: number;
  column: string | null;
  reason: string;
}

export interface Line<L> {
  number: number;
  values: L;
  /** The cells as they stand in the file, in the order of the class: what a line is recognized by. */
  cells: readonly string[];
}

/** A line some cells of which nobody could read: what is wrong with the others is said with it. */
export interface BrokenLine<L> {
  number: number;
  values: Partial<L>;
  unread: ReadonlySet<string>;
}

export interface Table<L> {
  lines: Line<L>[];
  broken: BrokenLine<L>[];
  problems: Problem[];
}

type LineClass<L extends object> = new () => L;
interface RawRecord {
  record: string[];
  info: { lines: number };
}

/** Reads a file into a class whose decorated fields are its columns; a field that is not optional is a column that must be there. */
export function readTable<L extends object>(path: string, lineClass: LineClass<L>): Table<L> {
  const { records, problem } = parsed(readText(path));
  const [header, ...rows] = records;
  if (!header) return { lines: [], broken: [], problems: [problem ?? { line: 1, column: null, reason: `The file is empty; its first line names the columns: ${columnsOf(lineClass).join(', ')}.` }] };
  const names = header.record.map((name) => name.trim().toLowerCase());
  const problems = headerProblems(names, lineClass);
  if (problems.length > 0) return { lines: [], broken: [], problems };
  const table: Table<L> = { lines: [], broken: [], problems: problem ? [problem] : [] };
  for (const row of rows) readRow(row, names, lineClass, table);
  return table;
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new CannotRun(`${path} is not UTF-8; save it as “CSV UTF-8” and run this again.`);
    throw new CannotRun(`${path} cannot be read (${code ?? 'unknown'}); check the name of the file.`);
  }
}

function parsed(text: string): { records: RawRecord[]; problem?: Problem } {
  const records: RawRecord[] = [];
  const keep = (raw: RawRecord): RawRecord => {
    records.push(raw);
    return raw;
  };
  try {
    parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, on_record: keep as never });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? records.length + 1);
    return { records, problem: { line, column: null, reason: `The line cannot be read: ${error.message}` } };
  }
}

function columnsOf(lineClass: LineClass<object>): string[] {
  return [...fieldsOf(lineClass).fields.keys()];
}

function headerProblems(names: readonly string[], lineClass: LineClass<object>): Problem[] {
  const { fields } = fieldsOf(lineClass);
  const say = (column: string, reason: string): Problem => ({ line: 1, column, reason });
  const all = columnsOf(lineClass).join(', ');
  return [
    ...names.filter((name) => !fields.has(name)).map((name) => say(name, `There is no such column here; the columns are ${all}.`)),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => say(name, 'This column stands twice; keep one.')),
    ...[...fields.values()].filter(({ name, read }) => !names.includes(name) && read(undefined) instanceof Unreadable).map(({ name }) => say(name, 'This column is missing; add it to the first line.')),
  ];
}

function readRow<L extends object>({ record, info }: RawRecord, names: readonly string[], lineClass: LineClass<L>, { lines, broken, problems }: Table<L>): void {
  // A quoted cell may span lines: the record is known by its first.
  const number = info.lines - record.join('').split('\n').length + 1;
  if (record.every((cell) => cell.trim() === '')) return;
  if (record.length !== names.length) {
    problems.push({ line: number, column: null, reason: `The line has ${record.length} cells, but the first line names ${names.length} columns; put a cell with a comma in quotes.` });
    return;
  }
  const values: Record<string, unknown> = {};
  const cells: string[] = [];
  const unread = new Set<string>();
  for (const { name, read } of fieldsOf(lineClass).fields.values()) {
    const cell = record[names.indexOf(name)]?.trim() ?? '';
    const value = read(cell);
    cells.push(cell);
    if (value instanceof Unreadable) {
      unread.add(name);
      problems.push({ line: number, column: name, reason: value.sentence });
    } else if (value !== undefined) values[name] = value;
  }
  if (unread.size === 0) lines.push({ number, values: values as L, cells });
  else broken.push({ number, values: values as Partial<L>, unread });
}
