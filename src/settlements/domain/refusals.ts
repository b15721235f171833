import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

export class SameLocation extends DomainError {
  constructor() {
    super('same-location', 'Choose two locations: a location owes itself nothing.', ['toId']);
  }
}

export class NothingToSettle extends DomainError {
  constructor() {
    super('settlement-amount', 'Type how much was transferred, above 0.00.', ['amountCents']);
  }
}

export class MoreThanOwed extends DomainError {
  constructor(owedCents: number, askedCents: number) {
    super(
      'more-than-owed',
      owedCents <= 0
        ? 'That location owes the other nothing right now. Open the pair again to see who owes whom.'
        : `${formatCents(owedCents)} is owed, so ${formatCents(askedCents)} is ${formatCents(askedCents - owedCents)} too much. Record what was transferred for what is owed.`,
      ['amountCents'],
    );
  }
}

export class SettlementNoMore extends Conflict {
  constructor() {
    super('settlement-undone', 'This settlement is undone already. Open the pair again to see what is owed.');
  }
}
