import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { visitKey } from '../domain/holdings.js';
import { VisitHoldings, type WaitingVisit } from '../domain/visit-holdings.js';

@Injectable()
export class SequelizeVisitHoldings extends VisitHoldings {
  constructor(private readonly reader: Reader) {
    super();
  }

  async heldFor(patientId: string, serviceDates: readonly string[], { guarantorId, locationId }: { guarantorId: string; locationId: string }): Promise<string[]> {
    const visits = [...new Set(serviceDates)].map((serviceDate) => visitKey(patientId, serviceDate));
    const rows = await this.reader.all<{ id: string }>(sql`
      SELECT p.id AS id FROM payment_holdings h JOIN payments p ON p.id = h.payment_id
      WHERE h.reference IN (${list(visits)}) AND h.kind = 'visit' AND p.location_id = ${locationId} AND p.guarantor_id IN (
        SELECT g.id FROM patients o JOIN patients g ON g.id = COALESCE(o.merged_into, o.id) OR g.merged_into = COALESCE(o.merged_into, o.id) WHERE o.id = ${guarantorId})
      GROUP BY p.id ORDER BY MIN(h.since), p.id`);
    return rows.map(({ id }) => id);
  }

  async waitingBesides(patientIds: readonly string[], invoiceIds: readonly string[]): Promise<WaitingVisit[]> {
    const rows = await this.reader.all<{ visit: string; guarantorId: string }>(sql`
      SELECT DISTINCT CONCAT(i.patient_id, ':', n.service_date) AS visit, i.guarantor_id AS guarantorId
      FROM invoices i JOIN invoice_lines n ON n.invoice_id = i.id JOIN shares s ON s.line_id = n.id
      WHERE i.patient_id IN (${list(patientIds)}) AND i.id NOT IN (${list(invoiceIds)})
        AND s.party_kind = 'insurer' AND s.charged_cents - s.paid_cents - s.adjusted_cents > 0`);
    return rows.map(({ visit, guarantorId }) => ({ key: visit, guarantorId }));
  }
}
