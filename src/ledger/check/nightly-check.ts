import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { actAs, systemActor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { dayIn, startOfDay } from '../../platform/zones.js';
import { Checker } from './checker.js';

/** After this hour of the clinic's clock the books of the day are checked, once; a product that was off at night does it when it starts. */
const FROM_MS = 2 * 3_600_000;
const LOOK_EVERY_MS = 10 * 60_000;
const BY = { id: 'system:check', name: 'Nightly check' };

@Injectable()
export class NightlyCheck implements OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly checker: Checker,
    private readonly locations: LocationsQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** @param onError a night without a check is made up for ten minutes later */
  keep(onError: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.look().catch(onError), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** @returns whether a check was begun here */
  look(): Promise<boolean> {
    return actAs(systemActor('system:check'), async () => {
      const [first] = await this.locations.all();
      if (!first || !(await this.#isDue(first.timeZone))) return false;
      return this.checker.start(newId(), BY);
    });
  }

  async #isDue(timeZone: string): Promise<boolean> {
    const now = this.clock.epochMs();
    const today = dayIn(timeZone, now);
    if (now - startOfDay(timeZone, today) < FROM_MS) return false;
    const last = await this.reader.one<{ startedAt: string }>(
      sql`SELECT r.started_at AS startedAt FROM check_runs r WHERE r.asked_by = ${BY.id} ORDER BY r.id DESC LIMIT 1`,
    );
    return last === undefined || dayIn(timeZone, Date.parse(`${last.startedAt.slice(0, 23).replace(' ', 'T')}Z`)) !== today;
  }
}
