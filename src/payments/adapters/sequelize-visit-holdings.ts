import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { VisitHoldings } from '../domain/visit-holdings.js';

@Injectable()
export class SequelizeVisitHoldings extends VisitHoldings {
  constructor(private readonly reader: Reader) {
    super();
  }

  async heldFor(visits: readonly string[], guarantorId: string, locationId: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`
      SELECT p.id AS id FROM payment_holdings h JOIN payments p ON p.id = h.payment_id
      WHERE h.reference IN (${list(visits)}) AND h.kind = 'visit' AND p.guarantor_id = ${guarantorId} AND p.location_id = ${locationId}
      GROUP BY p.id ORDER BY MIN(h.since), p.id`);
    return rows.map(({ id }) => id);
  }

  async waitingElsewhere(patientId: string, serviceDates: readonly string[], guarantorId: string, invoiceId: string): Promise<string[]> {
    const rows = await this.reader.all<{ day: string }>(sql`
      SELECT DISTINCT n.service_date AS day FROM invoices i JOIN invoice_lines n ON n.invoice_id = i.id JOIN shares s ON s.line_id = n.id
      WHERE i.patient_id = ${patientId} AND i.guarantor_id = ${guarantorId} AND i.id <> ${invoiceId} AND n.service_date IN (${list(serviceDates)})
        AND s.party_kind = 'insurer' AND s.charged_cents - s.paid_cents - s.adjusted_cents > 0`);
    return rows.map(({ day }) => day);
  }
}
