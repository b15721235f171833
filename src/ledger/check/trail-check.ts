import { aggregateMaps, partsOf, type AggregateMap } from '../../platform/aggregate-map.js';
import { columnsOf, snakeCase, tableOf, type RowClass } from '../../platform/database/columns.js';
import type { Reads } from '../../platform/database/snapshot.js';
import { identifier, list, Sql, sql } from '../../platform/database/sql.js';
import { missingRow, unequalFields, type Difference } from '../../platform/row-difference.js';
import { foldedRecords, type FoldedRecord, type FoldedRow } from '../../platform/trail-fold.js';
import { invariant, type Invariant, type Violation } from './invariant.js';

const RECORDS_AT_ONCE = 200;

/** What no single query can see. */
export const TRAIL_INVARIANTS = [
  { name: 'trail-follows-itself', sentence: 'The audit entries of every record follow each other without a break.' },
  { name: 'database-equals-trail', sentence: 'Every column of every business table is what the audit trail says it is.' },
] as const;

/** `version` counts the audit entries of a record, from 1 and without gaps; a record without any is found here as well. */
export function versionInvariants(): Invariant[] {
  return aggregateMaps().map((map) =>
    invariant(`versions-of-${map.type}`, `The version of every ${map.type} counts its audit entries without gaps.`, sql`
      SELECT r.id AS recordId, CONCAT(${`${map.type} `}, r.id) AS record, r.version AS expected,
        CASE WHEN a.entries = a.newest THEN a.newest ELSE NULL END AS actual
      FROM ${identifier(tableOf(map.root))} r
      LEFT JOIN (SELECT record_id, COUNT(*) AS entries, MAX(version) AS newest FROM audit_entries WHERE record_type = ${map.type} GROUP BY record_id) a
        ON a.record_id = r.id`),
  );
}

/** Every column of every business table is what the audit trail says it is. Holds a page of records at a time. */
export async function* trailViolations(reads: Reads): AsyncGenerator<Violation> {
  for (const map of aggregateMaps()) {
    let page: FoldedRecord[] = [];
    for await (const record of foldedRecords(reads, map)) {
      for (const sentence of record.contradictions) yield { invariant: 'trail-follows-itself', recordId: record.id, record: `${map.type} ${record.id}`, expected: 'a trail without a break', actual: sentence };
      page.push(record);
      if (page.length < RECORDS_AT_ONCE) continue;
      yield* comparePage(reads, map, page);
      page = [];
    }
    yield* comparePage(reads, map, page);
  }
}

async function* comparePage(reads: Reads, map: AggregateMap, records: readonly FoldedRecord[]): AsyncGenerator<Violation> {
  if (records.length === 0) return;
  const ids = records.map((record) => record.id);
  for (const [part, rowClass] of Object.entries(partsOf(map))) {
    const stored = await rowsOfRecords(reads, rowClass, part === 'root' ? 'id' : map.parent!, ids);
    const folded = new Map(records.flatMap((record) => [...(record.parts.get(part) ?? [])]));
    for (const difference of differences(rowClass, stored, folded)) yield asViolation(difference);
  }
}

function differences(rowClass: RowClass, stored: readonly FoldedRow[], folded: ReadonlyMap<string, FoldedRow>): Difference[] {
  const seen = new Set(stored.map((row) => String(row.id)));
  const here = stored.flatMap((row) => {
    const told = folded.get(String(row.id));
    return told ? unequalFields(rowClass, row, told) : [missingRow(rowClass, String(row.id), 'trail')];
  });
  const gone = [...folded.keys()].filter((id) => !seen.has(id)).map((id) => missingRow(rowClass, id, 'database'));
  return [...here, ...gone];
}

function rowsOfRecords(reads: Reads, rowClass: RowClass, property: string, ids: readonly string[]): Promise<FoldedRow[]> {
  const columns = new Sql(columnsOf(rowClass).map((column) => `${column.column} AS ${column.property}`).join(', '), []);
  return reads.all<FoldedRow>(sql`SELECT ${columns} FROM ${identifier(tableOf(rowClass))} WHERE ${identifier(snakeCase(property))} IN (${list(ids)})`);
}

function asViolation({ table, record, field, database, trail }: Difference): Violation {
  return { invariant: 'database-equals-trail', recordId: record, record: `${table} ${record}, ${field}`, expected: trail, actual: database };
}
