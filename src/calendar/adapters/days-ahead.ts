import { Injectable } from '@nestjs/common';
import { actAs, systemActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addDays } from '../../shared/calendar-date.js';
import { OpenDaysAhead } from '../application/open-days-ahead.js';
import { Calendar } from '../domain/calendar.js';

/** Below this many days ahead the next ones are opened. */
const FEW = 30;
const TWICE_A_DAY_MS = 12 * 3_600_000;

/** Run at every start and while the product runs: one act for all locations when days run short, none otherwise. */
@Injectable()
export class DaysAhead {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly calendar: Calendar,
    private readonly commands: Commands,
  ) {}

  async ensure(): Promise<void> {
    await actAs(systemActor('system:calendar'), async () => {
      if (await this.#isShort()) await this.commands.execute(new OpenDaysAhead());
    });
  }

  /** @param onError a failure leaves the days of the coming weeks; it is reported and tried again */
  keep(onError: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.ensure().catch(onError), TWICE_A_DAY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #isShort(): Promise<boolean> {
    for (const locationId of await this.calendar.allLocations()) {
      const today = await this.calendar.today(locationId);
      if ((await this.calendar.monthsWithoutPeriod(locationId)).length > 0) return true;
      if ((await this.calendar.known(locationId, today, addDays(today, FEW))).size <= FEW) return true;
    }
    return false;
  }
}
