import { DomainError } from '../../shared/domain-error.js';

export class PayerNameTaken extends DomainError {
  constructor(name: string) {
    super('payer-name-taken', `There is already a payer called “${name}”, perhaps in another spelling. Find it in the list, or add the city or plan to this name.`, ['name']);
  }
}

export class PayerKindUnknown extends DomainError {
  constructor() {
    super('payer-kind-unknown', 'Choose a kind: insurer, extended-plan, platform, employer or other.', ['kind']);
  }
}

export class TermsOutOfRange extends DomainError {
  constructor() {
    super('terms-out-of-range', 'Payment terms are 0 to 365 days; leave them empty to use the location’s terms.', ['termsDays']);
  }
}

export class PayerIsMerged extends DomainError {
  constructor(name: string) {
    super('payer-merged', `${name} was merged into another payer; use that one.`, ['payerId']);
  }
}
