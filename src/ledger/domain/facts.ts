import type { CalendarDate } from '../../shared/calendar-date.js';
import type { PartyKind } from './chart.js';

/**
 * What the ledger hears, in its own words. The events of invoices and payments fit these shapes;
 * the domain knows the shapes and not the modules.
 */
export interface ShareFact {
  readonly shareId: string;
  readonly partyKind: PartyKind;
  readonly payerId: string | null;
}

interface InvoiceFact {
  readonly invoiceId: string;
  readonly number: string;
  readonly patientId: string;
  readonly locationId: string;
  readonly postingDate: CalendarDate;
}

export interface ChargeFact extends InvoiceFact {
  readonly origin: 'issued' | 'opening';
  readonly lines: readonly { readonly lineId: string; readonly netCents: number; readonly taxCents: number }[];
  readonly shares: readonly (ShareFact & { readonly lineId: string; readonly chargedCents: number })[];
}

export interface TransferItem {
  readonly transferId: string;
  readonly from: ShareFact;
  readonly to: ShareFact;
  readonly amountCents: number;
  readonly reversesId: string | null;
}

export interface TransferFact extends InvoiceFact {
  readonly paymentId: string | null;
  readonly transfers: readonly TransferItem[];
}

export interface AdjustmentItem {
  readonly adjustmentId: string;
  readonly share: ShareFact;
  readonly kind: string;
  /** Positive lowers the share. */
  readonly amountCents: number;
  readonly taxCents: number;
  readonly reversesId: string | null;
}

export interface AdjustmentFact extends InvoiceFact {
  readonly paymentId: string | null;
  readonly adjustments: readonly AdjustmentItem[];
}

export interface AllocationItem {
  readonly allocationId: string;
  readonly share: ShareFact;
  readonly invoiceId: string;
  readonly patientId: string;
  readonly locationId: string;
  readonly amountCents: number;
}

/** What a remittance says beside its claims, signed by what it does to the check. */
export interface PartItem {
  readonly moveId: string;
  readonly accountCode: string;
  readonly amountCents: number;
  readonly ofPaymentId: string | null;
}

export interface AllocationFact {
  readonly paymentId: string;
  readonly number: number | string;
  readonly kind: PartyKind;
  readonly payerId: string | null;
  readonly guarantorId: string | null;
  readonly locationId: string;
  readonly postingDate: CalendarDate;
  readonly allocations: readonly AllocationItem[];
  readonly parts?: readonly PartItem[];
}

/** Receipts that go to the bank together, or come back from there. */
export interface DepositFact {
  readonly depositId: string;
  readonly slipNumber: number;
  readonly locationId: string;
  readonly postingDate: CalendarDate;
  readonly payments: readonly { readonly paymentId: string; readonly amountCents: number; readonly isCash: boolean }[];
}

/** A transfer between the banks of two locations. */
export interface SettlementFact {
  readonly settlementId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly amountCents: number;
  readonly postingDate: CalendarDate;
}

export interface ReceiptFact extends AllocationFact {
  /** The money lies in the till. */
  readonly isCash: boolean;
  readonly amountCents: number;
  readonly unappliedCents: number;
}

export interface OwedFact {
  readonly paymentId: string;
  readonly number: number | string;
  readonly payerId: string | null;
  readonly locationId: string;
  readonly moveId: string;
  readonly amountCents: number;
  readonly reference: string;
}
