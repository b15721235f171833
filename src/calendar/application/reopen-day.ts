import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, IdField, TextField } from '../../platform/form-fields.js';
import { requiredText } from '../../shared/plain-text.js';
import { Calendar } from '../domain/calendar.js';
import { monthOf } from '../domain/month.js';

/** A second person will confirm it once there are second persons; until then the reason and the trail answer for it. */
@Act({ title: 'Open a closed day again', needs: 'period.close' })
export class ReopenDay {
  @IdField({ label: 'Location' }) locationId!: string;
  @DateField({ label: 'Day' }) day!: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;

  constructor(fields: Partial<ReopenDay> = {}) {
    Object.assign(this, fields);
  }
}

/** Locks in the order of the postings: the day, then its period. */
@CommandHandler(ReopenDay)
export class ReopenDayHandler implements ICommandHandler<ReopenDay> {
  constructor(private readonly calendar: Calendar) {}

  async execute({ locationId, day, reason }: ReopenDay): Promise<{ day: string }> {
    requiredText(reason, { label: 'The reason', field: 'reason', most: 500 });
    const [found] = await this.calendar.load(locationId, [day]);
    (await this.calendar.period(locationId, monthOf(day))).refuseReopeningDays();
    found!.reopen();
    return { day };
  }
}
