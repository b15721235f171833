import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { FlagField, IdField, TextField } from '../../platform/form-fields.js';
import { Calendar } from '../domain/calendar.js';
import { EarlierPeriodOpen, PeriodHasOpenDays } from '../domain/refusals.js';
import { mustHaveEnded } from './month-ended.js';

/** Nobody posts into the month from then on: all its days are closed, and all months before it. */
@Act({ title: 'Close a month', needs: 'period.close' })
export class ClosePeriod {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Month', most: 7 }) month!: string;
  /** Also closes the days of the month that are still open. */
  @FlagField() andDays?: boolean;

  constructor(fields: Partial<ClosePeriod> = {}) {
    Object.assign(this, fields);
  }
}

/** Locks in the order of the postings: days, then the period. */
@CommandHandler(ClosePeriod)
export class ClosePeriodHandler implements ICommandHandler<ClosePeriod> {
  constructor(private readonly calendar: Calendar) {}

  async execute({ locationId, month, andDays }: ClosePeriod): Promise<{ month: string; closedDays: string[] }> {
    const [earlier] = await this.calendar.notClosedBefore(locationId, month);
    if (earlier !== undefined) throw new EarlierPeriodOpen(month, earlier);
    await mustHaveEnded(this.calendar, locationId, month);
    const open = await this.calendar.openIn(locationId, month);
    if (open.length > 0 && !andDays) throw new PeriodHasOpenDays(month, open);
    const today = await this.calendar.today(locationId);
    for (const day of await this.calendar.load(locationId, open)) day.close(today);
    const period = await this.calendar.period(locationId, month);
    // Whoever opened a day meanwhile held the period until now: what it left is seen here.
    const since = (await this.calendar.openIn(locationId, month)).filter((day) => !open.includes(day));
    if (since.length > 0) throw new PeriodHasOpenDays(month, since);
    period.close();
    return { month, closedDays: open };
  }
}
