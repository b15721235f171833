import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { addDays } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';
import { OpenSpan } from './open-span.js';

export const DAYS_AHEAD = 60;

/** Keeps every location's days open ahead, so that no posting ever has to open one. */
@Act({ title: 'Open the days ahead', needs: 'system' })
export class OpenDaysAhead {
  /** How many days from today on. */
  days = DAYS_AHEAD;
}

@CommandHandler(OpenDaysAhead)
export class OpenDaysAheadHandler implements ICommandHandler<OpenDaysAhead> {
  constructor(
    private readonly calendar: Calendar,
    private readonly span: OpenSpan,
  ) {}

  async execute({ days }: OpenDaysAhead): Promise<{ opened: number }> {
    let opened = 0;
    for (const locationId of await this.calendar.allLocations()) {
      const today = await this.calendar.today(locationId);
      opened += await this.span.open(locationId, today, addDays(today, days));
    }
    return { opened };
  }
}
