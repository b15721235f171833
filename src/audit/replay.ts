import { aggregateMaps, partsOf, type AggregateMap } from '../platform/aggregate-map.js';
import { tableOf, type RowClass } from '../platform/database/columns.js';
import { openScratch, type Scratch } from '../platform/database/scratch.js';
import type { Reads } from '../platform/database/snapshot.js';
import { sql } from '../platform/database/sql.js';
import type { Difference } from '../platform/row-difference.js';
import { insertRows } from '../platform/row-sql.js';
import { foldedRecords, type FoldedRecord, type FoldedRow } from '../platform/trail-fold.js';
import { compareTable } from './table-comparison.js';

export interface ReplayResult {
  equal: boolean;
  tables: number;
  rows: number;
  records: number;
  /** The first ones, at most `MOST_DIFFERENCES`. */
  differences: Difference[];
}

const MOST_DIFFERENCES = 50;
const RECORDS_AT_ONCE = 200;

/**
 * Rebuilds an empty database from the audit trail alone and compares every business table with the source, row for row.
 * Holds a page of each side at a time, whatever the size of the clinic.
 */
export async function replay(source: Reads, scratchFolder: string): Promise<ReplayResult> {
  const scratch = await openScratch(scratchFolder);
  try {
    const result: ReplayResult = { equal: false, tables: 0, rows: 0, records: 0, differences: [] };
    for (const map of aggregateMaps()) await rebuild(source, map, scratch, result);
    await noteDanglingKeys(scratch, result);
    for (const rowClass of businessTables()) await compare(source, rowClass, scratch, result);
    result.equal = result.differences.length === 0;
    return result;
  } finally {
    await scratch.drop();
  }
}

async function rebuild(source: Reads, map: AggregateMap, scratch: Scratch, result: ReplayResult): Promise<void> {
  let waiting: FoldedRecord[] = [];
  for await (const record of foldedRecords(source, map)) {
    result.records += 1;
    for (const sentence of record.contradictions) note(result, { table: tableOf(map.root), record: record.id, field: 'trail', database: '', trail: sentence });
    waiting.push(record);
    if (waiting.length < RECORDS_AT_ONCE) continue;
    await write(map, waiting, scratch, result);
    waiting = [];
  }
  await write(map, waiting, scratch, result);
}

async function write(map: AggregateMap, records: readonly FoldedRecord[], scratch: Scratch, result: ReplayResult): Promise<void> {
  await scratch.run(sql`BEGIN`);
  for (const [part, rowClass] of Object.entries(partsOf(map))) {
    const rows = records.flatMap((record) => [...(record.parts.get(part)?.values() ?? [])]);
    if (rows.length > 0) await insert(rowClass, rows, scratch, result);
  }
  await scratch.run(sql`COMMIT`);
}

/** A page that does not fit is entered row by row, so that only what the tables refuse is missing and named. */
async function insert(rowClass: RowClass, rows: readonly FoldedRow[], scratch: Scratch, result: ReplayResult): Promise<void> {
  try {
    for (const statement of insertRows(rowClass, rows)) await scratch.run(statement);
  } catch (refusal) {
    if (rows.length === 1) {
      note(result, { table: tableOf(rowClass), record: String(rows[0]!.id), field: 'row', database: 'refused', trail: (refusal as Error).message });
      return;
    }
    for (const row of rows) await insert(rowClass, [row], scratch, result);
  }
}

async function noteDanglingKeys(scratch: Scratch, result: ReplayResult): Promise<void> {
  for (const key of new Set(await scratch.danglingKeys())) {
    note(result, { table: key.split(' ')[0]!, record: '', field: 'foreign key', database: '', trail: `rows lead nowhere: ${key}` });
  }
}

async function compare(source: Reads, rowClass: RowClass, scratch: Scratch, result: ReplayResult): Promise<void> {
  result.tables += 1;
  for await (const step of compareTable(source, scratch, rowClass)) {
    result.rows += step.rows;
    for (const difference of step.differences) note(result, difference);
    if (result.differences.length >= MOST_DIFFERENCES) return;
  }
}

function businessTables(): RowClass[] {
  return [...new Set(aggregateMaps().flatMap((map) => Object.values(partsOf(map))))];
}

function note(result: ReplayResult, difference: Difference): void {
  if (result.differences.length < MOST_DIFFERENCES) result.differences.push(difference);
}
