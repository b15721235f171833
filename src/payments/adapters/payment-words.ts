import type { HoldingKind, PaymentKind, PaymentMethod } from '../domain/payment-state.js';
import type { FormKind } from './payment.forms.js';
import { ADJUSTMENT_CODES, TO_PATIENT_CODES } from './reason-codes.js';

/** The words of the payment screens. */
export const KIND_OPTIONS: { value: FormKind; label: string }[] = [
  { value: 'patient', label: 'Patient payment' },
  { value: 'insurance', label: 'Insurance payment' },
  { value: 'other', label: 'Other payer payment' },
];

/** Whoever takes payments may open the screen; what may be recorded there is each kind's own permission. */
export const TAKE = 'payment.take-patient';

export function permissionFor(kind: FormKind): string {
  return kind === 'patient' ? TAKE : 'payment.post-insurer';
}

export const METHOD_NAMES: Record<PaymentMethod, string> = {
  'insurance-eft': 'Insurance EFT/ACH', 'insurance-check': 'Insurance check', 'insurance-card': 'Insurance card', insurance: 'Insurance',
  cash: 'Cash', card: 'Card', check: 'Check', transfer: 'Transfer',
};

const methods = (list: readonly PaymentMethod[]) => list.map((value) => ({ value, label: METHOD_NAMES[value] }));
const INSURER = methods(['insurance-eft', 'insurance-check', 'insurance-card', 'insurance']);
const PERSON = methods(['cash', 'card', 'check', 'transfer']);
const PAYER = methods(['check', 'transfer', 'card', 'cash']);
export const METHOD_OPTIONS: Record<FormKind, { value: string; label: string }[]> = { insurance: INSURER, patient: PERSON, other: PAYER };

export const HOLDING_NAMES: Record<HoldingKind, string> = { 'to-allocate': 'Allocate later', 'needs-research': 'Needs research', credit: 'Patient credit', earmark: 'Held for an invoice line' };

export const REMAINDER_OPTIONS: Record<FormKind, { value: HoldingKind; label: string }[]> = {
  insurance: [{ value: 'to-allocate', label: HOLDING_NAMES['to-allocate'] }, { value: 'needs-research', label: HOLDING_NAMES['needs-research'] }],
  patient: [{ value: 'credit', label: HOLDING_NAMES.credit }],
  other: [{ value: 'to-allocate', label: HOLDING_NAMES['to-allocate'] }],
};

export const KIND_NAMES: Record<PaymentKind, string> = { insurer: 'Insurance', patient: 'Patient', other: 'Other payer' };

interface GridLabels {
  payer: string;
  due: string;
  paid: string;
  /** The column that shows what moves to, or waits with, somebody else. */
  counter: string;
  adjustments: typeof ADJUSTMENT_CODES;
  toPatient: typeof TO_PATIENT_CODES;
}

const CODES = { adjustments: ADJUSTMENT_CODES, toPatient: TO_PATIENT_CODES };

export const LABELS: Record<FormKind, GridLabels> = {
  insurance: { payer: 'Insurer', due: 'Ins amt due', paid: 'Ins amt paid', counter: 'Pat amt due', ...CODES },
  patient: { payer: 'Guarantor', due: 'Pat amt due', paid: 'Pat amt paid', counter: 'Ins amt due', ...CODES },
  other: { payer: 'Payer', due: 'Payer amt due', paid: 'Payer amt paid', counter: 'Pat amt due', ...CODES },
};

export function kindOf(kind: FormKind): PaymentKind {
  return kind === 'insurance' ? 'insurer' : kind;
}

export function formKindOf(kind: PaymentKind): FormKind {
  return kind === 'insurer' ? 'insurance' : kind;
}

/** What a list calls the state of a payment: how much of it has found its place. */
export function standingOf({ state, unappliedCents, allocatedCents }: { state: string; unappliedCents: number; allocatedCents: number }): string {
  if (state === 'reversed') return 'reversed';
  if (unappliedCents === 0) return 'applied';
  return allocatedCents === 0 ? 'unapplied' : 'partial';
}
