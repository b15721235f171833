import { formatDate, type CalendarDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';

export class DateLongAgo extends DomainError {
  constructor(which: 'payment' | 'deposit', field: string) {
    super('date-long-ago', `The ${which} date lies before Jan 1, 2000. Check the year.`, [field]);
  }
}

export class DepositDateFarAhead extends DomainError {
  constructor(latest: CalendarDate) {
    super('deposit-date-ahead', `The deposit date lies far ahead. Type the day the bank has the money, ${formatDate(latest)} at the latest, or leave it empty until then.`, ['depositDate']);
  }
}
