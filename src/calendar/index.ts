export { CalendarModule } from './calendar.module.js';
export { DaysAhead } from './adapters/days-ahead.js';
export { AddSeries } from './application/add-series.js';
export { CloseDay } from './application/close-day.js';
export { OpenDays } from './application/open-days.js';
export { Days, NumberSeries } from './domain/days.js';
