import { formatCents } from '../../shared/money.js';
import { type AllocationRule, distribute, keyByAge, keyByDueDate } from '../domain/distribution.js';
import type { PaymentKind } from '../domain/payment-state.js';
import type { GridInvoice } from './grid.queries.js';
import type { RowForm } from './payment.forms.js';

export interface GridRow extends GridInvoice {
  index: number;
  /** Text that sorts by service date, and by due date. */
  byAge: string;
  byDueDate: string;
  /** Of another location than the one that receives the money. */
  isElsewhere: boolean;
  /** Whether this payer can pay here at all; otherwise `why` says why not. */
  takes: boolean;
  why: string;
  isTicked: boolean;
  /** Set where somebody else owes this row. */
  payeeId: string;
  counterCents: number;
  /** What changed since the draft was saved; empty when nothing did. */
  changed: string;
  typed: Omit<Required<RowForm>, 'invoiceId' | 'payeeId' | 'seenCents' | 'seenVersion'>;
}

export interface RowMarks {
  kind: PaymentKind;
  /** The location that receives the money. */
  locationId: string;
  /** Whether the money may go to invoices of another location. */
  mayAt: (locationId: string) => boolean;
  /** Who pays; and whether they may pay what others owe. */
  group?: readonly string[] | undefined;
  mayPayForOthers?: boolean | undefined;
  /** The invoice the screen was opened from: ticked, and filled with what it has due. */
  ticked?: string | undefined;
  typed?: readonly RowForm[] | undefined;
  /** What was typed comes from a draft. */
  isReopened?: boolean | undefined;
}

export function gridRow(invoice: GridInvoice, index: number, { kind, locationId, mayAt, ticked, typed, group, mayPayForOthers, isReopened }: RowMarks): GridRow {
  const isOthers = kind === 'patient' && group !== undefined && !group.includes(invoice.guarantorId);
  const why = isOthers && !mayPayForOthers && invoice.dueCents > 0 ? `Owed by ${invoice.guarantorName}` : whyNot(invoice, kind, mayAt);
  const takes = why === '';
  const row = typed?.find(({ invoiceId }) => invoiceId === invoice.invoiceId);
  const isWanted = takes && ticked === invoice.invoiceId;
  const { invoiceId: _, payeeId: __, seenCents: ___, seenVersion: ____, ...cells } = row ?? ({ invoiceId: '' } as RowForm);
  const filled = { ...blank, ...(isWanted ? { amountCents: invoice.dueCents } : {}), ...(takes ? definedOf(cells) : {}) };
  return {
    ...invoice, index, isElsewhere: invoice.locationId !== locationId, byAge: keyByAge(invoice), byDueDate: keyByDueDate(invoice), takes, why, typed: filled, payeeId: isOthers ? invoice.guarantorId : '',
    isTicked: filled.amountCents !== 0 || filled.adjustmentCents !== 0 || filled.toPatientCents !== 0,
    counterCents: kind === 'patient' ? invoice.insurerDueCents : invoice.patientDueCents,
    changed: isReopened && row ? sinceSaved(row, invoice, takes) : '',
  };
}

/** An invoice is not what it was when the draft was saved: what is due moved, or the row takes nothing any more. */
function sinceSaved({ seenCents, amountCents = 0, adjustmentCents = 0, toPatientCents = 0 }: RowForm, { dueCents }: GridInvoice, takes: boolean): string {
  const typedCents = amountCents + adjustmentCents + toPatientCents;
  if (!takes) return `Changed since the draft was saved: ${formatCents(typedCents)} stood here, and the row takes nothing now.`;
  return seenCents === undefined || seenCents === dueCents ? '' : `Changed since the draft was saved: due was ${formatCents(seenCents)}, now ${formatCents(dueCents)}.`;
}

/** A total that was typed before any row was: the rows it fills are ticked. */
export function filledByRule(rule: AllocationRule, totalCents: number | undefined, rows: GridRow[]): GridRow[] {
  if (!totalCents || rows.some((row) => row.isTicked)) return rows;
  const { amounts } = distribute(rule, totalCents, rows.filter((row) => row.takes));
  const amountOf = new Map(amounts.map(({ invoiceId, amountCents }) => [invoiceId, amountCents]));
  return rows.map((row) => {
    const amountCents = amountOf.get(row.invoiceId) ?? 0;
    return amountCents === 0 ? row : { ...row, isTicked: true, typed: { ...row.typed, amountCents } };
  });
}

const blank = { amountCents: 0, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

/** Only the fields that were filled in. */
export function definedOf<T extends object>(fields: T | undefined): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined && value !== null)) as { [K in keyof T]?: NonNullable<T[K]> };
}

function whyNot(invoice: GridInvoice, kind: PaymentKind, mayAt: RowMarks['mayAt']): string {
  if (!mayAt(invoice.locationId)) return `At ${invoice.locationName}`;
  if (invoice.dueCents > 0) return '';
  if (invoice.paidCents > 0) return PAID[kind];
  if (invoice.owingPayer !== null) return `Billed to ${invoice.owingPayer}`;
  if (invoice.adjustedCents > 0) return 'Nothing left due';
  return kind === 'patient' ? 'Nothing due' : 'Patient’s part only';
}

const PAID: Record<PaymentKind, string> = { insurer: 'Insurer part is paid', patient: 'Patient part is paid', other: 'Payer part is paid' };

/** What goes to invoices of other locations, which the one that receives the money will owe them. */
export function appliedElsewhere(locationId: string, invoices: readonly GridInvoice[], rows: readonly { invoiceId: string; amountCents?: number | undefined }[]): { locationName: string; cents: number }[] {
  const places = new Map<string, { locationName: string; cents: number }>();
  for (const { invoiceId, amountCents = 0 } of rows) {
    const invoice = invoices.find((each) => each.invoiceId === invoiceId);
    if (!invoice || invoice.locationId === locationId || amountCents <= 0) continue;
    const place = places.get(invoice.locationId) ?? { locationName: invoice.locationName, cents: 0 };
    place.cents += amountCents;
    places.set(invoice.locationId, place);
  }
  return [...places.values()];
}
