import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

export class NothingRemitted extends DomainError {
  constructor() {
    super('remittance-empty', 'This remittance has no line and no provider-level row yet. Find a claim and type what the insurer decided.');
  }
}

export class NegativeRemittance extends DomainError {
  constructor() {
    super('remittance-negative', `A check is never below ${formatCents(0)}. Type ${formatCents(0)}, and what the insurer carries forward as a row FB.`, ['amountCents']);
  }
}

export class DistributedAboveAmount extends DomainError {
  constructor(distributedCents: number, amountCents: number) {
    super(
      'distributed-above-amount',
      `The rows come to ${formatCents(distributedCents)}, the check is ${formatCents(amountCents)}: ${formatCents(distributedCents - amountCents)} too much. Compare the rows with the EOB.`,
      ['amountCents'],
    );
  }
}

export class ProviderRowZero extends DomainError {
  constructor(code: string) {
    super('provider-row-zero', `The provider-level row ${code} has no amount. Type it, or take the row out.`);
  }
}

export class ProviderCodeMissing extends DomainError {
  constructor() {
    super('provider-code', 'Choose the code of each provider-level row, for example L6 for interest.');
  }
}

export class BalanceBelowNothing extends DomainError {
  constructor(reference: string, openCents: number) {
    super('payer-balance', `Only ${formatCents(openCents)} is kept for this insurer under “${reference}”. Check the reference and the amount.`);
  }
}

export class BalancePostedLater extends DomainError {
  constructor(reference: string, lastPostedOn: CalendarDate) {
    super('before-last-entry', `What is kept under “${reference}” was posted to on ${formatDate(lastPostedOn)}; post on ${formatDate(lastPostedOn)} or later.`, ['postingDate']);
  }
}

export class AttachedToAnother extends DomainError {
  constructor() {
    super('attach-payer', 'That payment is not this insurer’s, or it is reversed. Choose the payment this EOB came for.');
  }
}

export class NotReversed extends DomainError {
  constructor(number: number) {
    super('not-reversed', `PAY-${number} stands, or is another insurer’s. Reverse it before its EOB is posted again, and keep the insurer.`, ['payerId']);
  }
}

export class TakebacksInPayment extends DomainError {
  constructor(number: number) {
    super('takebacks-in-payment', `PAY-${number} took money back from an earlier payment, so it cannot be undone as a whole. Post a further remittance that says what is right.`);
  }
}

export class CameWithEob extends Conflict {
  constructor(number: number) {
    super('came-with-eob', `PAY-${number} was posted from an EOB, whose decisions a plain correction would lose. Reverse it, and post the EOB again.`);
  }
}
