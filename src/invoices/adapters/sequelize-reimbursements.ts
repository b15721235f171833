import { Injectable } from '@nestjs/common';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Reimbursement } from '../domain/reimbursement.js';
import { Reimbursements } from '../domain/reimbursements.js';
import { ReimbursementRow } from './reimbursement.rows.js';

export const reimbursementMap = aggregateMap<Reimbursement>({
  type: 'reimbursement',
  root: ReimbursementRow,
  from: Reimbursement.from,
  locations: ({ root }) => [root.locationId],
});

@Injectable()
export class SequelizeReimbursements extends Reimbursements {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override one(id: string): Promise<Reimbursement> {
    return this.unit.one(reimbursementMap, id);
  }

  override add(reimbursement: Reimbursement): void {
    this.unit.add(reimbursementMap, reimbursement);
  }

  override async isVoided(invoiceId: string): Promise<boolean> {
    const row = await this.reader.one<{ state: string }>(sql`SELECT i.state AS state FROM invoices i WHERE i.id = ${invoiceId}`);
    return row?.state === 'voided';
  }
}
