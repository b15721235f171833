import type { CalendarDate } from '../../shared/calendar-date.js';
import type { RowSet } from '../../shared/aggregate.js';
import type { PartyKind } from './invoice-state.js';

export interface InvoiceDraftState {
  id: string;
  version: number;
  locationId: string;
  patientId: string;
  state: 'draft' | 'finalized' | 'discarded';
  startedOn: CalendarDate;
  /** `proposed` follows the coverages' rules as lines change; `typed` keeps what the clerk applied. */
  split: 'proposed' | 'typed';
}

export interface DraftLineState {
  id: string;
  draftId: string;
  position: number;
  serviceId: string;
  code: string;
  description: string;
  serviceDate: CalendarDate;
  quantity: number;
  unitPriceCents: number;
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
}
