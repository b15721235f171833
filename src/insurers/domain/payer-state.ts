import type { RowSet } from '../../shared/aggregate.js';

export const PAYER_KINDS = ['insurer', 'extended-plan', 'platform', 'employer', 'other'] as const;
export type PayerKind = (typeof PAYER_KINDS)[number];

export const PAYER_KIND_NAMES: Record<PayerKind, string> = {
  insurer: 'Insurer',
  'extended-plan': 'Extended plan',
  platform: 'Direct-billing platform',
  employer: 'Employer',
  other: 'Other co-payer',
};

/** What may be chosen; where nothing is, a payer is asked after `USUAL_ANSWER_DAYS`. */
export const ANSWER_DAYS = [10, 14, 21, 45, 60, 90] as const;
export const USUAL_ANSWER_DAYS = 30;

/** Employers and other co-payers have accounts of their own: their money pays no insurer's share. */
export function paysAs(kind: string): 'insurer' | 'other' {
  return kind === 'employer' || kind === 'other' ? 'other' : 'insurer';
}

export interface PayerState {
  id: string;
  version: number;
  name: string;
  /** The name as it is compared: one payer is not entered twice in another spelling. */
  nameKey: string;
  kind: PayerKind;
  /** Electronic payer id, at the clearing house. */
  payerRef: string;
  address: string;
  phone: string;
  /** Days until an invoice is due to this payer; without it the location's terms hold. */
  termsDays: number | null;
  /** How claims are submitted: portal, codes, attachments. Several lines. */
  claimGuidelines: string;
  /** Where claims on paper go. */
  claimAddress: string;
  /** Days after the service within which a claim must arrive; unknown when empty. */
  filingLimitDays: number | null;
  /** Days it usually takes to answer a claim; after that it is asked. */
  answerDays: number | null;
  notes: string;
  /** An inactive payer is no longer offered; what it owes and paid stays. */
  state: 'active' | 'inactive';
  /** The payer this one was merged into, as it was decided. */
  mergedInto: string | null;
  /** Whom this one is by now, over several merges. */
  mergedRoot: string | null;
}

/** Whom to call at a payer. */
export interface PayerContact {
  id: string;
  payerId: string;
  role: string;
  name: string;
  phone: string;
  fax: string;
  email: string;
  hours: string;
}

export interface PayerRows extends RowSet {
  root: PayerState;
  contacts: readonly PayerContact[];
}
