import { DomainError } from '../../shared/domain-error.js';
import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';

export class DraftIsClosed extends DomainError {
  constructor(state: string) {
    super('draft-closed', state === 'finalized' ? 'This draft is finalized already; open the invoice instead.' : 'This draft was discarded; start a new one.');
  }
}

export class DraftIsReviewed extends DomainError {
  constructor() {
    super('draft-reviewed', 'This draft is reviewed and stays as it is. Send it back with a note to change it.');
  }
}

export class DraftNotReviewed extends DomainError {
  constructor() {
    super('draft-not-reviewed', 'This draft is not reviewed, so there is nothing to send back; change it as it is.');
  }
}

export class ReturnUnexplained extends DomainError {
  constructor() {
    super('return-unexplained', 'Type what is to be changed; whoever opens the draft reads it.', ['reason']);
  }
}

export class DraftHasNoLines extends DomainError {
  constructor() {
    super('draft-empty', 'Add at least one line first.');
  }
}

export class DraftOwesNothing extends DomainError {
  constructor() {
    super('draft-zero', `The lines come to ${formatCents(0)}, so nobody owes anything; add a line with a price.`);
  }
}

export class LineNotInDraft extends DomainError {
  constructor() {
    super('draft-line-gone', 'That line is no longer in the draft; reload the page to see it as it is.');
  }
}

export class TooManyLines extends DomainError {
  constructor(limit: number) {
    super('draft-too-long', `A draft takes at most ${limit} lines; finalize this one and start another.`);
  }
}

export class QuantityOutOfRange extends DomainError {
  constructor() {
    super('quantity', 'Type a whole quantity from 1 to 9,999.', ['quantity']);
  }
}

export class ChargeTooLarge extends DomainError {
  constructor() {
    super('charge-too-large', 'The charge comes above 99,999,999.99; check quantity and price.', ['quantity']);
  }
}

export class AppliedAboveCharge extends DomainError {
  constructor(appliedCents: number, chargeCents: number, what: string) {
    super(
      'applied-above-charge',
      `${formatCents(appliedCents)} is applied to payers, but ${what} comes to ${formatCents(chargeCents)}; take ${formatCents(appliedCents - chargeCents)} off.`,
      ['amountCents'],
    );
  }
}

export class AppliedBelowZero extends DomainError {
  constructor() {
    super('applied-negative', `A payer’s part cannot be below ${formatCents(0)}.`, ['amountCents']);
  }
}

export class SamePayerTwice extends DomainError {
  constructor() {
    super('same-payer-twice', 'The same payer stands twice for the same line; put both amounts into one field.');
  }
}

export class SharesDiffer extends DomainError {
  constructor(sharesCents: number, chargeCents: number) {
    super(
      'shares-differ',
      `The parts add to ${formatCents(sharesCents)}, but the invoice comes to ${formatCents(chargeCents)}. Apply insurance again so that every cent has somebody who owes it.`,
    );
  }
}

export class ServiceAfterPosting extends DomainError {
  constructor(description: string, serviceDate: CalendarDate, postingDate: CalendarDate) {
    super(
      'service-after-posting',
      `${description} is dated ${formatDate(serviceDate)}, after the posting date ${formatDate(postingDate)}. Correct the service date, or finalize on that day.`,
      ['serviceDate'],
    );
  }
}

export class PriceBelowZero extends DomainError {
  constructor() {
    super('price-negative', `A price is ${formatCents(0)} or more; give a discount instead, or leave the price empty for the price list’s.`, ['unitPriceCents']);
  }
}

export class SpecialPriceUnexplained extends DomainError {
  constructor(listPriceCents: number) {
    super('special-price-unexplained', `The price list says ${formatCents(listPriceCents)}. Type why this price is another one, or leave the price empty.`, ['priceReason']);
  }
}

export class DiscountTwice extends DomainError {
  constructor() {
    super('discount-twice', 'Give the discount as a percent or as an amount, not both.', ['discountCents']);
  }
}

export class DiscountOutOfRange extends DomainError {
  constructor(grossCents: number) {
    super('discount-range', `A discount is between ${formatCents(0)} and what the line comes to, ${formatCents(grossCents)}; type it again.`, ['discountCents']);
  }
}

export class DiscountUnexplained extends DomainError {
  constructor() {
    super('discount-unexplained', 'Type why the discount is given; it is kept with the line.', ['discountReason']);
  }
}

export class ProviderNotActive extends DomainError {
  constructor() {
    super('provider-inactive', 'Choose a provider from the list of active ones.', ['providerId']);
  }
}

export class PayerEnteredTwice extends DomainError {
  constructor() {
    super('payer-entered-twice', 'The same payer stands twice; enter it once, in the place in which it is asked.', ['payers']);
  }
}
