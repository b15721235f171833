import type { CalendarDate } from '../../shared/calendar-date.js';
import type { RowSet } from '../../shared/aggregate.js';
import type { AdjudicationCodeState, AdjudicationState } from './adjudication-state.js';

export type PartyKind = 'insurer' | 'patient' | 'other';
export type InvoiceOrigin = 'issued' | 'opening';
/** `settled` is an open invoice on which nobody owes anything any more. */
export type InvoiceStanding = 'open' | 'settled' | 'voided';
/** The kind of a line decides which account its charge is credited to. */
export type LineKind = 'service' | 'fee' | 'returned' | 'opening';
export type TransferCause = 'apply-insurance' | 'transfer' | 'payment' | 'adjudication' | 'reversal' | 'void';
/** Each kind has its own account; only a courtesy is a credit on the bill and lowers its tax. */
export const ADJUSTMENT_KINDS = ['contractual', 'courtesy', 'small-balance', 'timely-filing', 'denial', 'charity', 'admin-error', 'bad-debt'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

export interface InvoiceState {
  id: string;
  version: number;
  locationId: string;
  number: string;
  origin: InvoiceOrigin;
  patientId: string;
  guarantorId: string;
  patientName: string;
  guarantorName: string;
  issuerName: string;
  issuerAddress: string;
  issuerTaxId: string;
  guarantorAddress: string;
  /** ICD codes A to L, a blank apart. */
  diagnoses: string;
  serviceDate: CalendarDate;
  postingDate: CalendarDate;
  originalDate: CalendarDate;
  dueDate: CalendarDate;
  chargeCents: number;
  state: InvoiceStanding;
  openCents: number;
}

export interface InvoiceLineState {
  id: string;
  invoiceId: string;
  position: number;
  kind: LineKind;
  serviceId: string | null;
  code: string;
  description: string;
  serviceDate: CalendarDate;
  quantity: number;
  unitPriceCents: number;
  taxBasisPoints: number;
  netCents: number;
  taxCents: number;
  chargeCents: number;
  state: 'live' | 'voided';
  creditedCents: number;
  taxCreditedCents: number;
  providerId: string | null;
  providerName: string;
  providerNpi: string;
  /** Letters of the invoice's diagnoses. */
  pointers: string;
  listPriceCents: number;
  /** Why the price was not the list's; empty when it was. */
  priceReason: string;
  discountCents: number;
  discountReason: string;
}

/** What one party owes of one line. */
export interface ShareState {
  id: string;
  invoiceId: string;
  lineId: string;
  partyKind: PartyKind;
  partyKey: string;
  payerId: string | null;
  guarantorId: string | null;
  sequence: number;
  chargedCents: number;
  paidCents: number;
  adjustedCents: number;
  lastPostedOn: CalendarDate;
  /** A fact; a share older than this is due with its invoice. */
  dueDate: CalendarDate | null;
}

/** A payer as entered on the invoice, whatever becomes of the coverage. */
export interface InvoicePayerState {
  id: string;
  invoiceId: string;
  partyKind: Exclude<PartyKind, 'patient'>;
  partyKey: string;
  payerId: string;
  payerName: string;
  sequence: number;
  memberId: string;
  groupNumber: string;
}

export interface TransferState {
  id: string;
  invoiceId: string;
  lineId: string;
  fromShareId: string;
  toShareId: string;
  amountCents: number;
  cause: TransferCause;
  reasonCode: string;
  reason: string;
  paymentId: string | null;
  adjudicationId: string | null;
  postingDate: CalendarDate;
  invoiceVersion: number;
  ordinal: number;
  reversesId: string | null;
}

export interface AdjustmentState {
  id: string;
  invoiceId: string;
  lineId: string;
  shareId: string;
  kind: AdjustmentKind;
  reasonCode: string;
  reason: string;
  /** Signed: positive lowers the share. */
  amountCents: number;
  taxCents: number;
  paymentId: string | null;
  adjudicationId: string | null;
  postingDate: CalendarDate;
  invoiceVersion: number;
  ordinal: number;
  reversesId: string | null;
}

/** The draft that takes the place of this invoice: same id as the invoice it becomes. */
export interface CorrectionState {
  id: string;
  invoiceId: string;
  reissueId: string;
  reason: string;
  postingDate: CalendarDate;
}

export interface InvoiceRows extends RowSet {
  root: InvoiceState;
  lines: InvoiceLineState[];
  shares: ShareState[];
  /** Only the rows appended since loading. */
  adjustments: AdjustmentState[];
  transfers: TransferState[];
  corrections: CorrectionState[];
  payers: InvoicePayerState[];
  adjudications: AdjudicationState[];
  adjudicationCodes: AdjudicationCodeState[];
}

/** An invoice to which nothing was appended yet. */
export function nothingAppended(): Pick<InvoiceRows, 'adjustments' | 'transfers' | 'corrections' | 'payers' | 'adjudications' | 'adjudicationCodes'> {
  return { adjustments: [], transfers: [], corrections: [], payers: [], adjudications: [], adjudicationCodes: [] };
}

/** Who a share belongs to. A patient's share is the guarantor's; the key is unique within a line and kind. */
export interface ShareParty {
  partyKind: PartyKind;
  partyKey: string;
  payerId: string | null;
  guarantorId: string | null;
  sequence: number;
  /** Days this party has to pay; the invoice's own terms when left out. */
  termsDays?: number | null | undefined;
}

/** What an act brings along that the domain may not invent: its day, fresh ids, and its order within the act. */
export interface Posting {
  readonly date: CalendarDate;
  nextId(): string;
  nextOrdinal(): number;
}

export function patientParty(guarantorId: string): ShareParty {
  return { partyKind: 'patient', partyKey: guarantorId, payerId: null, guarantorId, sequence: 0 };
}

export function openCentsOf(share: Pick<ShareState, 'chargedCents' | 'paidCents' | 'adjustedCents'>): number {
  return share.chargedCents - share.paidCents - share.adjustedCents;
}
