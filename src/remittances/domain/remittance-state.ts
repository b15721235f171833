import type { CalendarDate } from '../../shared/calendar-date.js';
import type { TypedLine } from './judge-line.js';

/** What a rest of the check is kept as. */
export const REMAINDERS = ['to-allocate', 'needs-research', 'owed'] as const;
export type RemainderKind = (typeof REMAINDERS)[number];

export type RemittanceStanding = 'open' | 'posted' | 'discarded';

/** The head of the check or EFT, as far as it is typed. */
export interface RemittanceHead {
  payerId: string;
  method: string;
  amountCents: number;
  reference: string;
  paymentDate: CalendarDate | null;
  depositDate: CalendarDate | null;
  claimNumber: string;
  notes: string;
  remainderKind: RemainderKind | '';
  owedReference: string;
  duplicateReason: string;
}

export interface RemittanceDraftState extends RemittanceHead {
  id: string;
  version: number;
  locationId: string;
  state: RemittanceStanding;
  startedBy: string;
  startedByName: string;
  startedAt: string;
  closedByName: string;
  paymentId: string | null;
  /** The payment recorded earlier whose EOB this is; its own head counts. */
  attachTo: string | null;
  /** The reversed payment whose EOB this is, posted again. */
  againOf: string | null;
}

export interface RemittanceLineState extends TypedLine {
  id: string;
  version: number;
  locationId: string;
  draftId: string;
  position: number;
  invoiceId: string;
  lineId: string;
  followUp: string;
  /** What the insurer calls the claim. */
  claimNumber: string;
  state: 'standing' | 'removed';
}

export interface ProviderLineState {
  id: string;
  version: number;
  locationId: string;
  draftId: string;
  position: number;
  code: string;
  reference: string;
  /** What it does to the check: minus lowers it. */
  amountCents: number;
  /** The line that a recoupment by letter is about. */
  invoiceId: string | null;
  lineId: string | null;
  state: 'standing' | 'removed';
}
