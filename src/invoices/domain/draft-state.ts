import type { CalendarDate } from '../../shared/calendar-date.js';
import type { RowSet } from '../../shared/aggregate.js';
import type { PartyKind } from './invoice-state.js';

/** A reviewed draft is not changed any more unless it is sent back. */
export type DraftStanding = 'draft' | 'reviewed' | 'finalized' | 'discarded';

export interface InvoiceDraftState {
  id: string;
  version: number;
  locationId: string;
  patientId: string;
  state: DraftStanding;
  startedOn: CalendarDate;
  /** `proposed` follows the coverages' rules as lines change; `typed` keeps what the clerk applied. */
  split: 'proposed' | 'typed';
  /** ICD codes A to L, a blank apart. */
  diagnoses: string;
  /** Who reviewed it; empty while nobody has. */
  reviewedBy: string;
  reviewedAt: string | null;
  /** Why it was last sent back; empty once it is reviewed again. */
  returnNote: string;
  /** `` follows the patient's coverages; `typed` keeps the payers entered on the invoice. */
  payersFrom: '' | 'typed';
}

export interface DraftPayerState {
  id: string;
  draftId: string;
  partyKind: Exclude<PartyKind, 'patient'>;
  /** Coverage id of an insurer that covers the patient; otherwise the payer's. */
  partyKey: string;
  payerId: string;
  sequence: number;
  memberId: string;
  groupNumber: string;
}

export interface DraftLineState {
  id: string;
  draftId: string;
  position: number;
  serviceId: string;
  code: string;
  description: string;
  serviceDate: CalendarDate;
  providerId: string | null;
  /** Letters of the diagnoses the line is for, most important first. */
  pointers: string;
  quantity: number;
  /** As the price list had it when the line was added. */
  listPriceCents: number;
  unitPriceCents: number;
  /** Why the price is not the list's; empty when it is. */
  priceReason: string;
  discountKind: '' | 'percent' | 'amount';
  /** Basis points of a percent, cents of an amount. */
  discountValue: number;
  discountCents: number;
  discountReason: string;
  taxBasisPoints: number;
  netCents: number;
  taxCents: number;
  chargeCents: number;
}

export interface DraftShareState {
  id: string;
  draftId: string;
  lineId: string;
  partyKind: PartyKind;
  partyKey: string;
  payerId: string | null;
  sequence: number;
  amountCents: number;
}

export interface InvoiceDraftRows extends RowSet {
  root: InvoiceDraftState;
  lines: DraftLineState[];
  shares: DraftShareState[];
  payers: DraftPayerState[];
}
