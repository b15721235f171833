import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, FlagField, IdField } from '../../platform/form-fields.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { Calendar } from '../domain/calendar.js';

/** Nothing is posted on the day from then on. Earlier days that are still open are listed, or closed along with it. */
@Act({ title: 'Close a day', needs: 'day.close' })
export class CloseDay {
  @IdField({ label: 'Location' }) locationId!: string;
  /** Today at the location when left out. */
  @DateField({ label: 'Day', optional: true }) day?: string;
  /** Also closes every earlier open day. */
  @FlagField() andEarlier?: boolean;

  constructor(fields: Partial<CloseDay> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(CloseDay)
export class CloseDayHandler implements ICommandHandler<CloseDay> {
  constructor(private readonly calendar: Calendar) {}

  async execute({ locationId, day, andEarlier }: CloseDay): Promise<{ closed: CalendarDate[]; earlierOpen: CalendarDate[] }> {
    const today = await this.calendar.today(locationId);
    const last = day ?? today;
    const earlier = await this.calendar.openBefore(locationId, last);
    const closed = [...(andEarlier ? earlier : []), last];
    for (const one of await this.calendar.load(locationId, closed)) one.close(today);
    return { closed, earlierOpen: andEarlier ? [] : earlier };
  }
}
