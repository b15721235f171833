import { formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';
import type { DraftedFields, DraftedPayment, DraftedRow, DraftedSource } from './payment-draft-state.js';

/** One thing that reads differently in two versions of a draft. */
export interface DraftDifference {
  /** The input it is about, where it is on the form whatever was typed. */
  field: string | null;
  label: string;
  mine: string;
  theirs: string;
}

type Words = (value: string | number | null) => string;

const plain: Words = (value) => (value === null || value === '' ? 'blank' : `“${String(value)}”`);
const money: Words = (value) => (value === null || value === 0 ? 'nothing' : formatCents(Number(value)));
const day: Words = (value) => (value === null ? 'blank' : formatDate(String(value)));
/** A record that has no name here. */
const record: Words = (value) => (value === null ? 'blank' : 'another one');

const FIELDS: { [K in keyof DraftedFields]: [label: string, words: Words] } = {
  kind: ['Who pays', plain], patientId: ['Patient', record], payerId: ['Payer', record], guarantorId: ['Guarantor', record], amountCents: ['Total amount', money],
  method: ['Payment method', plain], rule: ['Spread', plain], reference: ['Payment number', plain], paymentDate: ['Payment date', day], depositDate: ['Deposit date', day],
  postingDate: ['Posting date', day], reason: ['Reason', plain], claimNumber: ['Claim no.', plain], notes: ['Notes', plain], remainderKind: ['If money is left', plain],
  purpose: ['What it is for', plain], visitDate: ['Visit date', day], owedReference: ['Their reference', plain], duplicateReason: ['Why it is another payment', plain],
};

/** @param numberOf names the invoice of a row */
export function differencesOf(mine: DraftedPayment, theirs: DraftedPayment, numberOf: (invoiceId: string) => string): DraftDifference[] {
  return [...fieldsApart(mine.fields, theirs.fields), ...rowsApart(mine.rows, theirs.rows, numberOf), ...sourcesApart(mine.sources, theirs.sources)];
}

function fieldsApart(mine: DraftedFields, theirs: DraftedFields): DraftDifference[] {
  return (Object.keys(FIELDS) as (keyof DraftedFields)[]).flatMap((field) => {
    const [label, words] = FIELDS[field];
    return mine[field] === theirs[field] ? [] : [{ field, label, mine: words(mine[field]), theirs: words(theirs[field]) }];
  });
}

function rowsApart(mine: readonly DraftedRow[], theirs: readonly DraftedRow[], numberOf: (invoiceId: string) => string): DraftDifference[] {
  const of = (rows: readonly DraftedRow[], id: string): string => rowSaid(rows.find(({ invoiceId }) => invoiceId === id));
  const ids = [...new Set([...mine, ...theirs].map(({ invoiceId }) => invoiceId))];
  return ids.map((id) => ({ field: null, label: numberOf(id), mine: of(mine, id), theirs: of(theirs, id) })).filter((row) => row.mine !== row.theirs);
}

function rowSaid(row: DraftedRow | undefined): string {
  if (!row) return 'nothing';
  const { amountCents, adjustmentCents, adjustmentReasonCode, toPatientCents, toPatientReasonCode } = row;
  const parts = [
    amountCents === 0 ? '' : formatCents(amountCents),
    adjustmentCents === 0 ? '' : `${formatCents(adjustmentCents)} adjusted (${adjustmentReasonCode})`,
    toPatientCents === 0 ? '' : `${formatCents(toPatientCents)} to the patient (${toPatientReasonCode})`,
  ].filter(Boolean);
  return parts.join(' and ');
}

function sourcesApart(mine: readonly DraftedSource[], theirs: readonly DraftedSource[]): DraftDifference[] {
  const said = (sources: readonly DraftedSource[], kind: DraftedSource['kind']): string =>
    sources.filter((source) => source.kind === kind).map(({ amountCents, method, reference }) => [formatCents(amountCents), method, reference].filter(Boolean).join(' ')).join(', ') || 'nothing';
  const kinds = [['tender', 'Split over other ways of paying'], ['credit', 'Credits used']] as const;
  return kinds.map(([kind, label]) => ({ field: null, label, mine: said(mine, kind), theirs: said(theirs, kind) })).filter((one) => one.mine !== one.theirs);
}
