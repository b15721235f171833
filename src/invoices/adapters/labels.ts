import { ADJUSTMENT_KINDS, type AdjustmentKind } from '../domain/invoice-state.js';

const KIND_NAMES: Record<AdjustmentKind, string> = {
  contractual: 'Contractual', courtesy: 'Courtesy discount', 'small-balance': 'Small balance', 'timely-filing': 'Timely filing', denial: 'Denial written off',
  charity: 'Charity', 'admin-error': 'Our error', 'bad-debt': 'Bad debt',
};

const CAUSE_NAMES: Record<string, string> = {
  'apply-insurance': 'Insurance applied', transfer: 'Transferred', payment: 'Moved by a payment', adjudication: 'Decided by the insurer', reversal: 'Payment reversed', void: 'Invoice voided',
};

export function kindName(kind: string): string {
  return KIND_NAMES[kind as AdjustmentKind] ?? kind;
}

export function causeName(cause: string): string {
  return CAUSE_NAMES[cause] ?? cause;
}

export const KIND_CHOICES = ADJUSTMENT_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }));

const PLACE_NAMES = ['Primary', 'Secondary', 'Tertiary', 'Other payer'];

/** Where a payer stands on an invoice. */
export function placeName(sequence: number): string {
  return PLACE_NAMES[sequence - 1] ?? 'Other payer';
}

export function sequenceName(sequence: number): string {
  return ['Primary', 'Secondary', 'Tertiary'][sequence - 1] ?? `Coverage ${sequence}`;
}
