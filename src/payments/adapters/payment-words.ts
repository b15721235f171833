import { ALLOCATION_RULES as ORGANIZATION_RULES } from '../../locations/index.js';
import { ALLOCATION_RULES, type AllocationRule } from '../domain/distribution.js';
import { type HoldingKind, INSURER_METHODS, type PaymentKind, type PaymentMethod, PERSON_METHODS, type RemainderName } from '../domain/payment-state.js';
import { CREDIT, type FormKind } from './payment.forms.js';
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

const methods = (list: readonly PaymentMethod[]): { value: string; label: string }[] => list.map((value) => ({ value, label: METHOD_NAMES[value] }));
const USE_CREDIT = { value: CREDIT, label: 'Use credit' };
const INSURER = methods(['insurance-eft', 'insurance-check', 'insurance-card', 'insurance']);
const PERSON = methods(['cash', 'card', 'check', 'transfer']);
const PAYER = methods(['check', 'transfer', 'card', 'cash']);
/** For the parts of a split payment: what is received. */
export const TENDER_OPTIONS: Record<FormKind, { value: string; label: string }[]> = { insurance: INSURER, patient: PERSON, other: PAYER };
export const METHOD_OPTIONS: Record<FormKind, { value: string; label: string }[]> = {
  insurance: [...INSURER, USE_CREDIT], patient: [...PERSON, USE_CREDIT], other: [...PAYER, USE_CREDIT],
};

/** Each once, for a list's filter. */
export const METHOD_CHOICES = methods([...INSURER_METHODS, ...PERSON_METHODS]);

export const HOLDING_NAMES: Record<HoldingKind, string> = {
  'to-allocate': 'Allocate later', 'needs-research': 'Needs research', credit: 'Patient credit', purpose: 'Prepayment', visit: 'Held for a visit', earmark: 'Held for an invoice line',
};

const OWED = { value: 'owed' as const, label: 'Owed to the insurer' };
const held = (...kinds: HoldingKind[]) => kinds.map((value) => ({ value, label: HOLDING_NAMES[value] }));

export const REMAINDER_OPTIONS: Record<FormKind, { value: RemainderName; label: string }[]> = {
  insurance: [...held('to-allocate', 'needs-research'), OWED],
  patient: held('credit', 'purpose', 'visit'),
  other: held('to-allocate'),
};

export const KIND_NAMES: Record<PaymentKind, string> = { insurer: 'Insurance', patient: 'Patient', other: 'Other payer' };

/** How a typed total finds its rows, as the settings say it; choosing the rows oneself is no setting. */
export const RULE_SENTENCES: Record<AllocationRule, string> = {
  ...ORGANIZATION_RULES, chosen: 'Chosen rows: only the invoices that are ticked are paid, the oldest first.',
};

export const RULE_OPTIONS = ALLOCATION_RULES.map((value) => ({
  value, label: RULE_SENTENCES[value].split(':')[0]!, attrs: { 'data-sentence': RULE_SENTENCES[value] },
}));

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
