import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { CalendarBook } from '../domain/calendar-book.js';
import { Series } from '../domain/series.js';

@Act({ title: 'Add a number series', needs: 'settings.edit' })
export class AddSeries {
  locationId!: string;
  kind!: 'invoice';

  constructor(fields: Partial<AddSeries> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddSeries)
export class AddSeriesHandler implements ICommandHandler<AddSeries> {
  constructor(private readonly book: CalendarBook) {}

  execute({ locationId, kind }: AddSeries): Promise<{ seriesId: string }> {
    const series = Series.begin(newId(), locationId, kind);
    this.book.add(series);
    return Promise.resolve({ seriesId: series.id });
  }
}
