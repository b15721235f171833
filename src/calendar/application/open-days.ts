import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { CalendarBook } from '../domain/calendar-book.js';
import { Day } from '../domain/day.js';

/** Creates the days of a location that do not exist yet, both ends included. */
@Act({ title: 'Open days ahead', needs: 'system' })
export class OpenDays {
  locationId!: string;
  from!: CalendarDate;
  through!: CalendarDate;

  constructor(fields: Partial<OpenDays> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(OpenDays)
export class OpenDaysHandler implements ICommandHandler<OpenDays> {
  constructor(private readonly book: CalendarBook) {}

  async execute({ locationId, from, through }: OpenDays): Promise<{ opened: number }> {
    const present = new Set(await this.book.present(locationId, from, through));
    let opened = 0;
    for (let day = from; day <= through; day = addDays(day, 1)) {
      if (present.has(day)) continue;
      this.book.add(Day.open(newId(), locationId, day));
      opened += 1;
    }
    return { opened };
  }
}
