import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';
import type { EarlierPayment } from './refusals.js';

const FIELDS = ['duplicateReason', 'reference'];

function remedy(mayOverride: boolean): string {
  return `If this is another payment, type the number it bears${mayOverride ? ', or say why it is another' : '; without one a billing clerk records it'}.`;
}

export class LooksRecorded extends DomainError {
  constructor({ number, partyName, amountCents, enteredBy }: EarlierPayment, paymentDate: CalendarDate, mayOverride: boolean) {
    super('looks-recorded', `${enteredBy} has recorded ${formatCents(amountCents)} from ${partyName} of ${formatDate(paymentDate)} as PAY-${number}, and nothing tells this payment apart. ${remedy(mayOverride)}`, FIELDS);
  }
}

export class LooksRecordedElsewhere extends DomainError {
  constructor(mayOverride: boolean) {
    super('looks-recorded-elsewhere', `The same amount from this payer of the same day is already recorded at another location, and nothing tells this payment apart. ${remedy(mayOverride)}`, FIELDS);
  }
}
