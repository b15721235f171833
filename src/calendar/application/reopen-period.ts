import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, TextField } from '../../platform/form-fields.js';
import { requiredText } from '../../shared/plain-text.js';
import { Calendar } from '../domain/calendar.js';

@Act({ title: 'Open a soft closed month again', needs: 'period.close' })
export class ReopenPeriod {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Month', most: 7 }) month!: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;

  constructor(fields: Partial<ReopenPeriod> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReopenPeriod)
export class ReopenPeriodHandler implements ICommandHandler<ReopenPeriod> {
  constructor(private readonly calendar: Calendar) {}

  async execute({ locationId, month, reason }: ReopenPeriod): Promise<{ month: string }> {
    requiredText(reason, { label: 'The reason', field: 'reason', most: 500 });
    (await this.calendar.period(locationId, month)).reopen();
    return { month };
  }
}
