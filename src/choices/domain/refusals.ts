import { DomainError } from '../../shared/domain-error.js';
import type { ListName } from './choice-state.js';

export class CodeUnusable extends DomainError {
  constructor(field: 'code' | 'name') {
    super(
      'choice-code',
      field === 'code' ? 'The code of a reason has 1 to 10 letters, digits and dashes, for example CO-45.' : 'The name of a payment method holds letters or digits. Type it again.',
      [field],
    );
  }
}

export class CodeTaken extends DomainError {
  constructor(list: ListName, code: string) {
    super('choice-code-taken', `There is already a ${NOUNS[list]} ${code}, perhaps retired. Open that one in the list, or use another.`, ['code', 'name']);
  }
}

export class ServesNothing extends DomainError {
  constructor(list: ListName) {
    super('choice-serves-nothing', list === 'reason' ? 'Tick at least one act that the reason is given for.' : 'Tick at least one of those who pay this way.', ['serves']);
  }
}

export class MethodNeedsSlip extends DomainError {
  constructor() {
    super('method-slip', 'Choose where its receipts stand on the bank’s slip: cash, checks, cards, or EFT and transfers. Cash lies in the till until then.', ['slip']);
  }
}

/** What lies in the till and what does not is posted differently. */
export class TillIsForGood extends DomainError {
  constructor(name: string) {
    super('method-till', `Whether the money of ${name} lies in the till stays as it was when it was added. Retire it, and add another method.`, ['slip']);
  }
}

export class MethodUnknown extends DomainError {
  constructor(code: string) {
    super('payment-method', `“${code.slice(0, 30)}” is no payment method here. Choose one of the list.`, ['method']);
  }
}

export class MethodRetired extends DomainError {
  constructor(name: string) {
    super('payment-method-retired', `The payment method ${name} is not used any more. Choose another.`, ['method']);
  }
}

export class MethodNeedsNumber extends DomainError {
  constructor(name: string) {
    super('payment-number-missing', `${name} is not recorded without its number. Type the payment number.`, ['reference']);
  }
}

export class ReasonUnknown extends DomainError {
  constructor(code: string, field: string) {
    super('reason-unknown', `“${code.slice(0, 30)}” is no reason for this. Choose one of the list, or leave it empty.`, [field]);
  }
}

export class ReasonRetired extends DomainError {
  constructor(code: string, field: string) {
    super('reason-retired', `The reason ${code} is not used any more. Choose another.`, [field]);
  }
}

const NOUNS: Record<ListName, string> = { 'payment-method': 'payment method', reason: 'reason' };
