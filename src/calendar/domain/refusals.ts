import { formatDate, type CalendarDate } from '../../shared/calendar-date.js';
import { DomainError, Forbidden } from '../../shared/domain-error.js';
import { formatMonth, type Month } from './month.js';

const POSTING_DATE = ['postingDate'];
const HERE = 'this location';

export class ClosedDay extends DomainError {
  constructor(day: CalendarDate, instead?: CalendarDate, place = HERE) {
    const advice = instead === undefined ? 'Leave the posting date empty to use the next open day.' : `Use ${formatDate(instead)} or another open day.`;
    super('closed-day', `${formatDate(day)} is closed at ${place}. ${advice}`, POSTING_DATE);
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class DayNotOpenYet extends DomainError {
  constructor(day: CalendarDate, place = HERE) {
    super('day-not-open', `${formatDate(day)} is not a day of the books of ${place}. Choose an open day.`, POSTING_DATE);
  }
}

export class PostingDateInFuture extends DomainError {
  constructor(typed: CalendarDate, latest: CalendarDate) {
    super('posting-date-in-future', `The posting date ${formatDate(typed)} is in the future; the latest is ${formatDate(latest)}.`, POSTING_DATE);
  }
}

export class PostingDateBeforeLastEntry extends DomainError {
  constructor(typed: CalendarDate, proposed: CalendarDate) {
    super(
      'posting-date-before-last-entry',
      `The posting date ${formatDate(typed)} lies before the last entry of what this changes. Use ${formatDate(proposed)}.`,
      POSTING_DATE,
    );
  }
}

export class MayNotDateBack extends Forbidden {
  constructor(accountingDay: CalendarDate) {
    super(`Your role does not date back. Leave the posting date empty, or use ${formatDate(accountingDay)}.`);
  }
}

export class DayAlreadyClosed extends DomainError {
  constructor(day: CalendarDate) {
    super('day-already-closed', `${formatDate(day)} is already closed at this location.`, ['day']);
  }
}

export class DayToCome extends DomainError {
  constructor(day: CalendarDate, today: CalendarDate) {
    super('day-to-come', `${formatDate(day)} has not come yet; the latest day you can close is ${formatDate(today)}.`, ['day']);
  }
}

export class DaysOutOfOrder extends DomainError {
  constructor() {
    super('days-out-of-order', 'The first day must not lie after the last, and both within ten years.', ['from', 'through']);
  }
}

export class SeriesMissing extends DomainError {
  constructor(kind: string) {
    super('series-missing', `This location has no numbers for ${kind}s yet. Ask an administrator to set them up.`);
  }
}

export class SeriesExists extends DomainError {
  constructor(kind: string) {
    super('series-exists', `This location already numbers its ${kind}s. A series keeps its numbers without gaps, so it is set up once.`, ['kind']);
  }
}

export class FirstSlipTaken extends DomainError {
  constructor() {
    super('first-slip-taken', 'Somebody made the first deposit of this location at the same moment. Press the button again.');
  }
}

export class FirstNumberUnusable extends DomainError {
  constructor() {
    super('first-number', 'The first number is a whole number from 1 to 999,999,999.', ['firstNumber']);
  }
}

export class DayIsOpen extends DomainError {
  constructor(day: CalendarDate) {
    super('day-is-open', `${formatDate(day)} is open at this location; nothing needs to be reopened.`, ['day']);
  }
}

export class SoftClosedPeriod extends Forbidden {
  constructor(month: Month, instead: CalendarDate, place = HERE) {
    super(`${formatMonth(month)} is soft closed at ${place}: only a supervisor or finance posts into it, with a reason. Use ${formatDate(instead)}, or ask one of them.`);
  }
}

export class SoftClosedNeedsReason extends DomainError {
  constructor(month: Month, place = HERE) {
    super('soft-closed-needs-reason', `${formatMonth(month)} is soft closed at ${place}. Type the reason for posting into it, or choose a day of an open month.`, ['reason']);
  }
}

export class ClosedPeriod extends DomainError {
  constructor(month: Month, instead: CalendarDate, place = HERE) {
    super('closed-period', `${formatMonth(month)} is closed at ${place}. Use ${formatDate(instead)} or another day of an open month.`, POSTING_DATE);
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class PeriodUnknown extends DomainError {
  constructor() {
    super('period-unknown', 'This location has no days in that month. Choose a month of the list.', ['month']);
  }
}

export class PeriodToCome extends DomainError {
  constructor(month: Month, lastDay: CalendarDate) {
    super('period-to-come', `${formatMonth(month)} has not ended yet: its last day, ${formatDate(lastDay)}, is still open.`, ['month']);
  }
}

export class PeriodIsOpen extends DomainError {
  constructor(month: Month) {
    super('period-is-open', `${formatMonth(month)} is open at this location already.`, ['month']);
  }
}

export class PeriodIsSoftClosed extends DomainError {
  constructor(month: Month) {
    super('period-is-soft-closed', `${formatMonth(month)} is soft closed at this location already.`, ['month']);
  }
}

export class PeriodIsClosed extends DomainError {
  constructor(month: Month) {
    super(
      'period-is-closed',
      `${formatMonth(month)} is closed at this location and stays closed: opening it again takes a second person, which this version does not have yet. Correct it by an entry of an open month.`,
      ['month'],
    );
  }
}

export class PeriodHasOpenDays extends DomainError {
  constructor(month: Month, days: readonly CalendarDate[]) {
    const more = days.length > 5 ? ` and ${days.length - 5} more` : '';
    super('period-has-open-days', `${formatMonth(month)} still has open days: ${days.slice(0, 5).map(formatDate).join('; ')}${more}. Close them first, or close them with it.`, ['andDays']);
  }
}

export class EarlierPeriodOpen extends DomainError {
  constructor(month: Month, earlier: Month) {
    super('earlier-period-open', `${formatMonth(earlier)} is not closed yet. Close it before ${formatMonth(month)}.`, ['month']);
  }
}

export class NextNumberLowered extends DomainError {
  constructor(next: number) {
    super('next-number', `The next number is ${next}; it can only be raised, or a number would be given twice.`, ['nextNumber']);
  }
}
