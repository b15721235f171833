import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { Clock } from '../../platform/clock.js';
import { dayIn } from '../../platform/zones.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

/** Which day it is where the patient stands. */
@Injectable()
export class LocalDay {
  constructor(
    private readonly locations: LocationsQueries,
    private readonly clock: Clock,
  ) {}

  async at(locationId: string | undefined): Promise<CalendarDate> {
    const location = locationId === undefined ? undefined : await this.locations.get(locationId);
    return dayIn(location?.timeZone ?? 'UTC', this.clock.epochMs());
  }
}
