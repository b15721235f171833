import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql, type Sql } from '../../platform/database/sql.js';
import type { TouchedInvoices } from '../application/without-payment.js';
import { NotFound } from '../../shared/domain-error.js';
import { type HoldingKind, type PaymentKind, type PaymentMethod, type PaymentState, REMAINDER_KINDS, type RemainderName } from '../domain/payment-state.js';
import { definedOf } from './grid-rows.js';
import type { RowForm, TypedPaymentForm } from './payment.forms.js';
import { formKindOf } from './payment-words.js';
import { visiblePayments } from './visible-payments.js';

type Facts = Pick<PaymentState, 'locationId' | 'version' | 'number' | 'kind' | 'state' | 'postedBy' | 'postingDate' | 'depositId'> & { paymentId: string; partyName: string };

interface Found extends Facts {
  payerId: string | null;
  guarantorId: string | null;
  method: PaymentMethod;
  amountCents: number;
  reference: string;
  paymentDate: string;
  depositDate: string | null;
  claimNumber: string;
  notes: string;
  duplicateReason: string | null;
  purpose: string;
  heldKind: HoldingKind | null;
  heldFor: string | null;
}

/** What stands of a payment on one invoice; nothing of it where it stands nowhere. */
interface StandingRow {
  invoiceId: string | null;
  patientId: string;
  paidCents: number;
  adjustmentCents: number;
  adjustmentReasonCode: string | null;
  adjustmentReason: string | null;
  toPatientCents: number;
  toPatientReasonCode: string | null;
  /** 1 where it adjusted or moved something, also what was undone since. */
  hasSide: number;
}

type Standing = StandingRow & { invoiceId: string };

/** A payment as the form it could have been recorded with. */
@Injectable()
export class CorrectedPayments {
  constructor(private readonly reader: Reader) {}

  async of(paymentId: string): Promise<{ payment: Facts; form: TypedPaymentForm; touched: TouchedInvoices }> {
    const rows = await this.reader.all<Found & StandingRow>(sql`
      SELECT stands.*, p.id AS paymentId, p.location_id AS locationId, p.version AS version, p.number AS number, p.kind AS kind, p.state AS state, p.posted_by AS postedBy,
             p.posting_date AS postingDate, p.deposit_id AS depositId, p.payer_id AS payerId, p.guarantor_id AS guarantorId, p.method AS method,
             p.amount_cents AS amountCents, p.reference AS reference, p.payment_date AS paymentDate, p.deposit_date AS depositDate, p.claim_number AS claimNumber,
             p.notes AS notes, p.duplicate_reason AS duplicateReason, p.purpose AS purpose, COALESCE(y.name, CONCAT(g.first_name, ' ', g.last_name)) AS partyName,
             (SELECT MIN(h.kind) FROM payment_holdings h WHERE h.payment_id = p.id AND h.kind <> 'earmark') AS heldKind,
             (SELECT MIN(h.reference) FROM payment_holdings h WHERE h.payment_id = p.id AND h.kind = 'visit') AS heldFor
      FROM payments p LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id LEFT JOIN (${standingOf(paymentId)}) stands ON 1 = 1
      WHERE p.id = ${paymentId} AND ${visiblePayments()} ORDER BY stands.invoiceId`);
    const [found] = rows;
    if (!found) throw new NotFound();
    const { locationId, version, number, kind, state, postedBy, postingDate, depositId, partyName } = found;
    const standing = rows.filter((row): row is Found & Standing => row.invoiceId !== null);
    return { payment: { paymentId, locationId, version, number, kind, state, postedBy, postingDate, depositId, partyName }, form: formOf(found, standing), touched: touchedBy(standing) };
  }
}

function standingOf(paymentId: string): Sql {
  return sql`
      SELECT r.invoiceId AS invoiceId, MIN(i.patient_id) AS patientId, SUM(r.paid) AS paidCents, SUM(r.adjusted) AS adjustmentCents, MAX(r.code) AS adjustmentReasonCode,
             MAX(r.note) AS adjustmentReason, SUM(r.moved) AS toPatientCents, MAX(r.moveCode) AS toPatientReasonCode, MAX(r.side) AS hasSide
      FROM (
        SELECT a.invoice_id AS invoiceId, a.amount_cents AS paid, 0 AS adjusted, '' AS code, '' AS note, 0 AS moved, '' AS moveCode, 0 AS side FROM allocations a WHERE a.payment_id = ${paymentId}
        UNION ALL SELECT d.invoice_id, 0, d.amount_cents, d.reason_code, d.reason, 0, '', 1 FROM adjustments d WHERE d.payment_id = ${paymentId}
        UNION ALL SELECT t.invoice_id, 0, 0, '', '', CASE WHEN t.reverses_id IS NULL AND u.id IS NULL THEN t.amount_cents ELSE 0 END,
          CASE WHEN t.reverses_id IS NULL AND u.id IS NULL THEN t.reason_code ELSE '' END, 1
          FROM transfers t LEFT JOIN transfers u ON u.reverses_id = t.id WHERE t.payment_id = ${paymentId}
      ) r JOIN invoices i ON i.id = r.invoiceId GROUP BY r.invoiceId`;
}

function formOf(found: Found, standing: readonly Standing[]): TypedPaymentForm {
  const { locationId, kind, method, amountCents, reference, paymentDate, claimNumber, notes, purpose, payerId, guarantorId, depositDate, duplicateReason, heldKind, heldFor } = found;
  const rows: RowForm[] = standing.map(({ invoiceId, paidCents, adjustmentCents, adjustmentReasonCode, adjustmentReason, toPatientCents, toPatientReasonCode }) =>
    definedOf({ invoiceId, amountCents: paidCents, adjustmentCents, adjustmentReasonCode, adjustmentReason, toPatientCents, toPatientReasonCode }) as RowForm);
  const patientId = heldFor?.slice(0, 26) ?? standing[0]?.patientId ?? guarantorId;
  return {
    locationId, kind: formKindOf(kind), method, amountCents, reference, paymentDate, claimNumber, notes, purpose, rows,
    ...definedOf({ patientId, payerId, guarantorId, depositDate, duplicateReason, remainderKind: remainderOf(kind, heldKind), visitDate: heldFor?.slice(27) }),
  };
}

/** The invoices its money is on, and those that it adjusted or moved a part of. */
function touchedBy(standing: readonly Standing[]): TouchedInvoices {
  const ids = (wanted: (row: Standing) => boolean): string[] => standing.filter(wanted).map(({ invoiceId }) => invoiceId);
  return { paid: ids(({ paidCents }) => paidCents !== 0), moved: ids(({ hasSide }) => hasSide === 1) };
}

function remainderOf(kind: PaymentKind, held: HoldingKind | null): RemainderName | undefined {
  return REMAINDER_KINDS[kind].find((name) => name === held);
}
