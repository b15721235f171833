import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { type HeldCredit, HeldCredits } from '../domain/held-credits.js';
import type { PaymentKind } from '../domain/payment-state.js';

@Injectable()
export class SequelizeHeldCredits extends HeldCredits {
  constructor(private readonly reader: Reader) {
    super();
  }

  of({ kind, group }: { kind: PaymentKind; group: readonly string[] }, locationId: string): Promise<HeldCredit[]> {
    return this.reader.all<HeldCredit>(sql`
      SELECT p.id AS paymentId, SUM(h.amount_cents) AS freeCents
      FROM payments p JOIN payment_holdings h ON h.payment_id = p.id AND h.kind IN ('credit', 'to-allocate')
      WHERE p.party_root IN (${list(group)}) AND p.kind = ${kind} AND p.location_id = ${locationId} AND p.unapplied_cents > 0
      GROUP BY p.id ORDER BY MIN(h.since), p.id`);
  }
}
