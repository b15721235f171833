import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { actAs, systemActor } from '../../platform/actor.js';
import type { Config } from '../../platform/config.js';
import { openSnapshot } from '../../platform/database/snapshot.js';
import { Leases } from '../../platform/leases.js';
import { CONFIG } from '../../platform/platform.module.js';
import { CHECK_LEASE } from '../domain/check-state.js';
import { CheckRuns } from './check-runs.js';
import { promises, proofs } from './run-check.js';

/** Renewed after every invariant; a process that died lets the next one begin after this long. */
const LEASE_MS = 15 * 60_000;
/** Of one invariant no more are listed: who has a hundred has seen enough. */
const MOST_EACH = 100;

/** Runs the ledger check beside everything else: on one moment of the database, on a connection of its own that cannot write or lock. */
@Injectable()
export class Checker implements OnModuleDestroy {
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;
  /** Hears why a run did not end, or its outcome could not be written. */
  onError: (event: string) => void = () => undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly leases: Leases,
    private readonly runs: CheckRuns,
  ) {}

  /** Begins and does not wait. @returns whether it began: another process may be at it */
  async start(runId: string, by: { id: string; name: string }): Promise<boolean> {
    if (!(await this.leases.take(CHECK_LEASE, LEASE_MS))) return false;
    await this.runs.begin(runId, by, promises().length);
    this.#running = actAs(systemActor('system:check'), () => this.#run(runId));
    return true;
  }

  /** Once nothing runs here any more. */
  idle(): Promise<void> {
    return this.#running;
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #run(runId: string): Promise<void> {
    let found = 0;
    try {
      const snapshot = await openSnapshot(this.config);
      try {
        for await (const proof of proofs(snapshot, MOST_EACH)) {
          if (this.#isStopping) throw new Error('the product stops');
          await this.runs.record(runId, proof);
          await this.leases.take(CHECK_LEASE, LEASE_MS);
          found += proof.violations.length;
        }
      } finally {
        await snapshot.close();
      }
      await this.runs.end(runId, found === 0 ? 'held' : 'violated', found);
    } catch {
      this.onError('the ledger check did not end');
      await this.#fail(runId, found);
    } finally {
      await this.#release();
    }
  }

  /** The database may be what failed; the lease then ends by itself. */
  async #fail(runId: string, found: number): Promise<void> {
    try {
      await this.runs.end(runId, 'failed', found);
    } catch {
      this.onError('the outcome of the ledger check could not be written');
    }
  }

  async #release(): Promise<void> {
    try {
      await this.leases.release(CHECK_LEASE);
    } catch {
      this.onError('the lease of the ledger check could not be released');
    }
  }
}
