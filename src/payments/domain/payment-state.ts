import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

/** Whose money it is; a payment pays only shares of its own kind. */
export const PAYMENT_KINDS = ['insurer', 'patient', 'other'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

/** Code of a method of the settings. */
export type PaymentMethod = string;

/** Where money lies until it is deposited, as its method said when it was received; empty on payments of before, of which only cash lay in the till. */
export type MoneyPlace = 'till' | 'funds' | '';

/** What unapplied money is held for; an earmark waits for the invoice line, a visit's money for the visit its reference names. */
export const HOLDING_KINDS = ['to-allocate', 'needs-research', 'credit', 'purpose', 'visit', 'earmark'] as const;
export type HoldingKind = (typeof HOLDING_KINDS)[number];

/** What a clerk may call the money above the rows; an insurer's may leave `unapplied` at once, as owed back. */
export const REMAINDER_NAMES = [...HOLDING_KINDS, 'owed'] as const;
export type RemainderName = (typeof REMAINDER_NAMES)[number];

/** The names a remainder may be given, by whose money it is. */
export const REMAINDER_KINDS: Record<PaymentKind, readonly RemainderName[]> = {
  insurer: ['to-allocate', 'needs-research', 'owed'],
  patient: ['credit', 'purpose', 'visit'],
  other: ['to-allocate'],
};

export type PaymentStanding = 'posted' | 'reversed';

export interface PaymentState {
  id: string;
  version: number;
  locationId: string;
  number: number;
  kind: PaymentKind;
  payerId: string | null;
  guarantorId: string | null;
  /** The payer at the root of its merges, or the guarantor: the owner of the payment number. */
  partyRoot: string;
  method: PaymentMethod;
  liesIn: MoneyPlace;
  amountCents: number;
  reference: string;
  /** The payment number as it is compared; the own id where there is none. */
  referenceKey: string;
  duplicateOrdinal: number;
  duplicateReason: string | null;
  /** Empty while the payment stands, its own id once reversed: a reversed number may be recorded again. */
  liveKey: string;
  paymentDate: CalendarDate;
  /** When the bank had it, or is to have it, as far as known. */
  depositDate: CalendarDate | null;
  postingDate: CalendarDate;
  claimNumber: string;
  notes: string;
  postedBy: string;
  state: PaymentStanding;
  allocatedCents: number;
  partsCents: number;
  unappliedCents: number;
  refundedCents: number;
  owedCents: number;
  recoupedCents: number;
  lastPostedOn: CalendarDate;
  /** The deposit it went to the bank with; empty while it lies in the till or with the undeposited funds. */
  depositId: string | null;
  /** The day its money last went to the bank or came back from there; empty when it never did. */
  moneyMovedOn: CalendarDate | null;
  /** The first payment of the act, where one act was paid in several ways. */
  tenderGroupId: string | null;
  /** What a prepayment was taken for, in the clerk's words; empty for any other payment. */
  purpose: string;
}

/** Money of this payment on one share. Signed; a reversal is a row of its own that names what it reverses. */
export interface AllocationState {
  id: string;
  paymentId: string;
  invoiceId: string;
  lineId: string;
  shareId: string;
  amountCents: number;
  /** The first allocation this money stood in; its own id for a first one (MONEY 7). */
  originId: string;
  takenOriginId: string | null;
  postingDate: CalendarDate;
  /** The version its invoice got by the act, and the order within the act: the newest is the highest (MONEY 4). */
  invoiceVersion: number;
  ordinal: number;
  reversesId: string | null;
}

export interface HoldingState {
  id: string;
  paymentId: string;
  kind: HoldingKind;
  /** `<patientId>:<YYYY-MM-DD>` of a visit; empty for the other kinds. */
  reference: string;
  amountCents: number;
  ownerId: string;
  since: CalendarDate;
}

/** The payment recorded in place of this one. */
export interface PaymentCorrectionState {
  id: string;
  paymentId: string;
  replacementId: string;
  reason: string;
  postingDate: CalendarDate;
}

/** Money of a payment other than on a share, signed: positive into the term its kind names. A reversal names what it reverses. */
export interface MoveState {
  id: string;
  paymentId: string;
  kind: 'owed' | 'part' | 'recouped';
  amountCents: number;
  /** Of a provider-level part: the account it stands on; of recouped money: where it was taken from. */
  accountCode: string;
  /** The provider-level code it was printed with. */
  code: string;
  /** Of a part that took an earlier payment's money, that payment; of recouped money, the one that took it. */
  otherPaymentId: string | null;
  /** The payer balance it raises or lowers. */
  balanceId: string | null;
  /** The part in suspense that it settles, whole or in part. */
  settlesId: string | null;
  /** Of a part in suspense: the line whose money was taken back and not found. */
  lineId: string | null;
  /** What the payer calls it. */
  reference: string;
  reason: string;
  postingDate: CalendarDate;
  reversesId: string | null;
}

export interface PaymentRows extends RowSet {
  root: PaymentState;
  holdings: HoldingState[];
  /** Only the rows appended since loading. */
  allocations: AllocationState[];
  corrections: PaymentCorrectionState[];
  /** Likewise. */
  moves: MoveState[];
}

/** What an act brings along that the domain may not invent. */
export interface Posting {
  readonly date: CalendarDate;
  nextId(): string;
  nextOrdinal(): number;
}

/** What the invoices answered: where each row's money went, share by share. */
export interface AppliedRow {
  invoiceId: string;
  patientId: string;
  locationId: string;
  invoiceVersion: number;
  shares: readonly PaidShare[];
}

export interface PaidShare {
  shareId: string;
  lineId: string;
  /** Whose share it is: the payer's own, or another's that it pays for. */
  partyKind: PaymentKind;
  payerId: string | null;
  guarantorId: string | null;
  serviceDate: CalendarDate;
  /** Below zero for a takeback, which names the origin it takes from. */
  amountCents: number;
  takenOriginId?: string | undefined;
}

/** The facts of a payment, as it was received. */
export type ReceivedPayment = Omit<
  PaymentState,
  | 'version' | 'liveKey' | 'state' | 'allocatedCents' | 'partsCents' | 'unappliedCents' | 'refundedCents' | 'owedCents' | 'recoupedCents'
  | 'postingDate' | 'lastPostedOn' | 'depositId' | 'moneyMovedOn'
>;
