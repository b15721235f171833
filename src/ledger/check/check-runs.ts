import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { join, sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { OutsideTrail } from '../../platform/outside-trail.js';
import type { CheckState } from '../domain/check-state.js';
import type { Violation } from './invariant.js';
import type { Proof } from './run-check.js';

const MOST_TEXT = 200;

/** Where the outcome of a check is written: outside the trail, and never changed once it is proved. */
@Injectable()
export class CheckRuns {
  constructor(
    private readonly outside: OutsideTrail,
    private readonly clock: Clock,
  ) {}

  async begin(id: string, by: { id: string; name: string }, invariants: number): Promise<void> {
    await this.outside.run(sql`
      INSERT INTO check_runs (id, asked_by, asked_name, started_at, invariants, ended_at, state, found)
      VALUES (${id}, ${by.id}, ${by.name}, ${this.clock.now()}, ${invariants}, ${null}, 'running', 0)`);
  }

  async record(runId: string, { invariant, tookMs, violations }: Proof): Promise<void> {
    if (violations.length > 0) await this.#findings(runId, violations);
    await this.outside.run(sql`
      INSERT INTO check_results (id, run_id, invariant, proved_at, took_ms, found) VALUES (${newId()}, ${runId}, ${invariant}, ${this.clock.now()}, ${tookMs}, ${violations.length})`);
  }

  async end(runId: string, state: CheckState, found: number): Promise<void> {
    await this.outside.run(sql`UPDATE check_runs SET ended_at = ${this.clock.now()}, state = ${state}, found = ${found} WHERE id = ${runId}`);
  }

  async #findings(runId: string, violations: readonly Violation[]): Promise<void> {
    const rows = violations.map(({ invariant, recordId, record, expected, actual }) =>
      sql`(${newId()}, ${runId}, ${invariant}, ${recordId.slice(0, 26)}, ${record.slice(0, MOST_TEXT)}, ${expected.slice(0, MOST_TEXT)}, ${actual.slice(0, MOST_TEXT)})`);
    await this.outside.run(sql`INSERT INTO check_findings (id, run_id, invariant, record_id, record, expected, actual) VALUES ${join(rows, ', ')}`);
  }
}
