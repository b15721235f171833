import type { Reads } from '../../platform/database/snapshot.js';
import { limit, sql } from '../../platform/database/sql.js';
import { depositInvariants } from './deposit-invariants.js';
import type { Invariant, Violation } from './invariant.js';
import { invoiceInvariants } from './invoice-invariants.js';
import { itemInvariants } from './item-invariants.js';
import { journalInvariants } from './journal-invariants.js';
import { paymentInvariants } from './payment-invariants.js';
import { trailViolations, versionInvariants } from './trail-check.js';

export interface CheckResult {
  holds: boolean;
  /** How many invariants were looked at. */
  checked: number;
  violations: Violation[];
  /** There are more than are listed. */
  more: boolean;
}

const PAGE = 200;

export function invariants(): Invariant[] {
  return [...journalInvariants, ...invoiceInvariants, ...paymentInvariants, ...depositInvariants, ...itemInvariants, ...versionInvariants()];
}

/** Recomputes every invariant of the books and compares every row with the audit trail; changes and repairs nothing. */
export async function runCheck(reads: Reads, options: { mostViolations?: number } = {}): Promise<CheckResult> {
  const most = options.mostViolations ?? 1000;
  const violations: Violation[] = [];
  const all = invariants();
  // Two more that no single query can see: the trail follows itself, and the database is what the trail says.
  const result = { holds: true, checked: all.length + 2, violations, more: false };
  for await (const violation of everyViolation(reads, all)) {
    result.holds = false;
    if (violations.length === most) return { ...result, more: true };
    violations.push(violation);
  }
  return result;
}

async function* everyViolation(reads: Reads, all: readonly Invariant[]): AsyncGenerator<Violation> {
  for (const one of all) yield* violationsOf(reads, one);
  yield* trailViolations(reads);
}

interface Found {
  recordId: string;
  record: string;
  expected: string | number | null;
  actual: string | number | null;
}

async function* violationsOf(reads: Reads, { name, rows }: Invariant): AsyncGenerator<Violation> {
  let last = '';
  for (;;) {
    const page = await reads.all<Found>(sql`
      SELECT v.recordId AS recordId, v.record AS record, v.expected AS expected, v.actual AS actual FROM (${rows}) v
      WHERE v.recordId > ${last} AND (v.expected <> v.actual OR v.actual IS NULL OR v.expected IS NULL) ORDER BY v.recordId ${limit(PAGE)}`);
    for (const { record, expected, actual } of page) yield { invariant: name, record, expected: shown(expected), actual: shown(actual) };
    if (page.length < PAGE) return;
    last = page.at(-1)!.recordId;
  }
}

function shown(value: string | number | null): string {
  return value === null ? 'none' : String(value);
}
