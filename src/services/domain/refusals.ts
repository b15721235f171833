import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

export class ServiceCodeTaken extends DomainError {
  constructor(code: string) {
    super('service-code-taken', `There is already a service with the code ${code}. Find it in the list and set its price there, or use another code.`, ['code']);
  }
}

export class PriceOutOfRange extends DomainError {
  constructor() {
    super('price-out-of-range', `A price is ${formatCents(0)} or more, at most ${formatCents(9_999_999_999)}, and not negative. Type it again.`, ['priceCents']);
  }
}

export class PriceChangedMeanwhile extends Conflict {
  /** @param cents what it costs now; `undefined`: it has no price any more */
  constructor(code: string, cents: number | undefined) {
    const now = cents === undefined ? 'taken away' : `set to ${formatCents(cents)}`;
    super('price-changed', `Meanwhile the price of ${code} was ${now} by somebody else, so no price was changed. Load the page again and set yours.`, ['prices']);
  }
}

export class TaxOutOfRange extends DomainError {
  constructor() {
    super('tax-out-of-range', 'The tax rate is between 0 and 100 percent, for example 8.25.', ['taxBasisPoints']);
  }
}

export class NpiUnreadable extends DomainError {
  constructor() {
    super('npi-unreadable', 'An NPI has ten digits, begins with 1 or 2 and ends in a check digit, for example 1234567893. Type it again, or leave it empty.', ['npi']);
  }
}

export class NpiTaken extends DomainError {
  constructor(npi: string) {
    super('npi-taken', `There is already a provider with the NPI ${npi}. Open that one in the list, or check the digits.`, ['npi']);
  }
}
