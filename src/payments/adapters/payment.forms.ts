import { ChoiceField, DateField, IdField, ListField, MoneyField, TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import { ALLOCATION_RULES, type AllocationRule } from '../domain/distribution.js';
import { type PaymentMethod, REMAINDER_NAMES, type RemainderName } from '../domain/payment-state.js';
import type { PaymentRow } from '../domain/receipt.js';
import type { Tender } from '../domain/tenders.js';
import { LIST_DATES, type ListDate } from './payment-list.queries.js';

/** How the screens and addresses name who pays. */
export const FORM_KINDS = ['insurance', 'patient', 'other'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

const MOST_ROWS = 200;
const MOST_CODE = 20;
/** No way of receiving money: what the party has unapplied is used. */
export const CREDIT = 'credit';
export type FormMethod = PaymentMethod;

export class RowForm {
  @IdField({ label: 'Invoice' }) invoiceId!: string;
  @MoneyField({ label: 'Payment', optional: true }) amountCents?: number;
  @MoneyField({ label: 'Adjustment', optional: true }) adjustmentCents?: number;
  @TextField({ label: 'Adjustment reason', most: MOST_CODE, optional: true }) adjustmentReasonCode?: string;
  @TextField({ label: 'Adjustment note', most: 500, optional: true }) adjustmentReason?: string;
  @MoneyField({ label: 'To patient', optional: true }) toPatientCents?: number;
  @TextField({ label: 'Reason for the patient’s part', most: MOST_CODE, optional: true }) toPatientReasonCode?: string;
  /** Whoever owes it, where it is not the one who pays. */
  @IdField({ label: 'Owed by', optional: true }) payeeId?: string;
  /** What the clerk saw due, and of which version of the invoice: what somebody else posts meanwhile can be named. */
  @MoneyField({ label: 'Due as shown', optional: true }) seenCents?: number;
  @WholeField({ label: 'Version as shown', optional: true }) seenVersion?: number;
}

/** A part of the total that was paid in another way. */
export class TenderForm {
  @TextField({ label: 'Way of paying', most: MOST_CODE, optional: true }) method?: PaymentMethod;
  @MoneyField({ label: 'Part', optional: true }) amountCents?: number;
  @TextField({ label: 'Payment number of the part', most: 60, optional: true }) reference?: string;
}

export class CreditForm {
  @IdField({ label: 'Credit' }) paymentId!: string;
  @MoneyField({ label: 'Credit used', optional: true }) amountCents?: number;
}

/** As it is being typed: the preview takes what there is. */
export class TypedPaymentForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @ChoiceField(FORM_KINDS, { label: 'Who pays' }) kind!: FormKind;
  /** The patient the screen was opened for; only where to look for invoices. */
  @IdField({ label: 'Patient', optional: true }) patientId?: string;
  @IdField({ label: 'Payer', optional: true }) payerId?: string;
  @IdField({ label: 'Guarantor', optional: true }) guarantorId?: string;
  @MoneyField({ label: 'Total amount', optional: true }) amountCents?: number;
  /** How a typed total is spread; the rows it leads to are what is recorded. */
  @ChoiceField(ALLOCATION_RULES, { label: 'Spread', optional: true }) rule?: AllocationRule;
  @TextField({ label: 'Payment method', most: MOST_CODE, optional: true }) method?: FormMethod;
  @ListField(() => TenderForm, { label: 'Parts', most: 4, optional: true }) tenders?: TenderForm[];
  @ListField(() => CreditForm, { label: 'Credits', most: 50, optional: true }) credits?: CreditForm[];
  @TextField({ label: 'Payment number', most: 60, optional: true }) reference?: string;
  @DateField({ label: 'Payment date', optional: true }) paymentDate?: string;
  @DateField({ label: 'Deposit date', optional: true }) depositDate?: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  @TextField({ label: 'Claim no.', most: 120, optional: true }) claimNumber?: string;
  @TextField({ label: 'Notes', most: 1000, optional: true }) notes?: string;
  @ListField(() => RowForm, { label: 'Invoices', most: MOST_ROWS, optional: true }) rows?: RowForm[];
  @ChoiceField(REMAINDER_NAMES, { label: 'What is left', optional: true }) remainderKind?: RemainderName;
  @TextField({ label: 'What it is for', most: 120, optional: true }) purpose?: string;
  @DateField({ label: 'Visit date', optional: true }) visitDate?: string;
  @TextField({ label: 'The insurer’s reference', most: 60, optional: true }) owedReference?: string;
  @TextField({ label: 'Why it is another payment', most: 500, optional: true }) duplicateReason?: string;
  /** The draft that is on screen. */
  @IdField({ label: 'Draft', optional: true }) draftId?: string;
  @WholeField({ label: 'Version of the draft', least: 1, optional: true }) draftVersion?: number;
  /** What is looked for in the box among the credits, which comes along when the form is read as it is typed. */
  @TextField({ label: 'Credit', most: 20, optional: true }) credit?: string;
}

/** Save draft; or, where somebody else changed it meanwhile, beside theirs. */
export class SaveDraftForm extends TypedPaymentForm {
  @ChoiceField(['another'], { label: 'Save as', optional: true }) saveAs?: 'another';
}

export class PaymentForm extends TypedPaymentForm {
  @TextField({ label: 'Payment method', most: MOST_CODE }) declare method: FormMethod;
}

/** The same for a payment that takes another's place; `reason` is why. */
export class TypedCorrectionForm extends TypedPaymentForm {
  @VersionField() version!: number;
}

export class CorrectionForm extends TypedCorrectionForm {
  @TextField({ label: 'Payment method', most: MOST_CODE }) declare method: PaymentMethod;
}

export class AllocateForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  @ListField(() => RowForm, { label: 'Invoices', most: MOST_ROWS, optional: true }) rows?: RowForm[];
}

