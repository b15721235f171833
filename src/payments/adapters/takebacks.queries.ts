import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { SUSPENSE } from '../domain/provider-level.js';

export interface Takeback {
  /** `from`: this payment took the other one’s money; `by`: the other took this one’s. */
  way: 'from' | 'by';
  /** Null where its money was not found and waits in 1160. */
  paymentId: string | null;
  number: number | null;
  invoiceId: string | null;
  invoiceNumber: string | null;
  postingDate: string;
  amountCents: number;
  /** The part in 1160. */
  suspenseId: string | null;
}

/** Money that an insurer took back: between the payment that brought it and the remittance that took it. */
@Injectable()
export class TakebacksQueries {
  constructor(private readonly reader: Reader) {}

  /** Those that stand, in the order they were posted. */
  of(paymentId: string): Promise<Takeback[]> {
    return this.reader.all<Takeback>(sql`
      SELECT 'from' AS way, p.id AS paymentId, p.number AS number, i.id AS invoiceId, i.number AS invoiceNumber, t.posting_date AS postingDate, -t.amount_cents AS amountCents, NULL AS suspenseId
      FROM allocations t JOIN allocations o ON o.id = t.taken_origin_id JOIN payments p ON p.id = o.payment_id JOIN invoices i ON i.id = t.invoice_id LEFT JOIN allocations r ON r.reverses_id = t.id
      WHERE t.payment_id = ${paymentId} AND t.reverses_id IS NULL AND r.id IS NULL
      UNION ALL
      SELECT 'by', p.id, p.number, i.id, i.number, t.posting_date, -t.amount_cents, NULL
      FROM allocations o JOIN allocations t ON t.invoice_id = o.invoice_id AND t.taken_origin_id = o.id JOIN payments p ON p.id = t.payment_id JOIN invoices i ON i.id = t.invoice_id
        LEFT JOIN allocations r ON r.reverses_id = t.id
      WHERE o.payment_id = ${paymentId} AND t.reverses_id IS NULL AND r.id IS NULL
      UNION ALL
      SELECT CASE WHEN m.kind = 'part' THEN 'from' ELSE 'by' END, p.id, p.number, NULL, NULL, m.posting_date, CASE WHEN m.kind = 'part' THEN -m.amount_cents ELSE m.amount_cents END, CASE WHEN m.other_payment_id IS NULL THEN m.id END
      FROM payment_moves m LEFT JOIN payments p ON p.id = m.other_payment_id LEFT JOIN payment_moves r ON r.reverses_id = m.id
      WHERE m.payment_id = ${paymentId} AND m.kind IN ('part', 'recouped') AND (m.other_payment_id IS NOT NULL OR (m.account_code = ${SUSPENSE} AND m.code = '' AND m.settles_id IS NULL)) AND m.reverses_id IS NULL AND r.id IS NULL
      ORDER BY postingDate, number`);
  }
}
