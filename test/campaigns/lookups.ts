import { type Sql, sql } from '../../src/platform/database/sql.js';

export function coverageOf(patientId: string): Sql {
  return sql`SELECT id FROM coverages WHERE patient_id = ${patientId}`;
}

/** A corrected invoice keeps the coverage of the record it was made for. */
export function insurerKeyOf(invoiceId: string): Sql {
  return sql`SELECT DISTINCT s.party_key AS id FROM shares s WHERE s.invoice_id = ${invoiceId} AND s.party_kind = 'insurer'`;
}

export function guarantorOf(invoiceId: string): Sql {
  return sql`SELECT guarantor_id AS id FROM invoices WHERE id = ${invoiceId}`;
}

/** New work on a merged record goes to the one that stands for it. */
export function patientOf(invoiceId: string): Sql {
  return sql`SELECT patient_id AS patientId FROM invoices WHERE id = ${invoiceId}`;
}

export function lineOf(invoiceId: string): Sql {
  return sql`SELECT id FROM invoice_lines WHERE invoice_id = ${invoiceId}`;
}

export function referenceOf(paymentId: string): Sql {
  return sql`SELECT reference FROM payments WHERE id = ${paymentId}`;
}

export function paymentFacts(paymentId: string): Sql {
  return sql`SELECT number AS number, posting_date AS postingDate, amount_cents AS amount, method AS method, location_id AS locationId FROM payments WHERE id = ${paymentId}`;
}

/** The payments of one act, as they were received. */
export function tendersOf(paymentId: string): Sql {
  return sql`SELECT id AS id FROM payments WHERE id = ${paymentId} OR tender_group_id = ${paymentId} ORDER BY number`;
}

/** What stands of a payment on an invoice less what was taken back of it, the oldest first. */
export function standingOn(paymentId: string, invoiceId: string): Sql {
  return sql`SELECT x.id AS id, x.cents AS cents FROM (
      SELECT a.id, a.invoice_version, a.ordinal, a.amount_cents + (SELECT COALESCE(SUM(t.amount_cents), 0) FROM allocations t
        WHERE t.taken_origin_id = a.origin_id AND t.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM allocations r WHERE r.reverses_id = t.id)) AS cents
      FROM allocations a WHERE a.payment_id = ${paymentId} AND a.invoice_id = ${invoiceId} AND a.amount_cents > 0 AND a.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM allocations r WHERE r.reverses_id = a.id)) x
    WHERE x.cents > 0 ORDER BY x.invoice_version, x.ordinal`;
}

/** What stands of the adjustments of an invoice, the oldest first. */
export function adjustmentsOf(invoiceId: string): Sql {
  return sql`SELECT a.id AS id, a.amount_cents AS cents FROM adjustments a
    WHERE a.invoice_id = ${invoiceId} AND a.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM adjustments r WHERE r.reverses_id = a.id)
    ORDER BY a.invoice_version, a.ordinal`;
}

export function owedMovesOf(paymentId: string): Sql {
  return sql`SELECT m.id AS id, m.amount_cents AS cents FROM payment_moves m
    WHERE m.payment_id = ${paymentId} AND m.kind = 'owed' AND m.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM payment_moves r WHERE r.reverses_id = m.id) ORDER BY m.id`;
}

export function holdingsOf(paymentId: string, kind: string): Sql {
  return sql`SELECT id AS id FROM payment_holdings WHERE payment_id = ${paymentId} AND kind = ${kind}`;
}

export function patientRecord(patientId: string): Sql {
  return sql`SELECT version AS version, number AS number FROM patients WHERE id = ${patientId}`;
}

export function periodState(locationId: string, month: string): Sql {
  return sql`SELECT state AS state FROM periods WHERE location_id = ${locationId} AND month = ${month}`;
}
