import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import type { AllocationRule } from './distribution.js';
import type { PaymentKind, PaymentMethod, RemainderName } from './payment-state.js';

export type PaymentDraftStanding = 'open' | 'posted' | 'discarded';

/** What stands in the fields; blank, 0 or null where nothing was typed yet. */
export interface DraftedFields {
  kind: PaymentKind;
  /** The patient the screen was opened for. */
  patientId: string | null;
  payerId: string | null;
  guarantorId: string | null;
  amountCents: number;
  /** `credit`: no money is received. */
  method: PaymentMethod | 'credit' | '';
  rule: AllocationRule | '';
  reference: string;
  paymentDate: CalendarDate | null;
  depositDate: CalendarDate | null;
  postingDate: CalendarDate | null;
  reason: string;
  claimNumber: string;
  notes: string;
  remainderKind: RemainderName | '';
  purpose: string;
  visitDate: CalendarDate | null;
  owedReference: string;
  duplicateReason: string;
}

export interface PaymentDraftState extends DraftedFields {
  id: string;
  version: number;
  locationId: string;
  state: PaymentDraftStanding;
  /** Whoever saved, posted or discarded it last. */
  changedBy: string;
  changedByName: string;
  /** UTC with microseconds. */
  changedAt: string;
  /** What it became. */
  paymentId: string | null;
}

/** What was typed for one invoice, and what was shown due there. */
export interface DraftedRow {
  invoiceId: string;
  payeeId: string | null;
  amountCents: number;
  adjustmentCents: number;
  adjustmentReasonCode: string;
  adjustmentReason: string;
  toPatientCents: number;
  toPatientReasonCode: string;
  seenCents: number | null;
  seenVersion: number | null;
}

/** A part of the total paid in another way, or a credit used with it. */
export interface DraftedSource {
  kind: 'tender' | 'credit';
  position: number;
  method: PaymentMethod | '';
  reference: string;
  paymentId: string | null;
  amountCents: number;
}

export interface DraftedPayment {
  fields: DraftedFields;
  rows: readonly DraftedRow[];
  sources: readonly DraftedSource[];
}

export interface PaymentDraftRowState extends DraftedRow {
  id: string;
  draftId: string;
}

export interface PaymentDraftSourceState extends DraftedSource {
  id: string;
  draftId: string;
}

export interface PaymentDraftRows extends RowSet {
  root: PaymentDraftState;
  rows: PaymentDraftRowState[];
  sources: PaymentDraftSourceState[];
}
