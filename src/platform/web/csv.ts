import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { currentExponent } from '../form-context.js';
import { moneyInput } from './filters.js';

/** A column of an exported list. Amounts are whole cents and stand in the file as `1234.50`; days as `2026-11-25`. */
export interface CsvColumn<T> {
  title: string;
  of(row: T): string | number | null;
  isMoney: boolean;
}

export interface CsvPage<T> {
  items: readonly T[];
  /** The key that the next page begins after; none on the last. */
  next?: string | undefined;
}

export function column<T>(title: string, of: (row: T) => string | number | null): CsvColumn<T> {
  return { title, of, isMoney: false };
}

export function moneyColumn<T>(title: string, of: (row: T) => number | null): CsvColumn<T> {
  return { title, of, isMoney: true };
}

/** A moment as it is stored, to the second: sorts as text and means the same wherever it is opened. */
export function instantColumn<T>(title: string, of: (row: T) => string | null): CsvColumn<T> {
  return column(`${title} (UTC)`, (row) => of(row)?.slice(0, 19).replace('T', ' ') ?? null);
}

/** Lists that are read whole. */
export function wholeList<T>(items: readonly T[]): () => Promise<CsvPage<T>> {
  return () => Promise.resolve({ items });
}

/**
 * Any list as a file: the rows of the list's own query, under its own permission, scope and filter, page by page as they are sent.
 * The first page is read before anything is sent, so that a refusal is still a page with a sentence.
 */
export async function csvFile<T>(name: string, columns: readonly CsvColumn<T>[], page: (after?: string) => Promise<CsvPage<T>>): Promise<StreamableFile> {
  const [first, exponent] = [await page(), currentExponent()];
  // Later pages are read while the answer is on its way; whoever asked is still the one who acts.
  const asTheReader = AsyncLocalStorage.snapshot();
  const rows = Readable.from(recordsOf(first, (after) => asTheReader(() => page(after)), columns));
  const file = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ title }) => title),
    // A cell that a spreadsheet would run stands as text; numbers stay numbers.
    escape_formulas: true,
    cast: { number: (value, { index }) => (columns[index]!.isMoney ? moneyInput(value, { exponent, timeZone: 'UTC' }) : String(value)) },
  });
  rows.on('error', (error) => file.destroy(error));
  return new StreamableFile(rows.pipe(file), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}.csv"` });
}

async function* recordsOf<T>(first: CsvPage<T>, page: (after: string) => Promise<CsvPage<T>>, columns: readonly CsvColumn<T>[]) {
  for (let current = first; ; current = await page(current.next)) {
    for (const row of current.items) yield columns.map(({ of }) => of(row));
    if (current.next === undefined) return;
  }
}
