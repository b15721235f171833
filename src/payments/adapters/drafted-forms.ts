import type { TypedDraft } from '../application/drafted-payments.js';
import type { PaymentDraft } from '../domain/payment-draft.js';
import type { DraftedPayment, DraftedRow, DraftedSource } from '../domain/payment-draft-state.js';
import { hasSomething } from '../domain/receipt.js';
import { definedOf } from './grid-rows.js';
import { type CreditForm, type RowForm, rowsOf, type TenderForm, type TypedPaymentForm } from './payment.forms.js';
import { formKindOf, kindOf } from './payment-words.js';

/** All that stands in the form, rows in which nothing stands left out. */
export function draftedOf(form: TypedPaymentForm): DraftedPayment {
  const { amountCents = 0, method = '', rule = '', reference = '', reason = '', claimNumber = '', notes = '' } = form;
  const { remainderKind = '', purpose = '', owedReference = '', duplicateReason = '' } = form;
  return {
    fields: {
      kind: kindOf(form.kind), patientId: form.patientId ?? null, payerId: form.payerId ?? null, guarantorId: form.guarantorId ?? null, amountCents, method, rule, reference,
      paymentDate: form.paymentDate ?? null, depositDate: form.depositDate ?? null, postingDate: form.postingDate ?? null, reason, claimNumber, notes,
      remainderKind, purpose, visitDate: form.visitDate ?? null, owedReference, duplicateReason,
    },
    rows: draftedRows(form.rows),
    sources: [...(form.tenders ?? []).filter(({ method: by, reference: number = '', amountCents: part = 0 }) => by !== undefined || number !== '' || part !== 0).map(tenderSource), ...(form.credits ?? []).filter(({ amountCents: part = 0 }) => part !== 0).map(creditSource)],
  };
}

/** The draft that the form was opened from, and what stands there now. */
export function typedDraftOf(form: TypedPaymentForm): TypedDraft | undefined {
  const { draftId, draftVersion } = form;
  return draftId === undefined || draftVersion === undefined ? undefined : { draftId, version: draftVersion, drafted: draftedOf(form) };
}

/** As the form that it was saved from. */
export function formOfDraft(draft: PaymentDraft): TypedPaymentForm {
  const { fields, rows, sources } = draft.drafted;
  const { patientId, payerId, guarantorId, amountCents, method, rule, paymentDate, depositDate, postingDate, remainderKind, visitDate, ...texts } = fields;
  const { kind, reference, reason, claimNumber, notes, purpose, owedReference, duplicateReason } = texts;
  const tenders = sources.filter((source) => source.kind === 'tender').map(({ method: by, reference: number, amountCents: part }): TenderForm => ({ reference: number, amountCents: part, ...(by === '' ? {} : { method: by }) }));
  const credits = sources.flatMap(({ paymentId, amountCents: part }): CreditForm[] => (paymentId === null ? [] : [{ paymentId, amountCents: part }]));
  return {
    kind: formKindOf(kind), locationId: draft.locationId, reference, reason, claimNumber, notes, purpose, owedReference, duplicateReason, tenders, credits,
    rows: rows.map((row) => definedOf(formRow(row)) as RowForm), draftId: draft.id, draftVersion: draft.state().root.version,
    ...(definedOf({ patientId, payerId, guarantorId, paymentDate, depositDate, postingDate, visitDate }) as Partial<TypedPaymentForm>),
    ...(amountCents === 0 ? {} : { amountCents }), ...(method === '' ? {} : { method }), ...(rule === '' ? {} : { rule }), ...(remainderKind === '' ? {} : { remainderKind }),
  };
}

function draftedRows(rows: readonly RowForm[] | undefined): DraftedRow[] {
  return rowsOf(rows).filter(hasSomething).map(({ seen, payeeId, serviceDate: _, ...row }) => ({ ...row, payeeId: payeeId ?? null, seenCents: seen?.dueCents ?? null, seenVersion: seen?.version ?? null }));
}

function formRow({ invoiceId, payeeId, amountCents, adjustmentCents, adjustmentReasonCode, adjustmentReason, toPatientCents, toPatientReasonCode, seenCents, seenVersion }: DraftedRow) {
  return { invoiceId, payeeId, amountCents, adjustmentCents, adjustmentReasonCode, adjustmentReason, toPatientCents, toPatientReasonCode, seenCents, seenVersion };
}

function tenderSource({ method = undefined, reference = '', amountCents = 0 }: TenderForm, position: number): DraftedSource {
  return { kind: 'tender', position, method: method ?? '', reference, paymentId: null, amountCents };
}

function creditSource({ paymentId, amountCents = 0 }: CreditForm, position: number): DraftedSource {
  return { kind: 'credit', position, method: '', reference: '', paymentId, amountCents };
}
