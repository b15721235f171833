import type { CalendarDate } from '../../shared/calendar-date.js';

/** Enough of a receipt for a listener to book it without asking back. */
export interface BankedMoney {
  readonly paymentId: string;
  readonly amountCents: number;
  readonly isCash: boolean;
}

abstract class DepositFact {
  declare readonly depositId: string;
  declare readonly slipNumber: number;
  declare readonly locationId: string;
  declare readonly postingDate: CalendarDate;
  declare readonly payments: readonly BankedMoney[];
}

export class PaymentsDeposited extends DepositFact {
  constructor(facts: PaymentsDeposited) {
    super();
    Object.assign(this, facts);
  }
}

/** `payments` is what the deposit still held; `isWhole` when that is everything it was made with. */
export class DepositUndone extends DepositFact {
  declare readonly isWhole: boolean;
  declare readonly reason: string;

  constructor(facts: DepositUndone) {
    super();
    Object.assign(this, facts);
  }
}

/** A payment in the deposit was reversed: the bank does not have its money, or has it no longer. */
export class DepositedMoneyReturned extends DepositFact {
  declare readonly reason: string;

  constructor(facts: DepositedMoneyReturned) {
    super();
    Object.assign(this, facts);
  }
}
