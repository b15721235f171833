import { Injectable } from '@nestjs/common';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { InvoiceDraft } from '../domain/invoice-draft.js';
import { type EnteredPayers, InvoiceDrafts } from '../domain/invoices.js';
import { DraftLineRow, DraftPayerRow, DraftShareRow, InvoiceDraftRow } from './draft.rows.js';

export const draftMap = aggregateMap<InvoiceDraft>({
  type: 'invoice-draft',
  root: InvoiceDraftRow,
  children: { lines: DraftLineRow, shares: DraftShareRow, payers: DraftPayerRow },
  parent: 'draftId',
  from: (state) => InvoiceDraft.from(state),
  locations: (state) => [state.root.locationId],
});

@Injectable()
export class SequelizeInvoiceDrafts extends InvoiceDrafts {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  one(id: string): Promise<InvoiceDraft> {
    return this.unit.one(draftMap, id);
  }

  add(draft: InvoiceDraft): void {
    this.unit.add(draftMap, draft);
  }

  async expectVersion(draft: InvoiceDraft, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.unit.expectVersion(draftMap as unknown as AggregateMap, draft, version);
  }

  async enteredOn(invoiceId: string): Promise<EnteredPayers | undefined> {
    const draft = await this.reader.one<{ payersFrom: string }>(sql`SELECT d.payers_from AS payersFrom FROM invoice_drafts d WHERE d.id = ${invoiceId}`);
    if (draft?.payersFrom !== 'typed') return undefined;
    return this.reader.all<EnteredPayers[number]>(sql`
      SELECT e.party_kind AS partyKind, e.party_key AS partyKey, e.payer_id AS payerId, e.sequence AS sequence, e.member_id AS memberId, e.group_number AS groupNumber
      FROM invoice_payers e WHERE e.invoice_id = ${invoiceId} ORDER BY e.sequence`);
  }

  async isAmong(ids: readonly string[], locationId: string): Promise<boolean> {
    const drafts = await this.reader.all(sql`SELECT id AS id FROM invoice_drafts WHERE id IN (${list(ids)}) AND location_id = ${locationId} AND state IN ('draft', 'reviewed')`);
    return drafts.length > 0;
  }
}
