import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, type Sql } from '../../platform/database/sql.js';
import { Leases } from '../../platform/leases.js';
import type { Scope } from '../../platform/scope.js';
import { promises } from '../check/run-check.js';
import { CHECK_LEASE, PARKING, type CheckState } from '../domain/check-state.js';

export interface RunView {
  id: string;
  askedName: string;
  startedAt: string;
  endedAt: string | null;
  state: CheckState | 'interrupted';
  invariants: number;
  found: number;
  /** Invariants proved so far. */
  proved: number;
  tookMs: number;
}

export interface PromiseView {
  name: string;
  sentence: string;
  /** `undefined`: never looked at. */
  provedAt: string | undefined;
  tookMs: number;
  found: number;
}

export interface FindingView {
  invariant: string;
  sentence: string;
  record: string;
  expected: string;
  actual: string;
  href: string | undefined;
}

interface Finding {
  id: string;
  invariant: string;
  recordId: string;
  record: string;
  expected: string;
  actual: string;
}

interface Place {
  id: string;
  href: string;
  locationId: string;
}

const RUNS_SHOWN = 20;
const FINDINGS_SHOWN = 100;

/** Runs of the ledger check cover everything; which records a finding is about is shown only to those who may see the record. */
@Injectable()
export class CheckQueries {
  constructor(
    private readonly reader: Reader,
    private readonly leases: Leases,
  ) {}

  /** Newest first. */
  async runs(): Promise<RunView[]> {
    const rows = await this.reader.all<Omit<RunView, 'state' | 'tookMs'> & { state: CheckState }>(sql`
      SELECT r.id AS id, r.asked_name AS askedName, r.started_at AS startedAt, r.ended_at AS endedAt, r.state AS state, r.invariants AS invariants, r.found AS found,
        (SELECT COUNT(*) FROM check_results c WHERE c.run_id = r.id) AS proved
      FROM check_runs r ORDER BY r.id DESC ${limit(RUNS_SHOWN)}`);
    const isAlive = rows.some(({ state }) => state === 'running') && (await this.leases.isHeld(CHECK_LEASE));
    // Only the newest can be the one that holds the lease; a process that died leaves its run as it was.
    return rows.map((row, index) => ({
      ...row,
      state: row.state === 'running' && !(isAlive && index === 0) ? 'interrupted' : row.state,
      tookMs: row.endedAt === null ? 0 : epochOf(row.endedAt) - epochOf(row.startedAt),
    }));
  }

  /** Every invariant with the last time it was looked at. */
  async promises(runs: readonly RunView[]): Promise<PromiseView[]> {
    const results = await this.reader.all<{ invariant: string; provedAt: string; tookMs: number; found: number }>(sql`
      SELECT c.invariant AS invariant, c.proved_at AS provedAt, c.took_ms AS tookMs, c.found AS found
      FROM check_results c WHERE c.run_id IN (${list(runs.slice(0, 3).map(({ id }) => id))}) ORDER BY c.id DESC`);
    return promises().map(({ name, sentence }) => {
      const last = results.find(({ invariant }) => invariant === name);
      return { name, sentence, provedAt: last?.provedAt, tookMs: last?.tookMs ?? 0, found: last?.found ?? 0 };
    });
  }

  /** What a run found, at the reader's locations, and how many findings are about others'. */
  async findings(scope: Scope, runId: string): Promise<{ findings: FindingView[]; parked: FindingView[]; hidden: number }> {
    const rows = await this.reader.all<Finding>(sql`
      SELECT f.id AS id, f.invariant AS invariant, f.record_id AS recordId, f.record AS record, f.expected AS expected, f.actual AS actual
      FROM check_findings f WHERE f.run_id = ${runId} ORDER BY f.id ${limit(FINDINGS_SHOWN)}`);
    const places = await this.#places([...new Set(rows.map((row) => row.recordId))]);
    const sentences = new Map(promises().map(({ name, sentence }) => [name, sentence]));
    const visible = rows.filter(({ recordId }) => maySee(scope, places.get(recordId)));
    const findings = visible.map(({ invariant, recordId, record, expected, actual }) => ({
      invariant, record, expected, actual, sentence: sentences.get(invariant) ?? invariant, href: places.get(recordId)?.href,
    }));
    const parked = findings.filter(({ invariant, href }, index) => PARKING.includes(invariant) && findings.findIndex((other) => PARKING.includes(other.invariant) && other.href === href) === index);
    return { findings, parked, hidden: rows.length - visible.length };
  }

  /** Where the records are that the findings name: one read, whatever kind they are of. */
  async #places(ids: readonly string[]): Promise<Map<string, Place>> {
    if (ids.length === 0) return new Map();
    const invoiceOf = (table: Sql): Sql => sql`SELECT x.id AS id, CONCAT('/invoices/', x.invoice_id) AS href, i.location_id AS locationId FROM ${table} x JOIN invoices i ON i.id = x.invoice_id WHERE x.id IN (${list(ids)})`;
    const rows = await this.reader.all<Place>(sql`
      SELECT p.id AS id, CONCAT('/payments/', p.id) AS href, p.location_id AS locationId FROM payments p WHERE p.id IN (${list(ids)})
      UNION ALL SELECT i.id AS id, CONCAT('/invoices/', i.id) AS href, i.location_id AS locationId FROM invoices i WHERE i.id IN (${list(ids)})
      UNION ALL ${invoiceOf(sql`shares`)} UNION ALL ${invoiceOf(sql`invoice_lines`)} UNION ALL ${invoiceOf(sql`transfers`)} UNION ALL ${invoiceOf(sql`adjustments`)} UNION ALL ${invoiceOf(sql`allocations`)}
      UNION ALL SELECT e.id AS id, CONCAT('/ledger/journals/', e.journal_id) AS href, e.location_id AS locationId FROM entries e WHERE e.id IN (${list(ids)})
      UNION ALL SELECT j.id AS id, CONCAT('/ledger/journals/', j.id) AS href, (SELECT MIN(e.location_id) FROM entries e WHERE e.journal_id = j.id) AS locationId FROM journals j WHERE j.id IN (${list(ids)})
      UNION ALL SELECT l.id AS id, CONCAT('/ledger/trial-balance?location=', l.id) AS href, l.id AS locationId FROM locations l WHERE l.id IN (${list(ids)})`);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function epochOf(instant: string): number {
  return Date.parse(`${instant.slice(0, 23).replace(' ', 'T')}Z`);
}

/** What belongs to no location is for those who may see all of them. */
function maySee({ locationIds }: Scope, place: Place | undefined): boolean {
  return locationIds === 'all' || (place !== undefined && locationIds.includes(place.locationId));
}
