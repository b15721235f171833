import { DomainError } from '../../shared/domain-error.js';

export class NoReceiptForInsurers extends DomainError {
  constructor() {
    super('receipt-of-insurer', 'An insurer’s payment has no receipt: its explanation of benefits is the paper. Receipts are for patients and other payers.');
  }
}

export class ReceiptOfReversed extends DomainError {
  constructor() {
    super('receipt-of-reversed', 'This payment is reversed: there is nothing to give a receipt for. Record the payment again first.');
  }
}

export class CopyReason extends DomainError {
  constructor() {
    super('reason-missing', 'Type why the receipt is printed again; the reason stays with it for good.', ['reason']);
  }
}

export class NotYourPrint extends DomainError {
  constructor() {
    super('not-your-print', 'The paper was given out by somebody else, or on another day. Print it again with a reason: the copy says that it is one.');
  }
}
