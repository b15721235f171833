import { Injectable } from '@nestjs/common';
import { visiblePayments } from '../../payments/index.js';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';

interface Head {
  moveId: string;
  paymentId: string;
  paymentNumber: number;
  paymentReference: string;
  payerId: string;
  payerName: string;
  locationId: string;
  locationName: string;
  code: string;
  reference: string;
  postingDate: string;
  takenCents: number;
  isReversed: number;
  /** The line that was named by the takeback itself, its money missing. */
  lineId: string | null;
  invoiceId: string | null;
  invoiceNumber: string | null;
  position: number | null;
}

interface Found {
  postingDate: string;
  amountCents: number;
  becameOf: string;
  isReversal: number;
}

/** What is kept for the insurer, or named as owed to it, under a reference. */
export interface Kept {
  accountCode: string;
  reference: string;
  openCents: number;
}

/** A takeback that waits for its claim in 1160. */
@Injectable()
export class SuspenseQueries {
  constructor(private readonly reader: Reader) {}

  async one(moveId: string) {
    const head = await this.reader.one<Head>(sql`
      SELECT m.id AS moveId, p.id AS paymentId, p.number AS paymentNumber, p.reference AS paymentReference, r.id AS payerId, r.name AS payerName, p.location_id AS locationId, l.name AS locationName, m.code AS code,
        m.reference AS reference, m.posting_date AS postingDate, -m.amount_cents AS takenCents, EXISTS (SELECT 1 FROM payment_moves v WHERE v.reverses_id = m.id) AS isReversed,
        m.line_id AS lineId, i.id AS invoiceId, i.number AS invoiceNumber, n.position AS position
      FROM payment_moves m JOIN payments p ON p.id = m.payment_id JOIN payers y ON y.id = p.payer_id JOIN payers r ON r.id = COALESCE(y.merged_root, y.id) JOIN locations l ON l.id = p.location_id
        LEFT JOIN invoice_lines n ON n.id = m.line_id LEFT JOIN invoices i ON i.id = n.invoice_id
      WHERE m.id = ${moveId} AND m.account_code = '1160' AND m.settles_id IS NULL AND m.reverses_id IS NULL AND ${visiblePayments()} AND ${within(scopeFor('payment.read'), sql`p.location_id`)}`);
    if (!head) throw new NotFound('No takeback waits under this address.');
    const found = await this.reader.all<Found>(sql`
      SELECT t.posting_date AS postingDate, t.amount_cents AS amountCents, t.reason AS becameOf, t.reverses_id IS NOT NULL AS isReversal FROM payment_moves t WHERE t.settles_id = ${moveId} ORDER BY t.id`);
    const isReversed = Boolean(Number(head.isReversed));
    const foundCents = sumCents(found.map(({ amountCents }) => amountCents));
    return { ...head, isReversed, found: found.map((row) => ({ ...row, isReversal: Boolean(Number(row.isReversal)) })), foundCents, openCents: isReversed ? 0 : head.takenCents - foundCents };
  }

  kept({ payerId, locationId }: Pick<Head, 'payerId' | 'locationId'>): Promise<Kept[]> {
    const isOfPayer = sql`COALESCE(y.merged_root, y.id) = ${payerId}`;
    return this.reader.all<Kept>(sql`
      SELECT b.account_code AS accountCode, b.reference AS reference, b.open_cents AS openCents FROM payer_balances b JOIN payers y ON y.id = b.payer_root
      WHERE b.location_id = ${locationId} AND ${isOfPayer} AND b.account_code IN ('2150', '2160') AND b.open_cents > 0 AND b.reference <> ''
      UNION ALL
      SELECT '2150', m.reference, SUM(m.amount_cents) FROM payments p JOIN payers y ON y.id = p.payer_id JOIN payment_moves m ON m.payment_id = p.id AND m.kind = 'owed'
      WHERE p.location_id = ${locationId} AND ${isOfPayer} AND p.kind = 'insurer' AND p.owed_cents > 0 AND m.reference <> '' GROUP BY p.id, m.reference HAVING SUM(m.amount_cents) > 0
      ORDER BY accountCode, reference`);
  }
}
