import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Calendar } from '../domain/calendar.js';
import { SeriesExists } from '../domain/refusals.js';
import { Series } from '../domain/series.js';

export const FIRST_NUMBER = 10_001;

/** A location gets its invoice numbers with itself; this begins a further series. */
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
    if (await this.calendar.hasSeries(locationId, kind)) throw new SeriesExists(kind);
    const series = Series.begin(newId(), { locationId, kind, firstNumber: firstNumber ?? FIRST_NUMBER });
    this.calendar.addSeries(series);
    return { seriesId: series.id };
  }
}