export class ReverseForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  @ChoiceField(['mistake', 'bounce'], { label: 'What happened', optional: true }) cause?: 'mistake' | 'bounce';
}

export class AcceptQuery {
  @ChoiceField(FORM_KINDS, { label: 'Who pays', optional: true }) kind?: FormKind;
  /** Where the money is received; the session's location when left out. */
  @IdField({ label: 'Location', optional: true }) locationId?: string;
  @IdField({ label: 'Patient', optional: true }) patient?: string;
  /** The same, as the form names it when who pays is switched. */
  @IdField({ label: 'Patient', optional: true }) patientId?: string;
  @IdField({ label: 'Invoice', optional: true }) invoice?: string;
  @IdField({ label: 'Payer', optional: true }) payer?: string;
  @MoneyField({ label: 'Total amount', optional: true }) amountCents?: number;
  @ChoiceField(ALLOCATION_RULES, { label: 'Spread', optional: true }) rule?: AllocationRule;
  @TextField({ label: 'Payment number', most: 60, optional: true }) reference?: string;
  @DateField({ label: 'Payment date', optional: true }) paymentDate?: string;
  @DateField({ label: 'Deposit date', optional: true }) depositDate?: string;
  @TextField({ label: 'Notes', most: 1000, optional: true }) notes?: string;
  @IdField({ label: 'Draft', optional: true }) draftId?: string;
  @WholeField({ label: 'Version of the draft', least: 1, optional: true }) draftVersion?: number;
}

export class PickQuery {
  @ChoiceField(FORM_KINDS, { label: 'Who pays' }) kind!: FormKind;
  @TextField({ label: 'Invoice number', most: 40, optional: true }) q?: string;
}

export class PaymentDraftsQuery {
  @IdField({ label: 'Before', optional: true }) before?: string;
}

export class FindRowsQuery {
  @ChoiceField(FORM_KINDS, { label: 'Who pays' }) kind!: FormKind;
  /** Where the money is received. */
  @IdField({ label: 'Location', optional: true }) locationId?: string;
  @IdField({ label: 'Payer', optional: true }) payerId?: string;
  @IdField({ label: 'Payer', optional: true }) payer?: string;
  @IdField({ label: 'Guarantor', optional: true }) guarantorId?: string;
  @TextField({ label: 'Find', most: 80, optional: true }) q?: string;
  /** Rows found are numbered from here, after those on screen. */
  @TextField({ label: 'From', most: 6, optional: true }) from?: string;
}

export class FindCreditQuery {
  @ChoiceField(FORM_KINDS, { label: 'Who pays' }) kind!: FormKind;
  @TextField({ label: 'Credit', most: 20, optional: true }) credit?: string;
}

export class ListQuery {
  @ChoiceField(['insurer', 'patient', 'other'], { label: 'Kind', optional: true }) kind?: string;
  @ChoiceField(['pending', 'partly', 'completed', 'unapplied', 'reversed'], { label: 'State', optional: true }) state?: string;
  @TextField({ label: 'Method', most: MOST_CODE, optional: true }) method?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @ChoiceField(['undeposited', 'unreconciled', 'reconciled'], { label: 'At the bank', optional: true }) deposit?: string;
  @TextField({ label: 'Patient', most: 80, optional: true }) patient?: string;
  @ChoiceField(LIST_DATES, { label: 'Which date', optional: true }) date?: ListDate;
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'To', optional: true }) to?: string;
  @IdField({ label: 'Payer', optional: true }) payer?: string;
  @TextField({ label: 'Number', most: 60, optional: true }) number?: string;
  @IdField({ label: 'Before', optional: true }) before?: string;
}

/** Blank cells are nothing; rows in which nothing stands stay on screen and are not posted. */
export function rowsOf(rows: readonly RowForm[] | undefined): PaymentRow[] {
  return (rows ?? []).map((row) => ({
    invoiceId: row.invoiceId,
    amountCents: row.amountCents ?? 0,
    adjustmentCents: row.adjustmentCents ?? 0,
    adjustmentReasonCode: row.adjustmentCents ? (row.adjustmentReasonCode ?? '') : '',
    adjustmentReason: row.adjustmentCents ? (row.adjustmentReason ?? '') : '',
    toPatientCents: row.toPatientCents ?? 0,
    toPatientReasonCode: row.toPatientCents ? (row.toPatientReasonCode ?? '') : '',
    ...(row.payeeId === undefined ? {} : { payeeId: row.payeeId }),
    ...(row.seenVersion === undefined ? {} : { seen: { version: row.seenVersion, dueCents: row.seenCents ?? 0 } }),
  }));
}

export function creditsOf(credits: readonly CreditForm[] | undefined): { paymentId: string; amountCents: number }[] {
  return (credits ?? []).flatMap(({ paymentId, amountCents = 0 }) => (amountCents > 0 ? [{ paymentId, amountCents }] : []));
}

/** A part without a way of paying is paid like the rest. */
export function tendersOf(tenders: readonly TenderForm[] | undefined, method: PaymentMethod): Tender[] {
  return (tenders ?? []).map((tender) => ({ method: tender.method ?? method, amountCents: tender.amountCents ?? 0, reference: tender.reference ?? '' }));
}
