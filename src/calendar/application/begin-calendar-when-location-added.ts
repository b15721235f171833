import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { LocationAdded } from '../../locations/index.js';
import { Clock } from '../../platform/clock.js';
import { newId } from '../../platform/ids.js';
import { dayIn } from '../../platform/zones.js';
import { addDays } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';
import { Series } from '../domain/series.js';
import { FIRST_NUMBER } from './add-series.js';
import { DAYS_AHEAD } from './open-days-ahead.js';
import { OpenSpan } from './open-span.js';

/** A location without days or invoice numbers could not post anything. */
@EventsHandler(LocationAdded)
export class BeginCalendarWhenLocationAdded implements IEventHandler<LocationAdded> {
  constructor(
    private readonly calendar: Calendar,
    private readonly span: OpenSpan,
    private readonly clock: Clock,
  ) {}

  async handle({ locationId, timeZone }: LocationAdded): Promise<void> {
    const today = dayIn(timeZone, this.clock.epochMs());
    await this.span.open(locationId, today, addDays(today, DAYS_AHEAD));
    this.calendar.addSeries(Series.begin(newId(), { locationId, kind: 'invoice', firstNumber: FIRST_NUMBER }));
  }
}
