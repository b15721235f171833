import { formatDate, type CalendarDate } from '../../shared/calendar-date.js';
import { DomainError, Forbidden } from '../../shared/domain-error.js';

const POSTING_DATE = ['postingDate'];

export class ClosedDay extends DomainError {
  constructor(day: CalendarDate, instead?: CalendarDate) {
    const advice = instead === undefined ? 'Leave the posting date empty to use the next open day.' : `Use ${formatDate(instead)} or another open day.`;
    super('closed-day', `${formatDate(day)} is closed at this location. ${advice}`, POSTING_DATE);
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class DayNotOpenYet extends DomainError {
  constructor(day: CalendarDate) {
    super('day-not-open', `${formatDate(day)} is not a day of this location’s books. Choose an open day.`, POSTING_DATE);
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

export class FirstNumberUnusable extends DomainError {
  constructor() {
    super('first-number', 'The first number is a whole number from 1 to 999,999,999.', ['firstNumber']);
  }
}
