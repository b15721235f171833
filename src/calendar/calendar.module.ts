import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { DaysAhead } from './adapters/days-ahead.js';
import { SequelizeCalendarBook } from './adapters/sequelize-calendar-book.js';
import { SequelizeDays } from './adapters/sequelize-days.js';
import { SequelizeNumberSeries } from './adapters/sequelize-number-series.js';
import { AddSeriesHandler } from './application/add-series.js';
import { CloseDayHandler } from './application/close-day.js';
import { OpenDaysHandler } from './application/open-days.js';
import { CalendarBook } from './domain/calendar-book.js';
import { Days } from './domain/days.js';
import { NumberSeries } from './domain/number-series.js';

@Module({
  imports: [LocationsModule],
  providers: [
    OpenDaysHandler, CloseDayHandler, AddSeriesHandler, DaysAhead,
    { provide: CalendarBook, useClass: SequelizeCalendarBook },
    { provide: Days, useClass: SequelizeDays },
    { provide: NumberSeries, useClass: SequelizeNumberSeries },
  ],
  exports: [Days, NumberSeries, DaysAhead],
})
export class CalendarModule {}
