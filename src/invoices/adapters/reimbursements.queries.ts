import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import type { ReimbursementStanding, ReimbursementState } from '../domain/reimbursement.js';

export interface ShownReimbursement extends Pick<ReimbursementState, 'expectedCents' | 'expectedOn' | 'settledOn' | 'receivedCents' | 'note'> {
  reimbursementId: string;
  payerName: string;
  state: ReimbursementStanding | 'withdrawn';
}

@Injectable()
export class ReimbursementsQueries {
  constructor(private readonly reader: Reader) {}

  /** Of an invoice that the caller may see. */
  ofInvoice(invoiceId: string): Promise<ShownReimbursement[]> {
    return this.reader.all<ShownReimbursement>(sql`
      SELECT r.id AS reimbursementId, y.name AS payerName, r.expected_cents AS expectedCents, r.expected_on AS expectedOn, CASE WHEN i.state = 'voided' THEN 'withdrawn' ELSE r.state END AS state, r.settled_on AS settledOn, r.received_cents AS receivedCents, r.note AS note
      FROM reimbursements r JOIN payers y ON y.id = r.payer_id JOIN invoices i ON i.id = r.invoice_id WHERE r.invoice_id = ${invoiceId} ORDER BY r.id`);
  }
}
