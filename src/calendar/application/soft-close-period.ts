import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, TextField } from '../../platform/form-fields.js';
import { Calendar } from '../domain/calendar.js';
import { mustHaveEnded } from './month-ended.js';

/** From then on only a supervisor or finance posts into the month, with a reason. */
@Act({ title: 'Soft close a month', needs: 'period.close' })
export class SoftClosePeriod {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Month', most: 7 }) month!: string;

  constructor(fields: Partial<SoftClosePeriod> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SoftClosePeriod)
export class SoftClosePeriodHandler implements ICommandHandler<SoftClosePeriod> {
  constructor(private readonly calendar: Calendar) {}

  async execute({ locationId, month }: SoftClosePeriod): Promise<{ month: string }> {
    const period = await this.calendar.period(locationId, month);
    await mustHaveEnded(this.calendar, locationId, month);
    period.softClose();
    return { month };
  }
}
