import { Injectable } from '@nestjs/common';
import { actAs, systemActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addDays } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';
import { OpenDaysAhead } from './open-days-ahead.js';

export const DAYS_AHEAD = 60;
/** Below this many days ahead the next ones are opened. */
const FEW = 30;

/** Run at every start and once a day: one act when days run short, none otherwise. */
@Injectable()
export class EnsureDaysAhead {
  constructor(
    private readonly calendar: Calendar,
    private readonly commands: Commands,
  ) {}

  async run(): Promise<void> {
    await actAs(systemActor('system:calendar'), async () => {
      if (await this.#isShort()) await this.commands.execute(new OpenDaysAhead({ days: DAYS_AHEAD }));
    });
  }

  async #isShort(): Promise<boolean> {
    for (const locationId of await this.calendar.allLocations()) {
      const today = await this.calendar.today(locationId);
      if ((await this.calendar.known(locationId, today, addDays(today, FEW))).size <= FEW) return true;
    }
    return false;
  }
}
