import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { Communication, type ContactSubject, type Somebody } from '../domain/communication.js';
import { Communications } from '../domain/communications.js';
import { PayerUnknown } from '../domain/refusals.js';
import { CommunicationRow } from './communication.rows.js';

export const communicationMap = aggregateMap<Communication>({
  type: 'communication',
  root: CommunicationRow,
  from: Communication.from,
  locations: ({ root }) => (root.locationId === null ? [] : [root.locationId]),
  constraints: { uq_communications_corrects: 'This entry was corrected already. Load the page again.' },
});

@Injectable()
export class SequelizeCommunications extends Communications {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override one(id: string): Promise<Communication> {
    return this.unit.one(communicationMap, id);
  }

  override add(communication: Communication): void {
    this.unit.add(communicationMap, communication);
  }

  override async expectVersion(communication: Communication, version: number): Promise<void> {
    await this.unit.expectVersion(communicationMap as unknown as AggregateMap, communication, version);
  }

  override async subject(payerId: string, { invoiceId, paymentId }: { invoiceId?: string; paymentId?: string }): Promise<ContactSubject> {
    const payer = await this.reader.one(sql`SELECT id AS id FROM payers WHERE id = ${payerId}`);
    if (!payer) throw new PayerUnknown();
    const about = { payerId, locationId: null, invoiceId: null, paymentId: null };
    if (invoiceId !== undefined) {
      const invoice = await this.reader.one<{ locationId: string }>(sql`
        SELECT i.location_id AS locationId FROM invoices i WHERE i.id = ${invoiceId} AND ${within(scopeFor('invoice.read'), sql`i.location_id`)}`);
      if (!invoice) throw new NotFound();
      return { ...about, invoiceId, locationId: invoice.locationId };
    }
    if (paymentId === undefined) return about;
    const payment = await this.reader.one<{ locationId: string }>(sql`
      SELECT p.location_id AS locationId FROM payments p WHERE p.id = ${paymentId} AND ${within(scopeFor('payment.read'), sql`p.location_id`)}`);
    if (!payment) throw new NotFound();
    return { ...about, paymentId, locationId: payment.locationId };
  }

  override colleague(id: string): Promise<Somebody | undefined> {
    return this.reader.one<Somebody>(sql`SELECT s.id AS id, s.display_name AS name FROM staff s WHERE s.id = ${id} AND s.state = 'active'`);
  }
}
