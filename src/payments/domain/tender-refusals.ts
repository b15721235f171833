import { DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

export class CreditAboveRows extends DomainError {
  constructor(creditCents: number, allocatedCents: number) {
    super(
      'credit-above-rows',
      `${formatCents(creditCents)} of credit is used, the rows come to ${formatCents(allocatedCents)}: a credit only moves to invoices. ` +
        `Tick or raise a row, or use ${formatCents(creditCents - allocatedCents)} less.`,
    );
  }
}

export class NoCreditUsed extends DomainError {
  constructor() {
    super('no-credit', 'There is no credit to use for these rows. Choose one under “Credits”, or another payment method.', ['method']);
  }
}

export class CreditTooSmall extends DomainError {
  constructor(wantedCents: number, foundCents: number) {
    super(
      'credit-too-small',
      `The credits at this location come to ${formatCents(foundCents)}, the rows to ${formatCents(wantedCents)}. Lower a row, or take the rest in another way.`,
      ['amountCents'],
    );
  }
}

export class CreditElsewhere extends DomainError {
  constructor(number: number) {
    super('credit-elsewhere', `PAY-${number} was received at another location, where your role does not use credits. Ask somebody who may at both.`);
  }
}

export class NotTheirKind extends DomainError {
  constructor(number: number) {
    super('credit-kind', `PAY-${number} is not money of this kind of payer. Open it and see whose it is.`);
  }
}

export class TendersAboveTotal extends DomainError {
  constructor(partsCents: number, totalCents: number) {
    super(
      'tenders-above-total',
      `The first parts come to ${formatCents(partsCents)}, the total is ${formatCents(totalCents)}: nothing is left for the last way of paying. ` +
        'Lower a part, raise the total, or clear the part that is not needed.',
      ['tenders[0][amountCents]', 'amountCents'],
    );
  }
}

export class TenderWithoutAmount extends DomainError {
  constructor() {
    super('tender-amount', `A part of a split payment needs its amount, above ${formatCents(0)}; only the last way of paying takes the rest.`, ['tenders[0][amountCents]']);
  }
}

export class SameNumberTwice extends DomainError {
  constructor(reference: string) {
    super('same-number-twice', `${reference} stands twice in this payment. Give each way of paying its own number.`, ['reference']);
  }
}
