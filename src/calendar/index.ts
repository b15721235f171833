export { CalendarModule } from './calendar.module.js';
export { DaysQueries, type DayItem } from './adapters/days.queries.js';
export { DaysAhead } from './adapters/days-ahead.js';
export { AddSeries } from './application/add-series.js';
export { CloseDay } from './application/close-day.js';
export { OpenDays } from './application/open-days.js';
export { Days, NumberSeries } from './domain/days.js';
export { choosePostingDate, type DayBook } from './domain/posting-date.js';
export { ClosedDay, DayNotOpenYet } from './domain/refusals.js';
