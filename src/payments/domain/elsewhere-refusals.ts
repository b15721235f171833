import { DomainError, Forbidden } from '../../shared/domain-error.js';

export class NotAllowedElsewhere extends Forbidden {
  constructor() {
    super('Some of these invoices belong to a location where your role does not include this. Take them out, or ask somebody who may do it at both locations.');
  }
}

export class AppliedElsewhere extends Forbidden {
  constructor(number: number) {
    super(`Money of PAY-${number} is on invoices of a location where your role does not include reversing it. Ask somebody who may reverse it at both locations.`);
  }
}

export class MoneyElsewhere extends DomainError {
  constructor() {
    super('money-elsewhere', 'Money on this invoice was received at a location where you do not post payments, and this would move it. Ask somebody who works at both.');
  }
}
