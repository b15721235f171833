import type { CalendarDate } from '../../shared/calendar-date.js';
import type { AdjustmentKind, InvoiceOrigin, LineKind, PartyKind, ShareState, TransferCause } from './invoice-state.js';

/** Enough of a share for a listener to book it without asking back. */
export interface ShareRef {
  readonly shareId: string;
  readonly partyKind: PartyKind;
  readonly payerId: string | null;
  readonly guarantorId: string | null;
}

export function refTo(share: ShareState): ShareRef {
  return { shareId: share.id, partyKind: share.partyKind, payerId: share.payerId, guarantorId: share.guarantorId };
}

export interface FinalizedLine {
  readonly lineId: string;
  readonly kind: LineKind;
  readonly netCents: number;
  readonly taxCents: number;
}

export interface FinalizedShare extends ShareRef {
  readonly lineId: string;
  readonly chargedCents: number;
}

export interface TransferFact {
  readonly transferId: string;
  readonly from: ShareRef;
  readonly to: ShareRef;
  readonly amountCents: number;
  readonly reversesId: string | null;
}

export interface AdjustmentFact {
  readonly adjustmentId: string;
  readonly share: ShareRef;
  readonly kind: AdjustmentKind;
  readonly reasonCode: string;
  /** Signed: positive lowers the share. */
  readonly amountCents: number;
  readonly taxCents: number;
  readonly paymentId: string | null;
  readonly reversesId: string | null;
}

abstract class InvoiceFact {
  declare readonly locationId: string;
  declare readonly postingDate: CalendarDate;
  declare readonly invoiceId: string;
  declare readonly number: string;
  declare readonly patientId: string;
}

export class InvoiceFinalized extends InvoiceFact {
  declare readonly guarantorId: string;
  declare readonly origin: InvoiceOrigin;
  declare readonly lines: readonly FinalizedLine[];
  declare readonly shares: readonly FinalizedShare[];
  /** Money held for the visit is not applied: whoever finalized it declined the proposal. */
  declare readonly declinesVisitMoney: boolean;

  constructor(facts: InvoiceFinalized) {
    super();
    Object.assign(this, facts);
  }
}

/** Insurance was applied after finalizing: the patient's part moved to a payer. */
export class InsuranceApplied extends InvoiceFact {
  declare readonly paymentId: string | null;
  declare readonly cause: TransferCause;
  declare readonly transfers: readonly TransferFact[];

  constructor(facts: InsuranceApplied) {
    super();
    Object.assign(this, facts);
  }
}

export class ShareTransferred extends InvoiceFact {
  declare readonly paymentId: string | null;
  declare readonly cause: TransferCause;
  declare readonly transfers: readonly TransferFact[];

  constructor(facts: ShareTransferred) {
    super();
    Object.assign(this, facts);
  }
}

export class InvoiceAdjusted extends InvoiceFact {
  declare readonly paymentId: string | null;
  declare readonly adjustments: readonly AdjustmentFact[];

  constructor(facts: InvoiceAdjusted) {
    super();
    Object.assign(this, facts);
  }
}

export class InvoiceVoided extends InvoiceFact {
  declare readonly reason: string;

  constructor(facts: InvoiceVoided) {
    super();
    Object.assign(this, facts);
  }
}
