import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

/**
 * Why something is on a worklist. It comes and goes with the books, except where `BY_HAND` says that only a person can tell.
 * denied: a line the insurer denied and still owes · follow-up: a line marked for a second look · stale: a primary was corrected after this payer decided ·
 * secondary: the primary has decided, this payer is to be billed · no-response: billed long ago, nothing heard · suspense: a takeback that leads nowhere yet (1160) ·
 * unapplied: money without a place · credit: a patient’s credit that lies long · unreconciled: a deposit the bank has not shown.
 */
export const WORK_KINDS = ['denied', 'follow-up', 'stale', 'secondary', 'no-response', 'suspense', 'unapplied', 'credit', 'unreconciled'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** Marked as done by a person: the books do not show that a claim was sent or a line was looked at. */
export const BY_HAND: readonly WorkKind[] = ['follow-up', 'stale', 'secondary'];

/** What is on the list, by kind: an adjudication, a holding, a deposit, a payer’s balance, or an invoice and a payer, one id after the other. */
export type SubjectKey = string;

export interface WorkItemState {
  id: string;
  version: number;
  locationId: string;
  kind: WorkKind;
  subjectKey: SubjectKey;
  /** Empty while it is nobody’s. */
  ownerId: string;
  ownerName: string;
  nextOn: CalendarDate | null;
  note: string;
  state: 'open' | 'done';
  doneOn: CalendarDate | null;
  outcome: string;
}

export interface WorkItemRows extends RowSet {
  root: WorkItemState;
}
