import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { actAs, systemActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { limit, sql } from '../../platform/database/sql.js';
import { Reader } from '../../platform/database/reader.js';
import { addDays } from '../../shared/calendar-date.js';
import { OpenDays } from '../application/open-days.js';
import { Days } from '../domain/days.js';

const DAYS_AHEAD = 60;
const REFILL_BELOW = 30;
const ONCE_A_DAY_MS = 12 * 3600 * 1000;

/** Keeps days open ahead at every location, so that no posting ever creates one. Started with the server. */
@Injectable()
export class DaysAhead {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly locations: LocationsQueries,
    private readonly days: Days,
    private readonly commands: Commands,
    private readonly reader: Reader,
  ) {}

  async ensure(): Promise<void> {
    await actAs(systemActor('system:calendar'), async () => {
      for (const { id } of await this.locations.all()) await this.#extend(id);
    });
  }

  /** @param onError a failure leaves the days of the coming weeks; it is reported and tried again */
  keep(onError: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.ensure().catch(onError), ONCE_A_DAY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #extend(locationId: string): Promise<void> {
    const today = await this.days.today(locationId);
    const last = await this.reader.one<{ day: string }>(
      sql`SELECT day FROM days WHERE location_id = ${locationId} ORDER BY day DESC ${limit(1)}`,
    );
    if (last && last.day >= addDays(today, REFILL_BELOW)) return;
    const from = last && last.day >= today ? addDays(last.day, 1) : today;
    await this.commands.execute(new OpenDays({ locationId, from, through: addDays(today, DAYS_AHEAD) }));
  }
}
