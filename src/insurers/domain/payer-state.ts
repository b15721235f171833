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

export interface PayerState {
  id: string;
  version: number;
  name: string;
  /** The name as it is compared: one payer is not entered twice in another spelling. */
  nameKey: string;
  kind: PayerKind;
  /** Identifier at a clearing house. */
  payerRef: string;
  address: string;
  phone: string;
  /** Days until an invoice is due to this payer; without it the location's terms hold. */
  termsDays: number | null;
  state: 'active';
  mergedInto: string | null;
}

export interface PayerRows extends RowSet {
  root: PayerState;
}
