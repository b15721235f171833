import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Calendar } from '../domain/calendar.js';
import { SeriesExists } from '../domain/refusals.js';
import { Series } from '../domain/series.js';

export const FIRST_NUMBER = 10_001;

/** A location gets its invoice numbers with itself, from 10001 on; this begins a further series. A series that is there stays as it is. */
@Act({ title: 'Begin a number series', needs: 'system' })
export class AddSeries {
  locationId!: string;
  kind!: string;
  firstNumber?: number;

  constructor(fields: Partial<AddSeries> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddSeries)
export class AddSeriesHandler implements ICommandHandler<AddSeries> {
  constructor(private readonly calendar: Calendar) {}

  async execute({ locationId, kind, firstNumber }: AddSeries): Promise<{ seriesId: string }> {
    const existing = await this.calendar.seriesOf(locationId, kind);
    if (existing !== undefined && firstNumber !== undefined) throw new SeriesExists(kind);
    if (existing !== undefined) return { seriesId: existing };
    const series = Series.begin(newId(), { locationId, kind, firstNumber: firstNumber ?? FIRST_NUMBER });
    this.calendar.addSeries(series);
    return { seriesId: series.id };
  }
}
