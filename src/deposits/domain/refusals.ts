import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { Conflict, DomainError } from '../../shared/domain-error.js';

export class NothingToDeposit extends DomainError {
  constructor() {
    super('nothing-to-deposit', 'No receipt is ticked. Tick what goes to the bank.', ['paymentIds']);
  }
}

export class SameReceiptTwice extends DomainError {
  constructor() {
    super('same-receipt-twice', 'A receipt stands twice in this deposit. Load the page again.', ['paymentIds']);
  }
}

export class UndoneAlready extends Conflict {
  constructor(slipNumber: number) {
    super('undone-already', `Slip ${slipNumber} is undone already. Deposit its receipts again with a new slip.`);
  }
}

export class TickedOff extends DomainError {
  constructor(slipNumber: number) {
    super('ticked-off', `Slip ${slipNumber} is ticked off against the bank: the bank has the money. Take the tick off first if that was a mistake.`);
  }
}

export class UndoReason extends DomainError {
  constructor() {
    super('reason-missing', 'Type why this deposit is undone; the reason stays with it for good.', ['reason']);
  }
}

export class NothingToTick extends DomainError {
  constructor() {
    super('nothing-to-tick', 'No receipt is ticked that the bank could have. Tick those on the bank’s statement.', ['paymentIds']);
  }
}

export class NotInDeposit extends DomainError {
  constructor() {
    super('not-in-deposit', 'One of these receipts is not in this deposit, or not any more. Open the deposit again.', ['paymentIds']);
  }
}

export class BankDateMissing extends DomainError {
  constructor() {
    super('bank-date-missing', 'Type the bank’s date as it stands on the statement.', ['bankDate']);
  }
}

export class BankDateInFuture extends DomainError {
  constructor(today: CalendarDate) {
    super('bank-date-future', `The bank’s date lies in the future. Type the day on the statement, ${formatDate(today)} or earlier.`, ['bankDate']);
  }
}
