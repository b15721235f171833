import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { CalendarController } from './adapters/calendar.controller.js';
import { CalendarQueries } from './adapters/calendar.queries.js';
import { DaysAhead } from './adapters/days-ahead.js';
import { NumberingController } from './adapters/numbering.controller.js';
import { SequelizeCalendar } from './adapters/sequelize-calendar.js';
import { SequelizeDays } from './adapters/sequelize-days.js';
import { SequelizeNumberSeries } from './adapters/sequelize-number-series.js';
import { AddSeriesHandler } from './application/add-series.js';
import { BeginCalendarWhenLocationAdded } from './application/begin-calendar-when-location-added.js';
import { ChangeNumberingHandler } from './application/change-numbering.js';
import { CloseDayHandler } from './application/close-day.js';
import { ClosePeriodHandler } from './application/close-period.js';
import { OpenDaysAheadHandler } from './application/open-days-ahead.js';
import { OpenDaysWhenZoneChanged } from './application/open-days-when-zone-changed.js';
import { OpenDaysHandler } from './application/open-days.js';
import { OpenSpan } from './application/open-span.js';
import { ReopenDayHandler } from './application/reopen-day.js';
import { ReopenPeriodHandler } from './application/reopen-period.js';
import { SoftClosePeriodHandler } from './application/soft-close-period.js';
import { Calendar } from './domain/calendar.js';
import { Days, NumberSeries } from './domain/days.js';

@Module({
  imports: [LocationsModule],
  controllers: [CalendarController, NumberingController],
  providers: [
    { provide: Calendar, useClass: SequelizeCalendar },
    { provide: Days, useClass: SequelizeDays },
    { provide: NumberSeries, useClass: SequelizeNumberSeries },
    OpenSpan, DaysAhead, CalendarQueries,
    SoftClosePeriodHandler, ClosePeriodHandler, ReopenPeriodHandler, ReopenDayHandler,
    OpenDaysHandler, OpenDaysAheadHandler, CloseDayHandler, AddSeriesHandler, BeginCalendarWhenLocationAdded,
    ChangeNumberingHandler, OpenDaysWhenZoneChanged,
  ],
  exports: [Days, NumberSeries, DaysAhead],
})
export class CalendarModule {}
