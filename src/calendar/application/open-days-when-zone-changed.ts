import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { LocationZoneChanged } from '../../locations/index.js';
import { Clock } from '../../platform/clock.js';
import { dayIn } from '../../platform/zones.js';
import { addDays } from '../../shared/calendar-date.js';
import { DAYS_AHEAD } from './open-days-ahead.js';
import { OpenSpan } from './open-span.js';

/** West of before, today may be a day that the books do not have yet. */
@EventsHandler(LocationZoneChanged)
export class OpenDaysWhenZoneChanged implements IEventHandler<LocationZoneChanged> {
  constructor(
    private readonly span: OpenSpan,
    private readonly clock: Clock,
  ) {}

  async handle({ locationId, timeZone }: LocationZoneChanged): Promise<void> {
    const today = dayIn(timeZone, this.clock.epochMs());
    await this.span.open(locationId, today, addDays(today, DAYS_AHEAD));
  }
}
