import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';

/** Co-pays that finalizing a draft would apply: held for one of its days, by the one who owes the patient's part. */
@Injectable()
export class VisitMoneyQueries {
  constructor(private readonly reader: Reader) {}

  async for(draftId: string) {
    const here = within(scopeFor('invoice.finalize'), sql`d.location_id`);
    if (!(await this.reader.one(sql`SELECT d.id AS id FROM invoice_drafts d WHERE d.id = ${draftId} AND ${here}`))) throw new NotFound();
    const lines = await this.reader.all<{ paymentId: string; number: number; visitDate: string; amountCents: number }>(sql`
      SELECT DISTINCT p.id AS paymentId, p.number AS number, n.service_date AS visitDate, h.amount_cents AS amountCents
      FROM invoice_drafts d JOIN draft_lines n ON n.draft_id = d.id JOIN patients r ON r.id = d.patient_id
      JOIN patients t ON t.id = COALESCE(r.merged_into, r.id) JOIN patients b ON b.id = t.guarantor_id
      JOIN payment_holdings h ON h.kind = 'visit' AND h.reference = CONCAT(t.id, ':', n.service_date)
      JOIN payments p ON p.id = h.payment_id AND p.location_id = d.location_id AND p.guarantor_id = COALESCE(b.merged_into, b.id)
      WHERE d.id = ${draftId} AND d.state IN ('draft', 'reviewed') AND ${here} ORDER BY n.service_date, p.number`);
    return { lines, totalCents: sumCents(lines.map(({ amountCents }) => amountCents)) };
  }
}
