import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { Guarantors } from '../domain/guarantors.js';

/** A parent need not be registered at the clinic of the child: the child, or an invoice there, makes them known. */
@Injectable()
export class SequelizeGuarantors extends Guarantors {
  constructor(private readonly reader: Reader) {
    super();
  }

  async group(guarantorId: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`
      SELECT g.id AS id FROM patients o JOIN patients g ON g.id = COALESCE(o.merged_into, o.id) OR g.merged_into = COALESCE(o.merged_into, o.id)
      WHERE o.id = ${guarantorId} AND (
        EXISTS (SELECT 1 FROM patients p JOIN patient_locations v ON v.patient_id = p.id WHERE p.guarantor_id = o.id AND ${within(scopeFor('patient.read'), sql`v.location_id`)})
        OR EXISTS (SELECT 1 FROM invoices i WHERE i.guarantor_id = o.id AND ${within(scopeFor('invoice.read'), sql`i.location_id`)}))
      ORDER BY CASE WHEN g.merged_into IS NULL THEN 0 ELSE 1 END, g.id`);
    return rows.map(({ id }) => id);
  }
}
