import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';

const FIELDS = ['postingDate'];

export class ClosedDay extends DomainError {
  constructor(day: CalendarDate, accountingDay: CalendarDate) {
    super('day-closed', `${formatDate(day)} is closed at this location. Post on ${formatDate(accountingDay)}, or leave the posting date empty.`, FIELDS);
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

export class DayNotOpenYet extends DomainError {
  constructor(day: CalendarDate) {
    super('day-not-open', `${formatDate(day)} is not a day in this location’s books. Choose another posting date, or leave it empty.`, FIELDS);
  }
}

export class FuturePosting extends DomainError {
  constructor(day: CalendarDate, latest: CalendarDate) {
    super('posting-in-future', `${formatDate(day)} is in the future. The latest posting date now is ${formatDate(latest)}.`, FIELDS);
  }
}

export class BeforeLastEntry extends DomainError {
  constructor(day: CalendarDate, last: CalendarDate) {
    super('before-last-entry', `${formatDate(day)} is before the last entry of what this touches. Post on ${formatDate(last)} or later.`, FIELDS);
  }
}

export class DayClosedAlready extends DomainError {
  constructor(day: CalendarDate) {
    super('day-closed-already', `${formatDate(day)} is closed already.`, ['day']);
  }
}

export class DayStillAhead extends DomainError {
  constructor(day: CalendarDate, today: CalendarDate) {
    super('day-ahead', `${formatDate(day)} is still ahead; the latest day that can be closed is today, ${formatDate(today)}.`, ['day']);
  }
}
