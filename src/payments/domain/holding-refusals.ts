import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

export class HeldForVisit extends DomainError {
  constructor(number: number, missingCents: number, heldCents: number) {
    super(
      'held-for-visit',
      `${formatCents(heldCents)} of PAY-${number} is held for a visit that is not on these rows, so ${formatCents(missingCents)} is missing. ` +
        'Lift it on the payment’s page first, or apply less.',
    );
  }
}

export class HeldNoMore extends Conflict {
  constructor(number: number) {
    super('held-no-more', `That money of PAY-${number} is no longer held like that. Open the payment again to see where it is.`);
  }
}

export class PurposeMissing extends DomainError {
  constructor() {
    super('purpose-missing', 'Type what the money is for, for example “Braces” or “Ten sessions”.', ['purpose']);
  }
}

export class VisitMissing extends DomainError {
  constructor() {
    super('visit-missing', 'Open the patient first and type the date of the visit the money is held for.', ['visitDate']);
  }
}

export class VisitOfAnother extends DomainError {
  constructor() {
    super('visit-of-another', 'Somebody else owes this patient’s part, so this payer’s money cannot be held for the visit. Record it for the guarantor, or keep it as a credit.', ['visitDate']);
  }
}

export class OnlyInsurersAreOwed extends DomainError {
  constructor() {
    super('owed-kind', 'Only an insurer’s money is named as owed back. A patient’s stays their credit until it is used or refunded.');
  }
}

export class OwedMustBePositive extends DomainError {
  constructor() {
    super('owed-not-positive', `Type how much is owed back, above ${formatCents(0)}.`, ['amountCents']);
  }
}

export class OwedNoMore extends Conflict {
  constructor(number: number) {
    super('owed-no-more', `That part of PAY-${number} is no longer owed back. Open the payment again to see where it is.`);
  }
}

export class OwnerElsewhere extends DomainError {
  constructor() {
    super('holding-owner', 'Choose somebody who takes payments at this location; whoever left or works elsewhere cannot follow it up.', ['ownerId']);
  }
}

export class FreedOtherwise extends DomainError {
  constructor() {
    super('earmark-renamed', 'Money held for an invoice line keeps that name until it is freed: press “Free it”, once no insurer owes on the line.');
  }
}
