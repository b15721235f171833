import { type Sql, sql } from '../../src/platform/database/sql.js';

export function coverageOf(patientId: string): Sql {
  return sql`SELECT id FROM coverages WHERE patient_id = ${patientId}`;
}

export function guarantorOf(invoiceId: string): Sql {
  return sql`SELECT guarantor_id AS id FROM invoices WHERE id = ${invoiceId}`;
}

export function referenceOf(paymentId: string): Sql {
  return sql`SELECT reference FROM payments WHERE id = ${paymentId}`;
}
