import type { Reads } from '../../platform/database/snapshot.js';
import { limit, sql } from '../../platform/database/sql.js';
import { depositInvariants } from './deposit-invariants.js';
import type { Invariant, Violation } from './invariant.js';
import { invoiceInvariants } from './invoice-invariants.js';
import { itemInvariants } from './item-invariants.js';
import { locationInvariants } from './location-invariants.js';
import { journalInvariants } from './journal-invariants.js';
import { paymentInvariants } from './payment-invariants.js';
import { TRAIL_INVARIANTS, trailViolations, versionInvariants } from './trail-check.js';

export interface CheckResult {
  holds: boolean;
  /** How many invariants were looked at. */
  checked: number;
  violations: Violation[];
  /** There are more than are listed. */
  more: boolean;
}

/** One invariant looked at. */
export interface Proof {
  invariant: string;
  tookMs: number;
  violations: Violation[];
  /** There are more than are listed. */
  more: boolean;
}

const PAGE = 200;

export function invariants(): Invariant[] {
  return [...journalInvariants, ...locationInvariants, ...invoiceInvariants, ...paymentInvariants, ...depositInvariants, ...itemInvariants, ...versionInvariants()];
}

/** Name and sentence of everything that is checked, in the order of the check. */
export function promises(): { name: string; sentence: string }[] {
  return [...invariants().map(({ name, sentence }) => ({ name, sentence })), ...TRAIL_INVARIANTS];
}

/** Recomputes every invariant of the books and compares every row with the audit trail; changes and repairs nothing. */
export async function runCheck(reads: Reads, options: { mostViolations?: number } = {}): Promise<CheckResult> {
  const most = options.mostViolations ?? 1000;
  const violations: Violation[] = [];
  const result = { holds: true, checked: promises().length, violations, more: false };
  for await (const proof of proofs(reads, most + 1)) {
    violations.push(...proof.violations);
    if (violations.length > most) return { ...result, holds: false, violations: violations.slice(0, most), more: true };
  }
  return { ...result, holds: violations.length === 0 };
}

/**
 * Invariant after invariant.
 * @param mostEach of one invariant no more are looked for
 */
export async function* proofs(reads: Reads, mostEach: number): AsyncGenerator<Proof> {
  for (const one of invariants()) yield prove(one.name, violationsOf(reads, one), mostEach);
  yield* trailProofs(reads, mostEach);
}

async function prove(invariant: string, found: AsyncGenerator<Violation>, most: number): Promise<Proof> {
  const proof: Proof = { invariant, tookMs: 0, violations: [], more: false };
  const began = performance.now();
  for await (const violation of found) {
    proof.more = proof.violations.length === most;
    if (proof.more) break;
    proof.violations.push(violation);
  }
  return { ...proof, tookMs: Math.round(performance.now() - began) };
}

/** Both are seen in one walk through the trail. */
async function* trailProofs(reads: Reads, most: number): AsyncGenerator<Proof> {
  const began = performance.now();
  const byName = new Map<string, Proof>(TRAIL_INVARIANTS.map(({ name }) => [name, { invariant: name, tookMs: 0, violations: [], more: false }]));
  for await (const violation of trailViolations(reads)) {
    const proof = byName.get(violation.invariant)!;
    if (proof.violations.length < most) proof.violations.push(violation);
    else proof.more = true;
    if ([...byName.values()].every(({ more }) => more)) break;
  }
  for (const proof of byName.values()) yield { ...proof, tookMs: Math.round(performance.now() - began) };
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
    for (const { recordId, record, expected, actual } of page) yield { invariant: name, recordId, record, expected: shown(expected), actual: shown(actual) };
    if (page.length < PAGE) return;
    last = page.at(-1)!.recordId;
  }
}

function shown(value: string | number | null): string {
  return value === null ? 'none' : String(value);
}
