import type { CalendarDate } from '../../shared/calendar-date.js';
import type { PaymentKind } from './payment-state.js';

/** Enough of a share for a listener to book it without asking back. */
export interface PaidShareRef {
  readonly shareId: string;
  readonly partyKind: PaymentKind;
  readonly payerId: string | null;
  readonly guarantorId: string | null;
}

export interface AllocationFact {
  readonly allocationId: string;
  readonly share: PaidShareRef;
  readonly invoiceId: string;
  readonly patientId: string;
  readonly locationId: string;
  readonly amountCents: number;
}

/** A provider-level part: what it does to the check, against the account it stands on. */
export interface PartFact {
  readonly moveId: string;
  readonly accountCode: string;
  readonly amountCents: number;
  readonly code: string;
  readonly reference: string;
  /** The earlier payment whose balance on that account it takes. */
  readonly ofPaymentId: string | null;
}

abstract class PaymentFact {
  declare readonly locationId: string;
  declare readonly postingDate: CalendarDate;
  declare readonly paymentId: string;
  declare readonly number: number;
}

export class PaymentRecorded extends PaymentFact {
  declare readonly kind: PaymentKind;
  declare readonly payerId: string | null;
  declare readonly guarantorId: string | null;
  /** Its money lies in the till. */
  declare readonly isCash: boolean;
  declare readonly amountCents: number;
  declare readonly unappliedCents: number;
  declare readonly allocations: readonly AllocationFact[];
  declare readonly parts: readonly PartFact[];

  constructor(facts: PaymentRecorded) {
    super();
    Object.assign(this, facts);
  }
}

/** Money received earlier was used. */
export class PaymentAllocated extends PaymentFact {
  declare readonly kind: PaymentKind;
  declare readonly payerId: string | null;
  declare readonly guarantorId: string | null;
  declare readonly allocations: readonly AllocationFact[];
  declare readonly parts: readonly PartFact[];

  constructor(facts: PaymentAllocated) {
    super();
    Object.assign(this, facts);
  }
}

/** Money came off shares: each allocation reversed whole (below zero), what stays of it allocated again. */
export class PaymentReleased extends PaymentFact {
  declare readonly kind: PaymentKind;
  declare readonly payerId: string | null;
  declare readonly guarantorId: string | null;
  declare readonly allocations: readonly AllocationFact[];

  constructor(facts: PaymentReleased) {
    super();
    Object.assign(this, facts);
  }
}

/** Money of an insurer was named as owed back to it, or no longer is: signed. */
export class PaymentOwed extends PaymentFact {
  declare readonly payerId: string | null;
  declare readonly moveId: string;
  declare readonly amountCents: number;
  declare readonly reference: string;
  declare readonly reason: string;
  declare readonly reversesId: string | null;

  constructor(facts: PaymentOwed & { kind: PaymentKind; guarantorId: string | null }) {
    super();
    Object.assign(this, facts);
  }
}

export class PaymentReversed extends PaymentFact {
  declare readonly kind: PaymentKind;
  declare readonly reason: string;
  /** The deposit its money had gone to the bank with. */
  declare readonly depositId: string | null;
  /** The allocations and provider-level parts that stood until now. */
  declare readonly standingIds: readonly string[];

  constructor(facts: PaymentReversed) {
    super();
    Object.assign(this, facts);
  }
}
