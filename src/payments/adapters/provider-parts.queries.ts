import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { SUSPENSE } from '../domain/provider-level.js';
import { sumCents } from '../../shared/money.js';

interface Part {
  code: string;
  reference: string;
  accountCode: string;
  accountName: string;
  amountCents: number;
  otherPaymentId: string | null;
  otherNumber: number | null;
  /** What is kept for the insurer under that reference after this part; null where nothing is kept. */
  keptCents: number | null;
  /** What became of a part in suspense. */
  reason: string;
  /** The part in suspense that this is, or settles. */
  suspenseId: string | null;
}

/** What an insurer's remittance holds beside its claims. */
@Injectable()
export class ProviderPartsQueries {
  constructor(private readonly reader: Reader) {}

  async of(paymentId: string) {
    const parts = await this.reader.all<Part>(sql`
      SELECT m.code AS code, m.reference AS reference, m.account_code AS accountCode, k.name AS accountName, m.amount_cents AS amountCents, m.other_payment_id AS otherPaymentId, o.number AS otherNumber,
             CASE WHEN m.balance_id IS NULL THEN NULL ELSE (SELECT SUM(b.amount_cents) FROM payment_moves b WHERE b.balance_id = m.balance_id AND b.id <= m.id) END AS keptCents,
             m.reason AS reason, CASE WHEN m.account_code = ${SUSPENSE} THEN COALESCE(m.settles_id, m.id) END AS suspenseId
      FROM payment_moves m LEFT JOIN accounts k ON k.code = m.account_code LEFT JOIN payments o ON o.id = m.other_payment_id
      WHERE m.payment_id = ${paymentId} AND m.kind = 'part' ORDER BY m.id`);
    return { parts, partsCents: sumCents(parts.map(({ amountCents }) => amountCents)) };
  }
}
