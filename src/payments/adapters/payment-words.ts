import { type ChoiceState, methodOptions, type Option, reasonOptions } from '../../choices/index.js';
import { ALLOCATION_RULES as ORGANIZATION_RULES } from '../../locations/index.js';
import { ALLOCATION_RULES, type AllocationRule } from '../domain/distribution.js';
import type { HoldingKind, PaymentKind, RemainderName } from '../domain/payment-state.js';
import { CREDIT, type FormKind } from './payment.forms.js';

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

const USE_CREDIT: Option = { value: CREDIT, label: 'Use credit' };

/** Ways of receiving money for the parts of a payment, and for all of it. @param current is offered though it is retired */
export function methodsFor(kind: FormKind, choices: readonly ChoiceState[], current = ''): { methods: Option[]; tenderMethods: Option[] } {
  const received = methodOptions(choices, kindOf(kind), current);
  return { methods: [...received, USE_CREDIT], tenderMethods: received };
}

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
  adjustments: Option[];
  toPatient: Option[];
}

const LABELS: Record<FormKind, Omit<GridLabels, 'adjustments' | 'toPatient'>> = {
  insurance: { payer: 'Insurer', due: 'Ins amt due', paid: 'Ins amt paid', counter: 'Pat amt due' },
  patient: { payer: 'Guarantor', due: 'Pat amt due', paid: 'Pat amt paid', counter: 'Ins amt due' },
  other: { payer: 'Payer', due: 'Payer amt due', paid: 'Payer amt paid', counter: 'Pat amt due' },
};

export function labelsFor(kind: FormKind, choices: readonly ChoiceState[]): GridLabels {
  return { ...LABELS[kind], adjustments: reasonOptions(choices, 'row-adjustment'), toPatient: reasonOptions(choices, 'row-transfer') };
}

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
