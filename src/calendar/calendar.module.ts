import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { DaysAhead } from './adapters/days-ahead.js';
import { SequelizeCalendar } from './adapters/sequelize-calendar.js';
import { SequelizeDays } from './adapters/sequelize-days.js';
import { SequelizeNumberSeries } from './adapters/sequelize-number-series.js';
import { AddSeriesHandler } from './application/add-series.js';
import { BeginCalendarWhenLocationAdded } from './application/begin-calendar-when-location-added.js';
import { CloseDayHandler } from './application/close-day.js';
import { OpenDaysAheadHandler } from './application/open-days-ahead.js';
import { OpenDaysHandler } from './application/open-days.js';
import { OpenSpan } from './application/open-span.js';
import { Calendar } from './domain/calendar.js';
import { Days, NumberSeries } from './domain/days.js';

@Module({
  imports: [LocationsModule],
  providers: [
    { provide: Calendar, useClass: SequelizeCalendar },
    { provide: Days, useClass: SequelizeDays },
    { provide: NumberSeries, useClass: SequelizeNumberSeries },
    OpenSpan, DaysAhead,
    OpenDaysHandler, OpenDaysAheadHandler, CloseDayHandler, AddSeriesHandler, BeginCalendarWhenLocationAdded,
  ],
  exports: [Days, NumberSeries, DaysAhead],
})
export class CalendarModule {}
