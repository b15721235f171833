import { Injectable } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error.js';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { InvoiceHistory } from '../domain/fit-shares.js';
import type { AdjudicationState } from '../domain/adjudication-state.js';
import { Invoice } from '../domain/invoice.js';
import type { AdjustmentState, ShareParty, TransferState } from '../domain/invoice-state.js';
import { Invoices } from '../domain/invoices.js';
import { AdjudicationCodeRow, AdjudicationRow, AdjustmentRow, InvoiceCorrectionRow, InvoiceLineRow, InvoicePayerRow, InvoiceRow, ShareRow, TransferRow } from './invoice.rows.js';

export const invoiceMap = aggregateMap<Invoice>({
  type: 'invoice',
  root: InvoiceRow,
  children: { lines: InvoiceLineRow, shares: ShareRow },
  appended: { adjustments: AdjustmentRow, transfers: TransferRow, payers: InvoicePayerRow, corrections: InvoiceCorrectionRow, adjudications: AdjudicationRow, adjudicationCodes: AdjudicationCodeRow },
  parent: 'invoiceId',
  from: (state) => Invoice.from(state),
  locations: (state) => [state.root.locationId],
  constraints: {
    uq_invoices_number: (state) =>
      new DomainError('number-taken', `An invoice with the number ${state.root.number} exists at this location already. Open it, or use another number.`, ['number']),
    uq_adjustments_reverses: 'This adjustment is already reversed. Enter a new one if it is needed after all.',
    uq_transfers_reverses: 'This transfer is already reversed.',
    uq_adjudications_reverses: 'The insurer’s decision on one of these lines is undone already. Look at the line again.',
  },
});

const HISTORY: ['adjustments', 'transfers', 'adjudications'] = ['adjustments', 'transfers', 'adjudications'];

@Injectable()
export class SequelizeInvoices extends Invoices {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  load(ids: readonly string[]): Promise<Invoice[]> {
    return this.unit.load(invoiceMap, ids);
  }

  look(ids: readonly string[]): Promise<Invoice[]> {
    return this.unit.peek(invoiceMap, ids);
  }

  async lookWithHistory(ids: readonly string[]): Promise<{ invoices: Invoice[]; histories: Map<string, InvoiceHistory> }> {
    const found = await this.unit.peekWith(invoiceMap, ids, HISTORY);
    return { invoices: found.map(({ record }) => record), histories: new Map(found.map(({ record, rows }) => [record.id, rows as unknown as InvoiceHistory])) };
  }

  add(invoice: Invoice): void {
    this.unit.add(invoiceMap, invoice);
  }

  async expectVersion(invoice: Invoice, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.unit.expectVersion(invoiceMap as unknown as AggregateMap, invoice, version);
  }

  async historyOf(ids: readonly string[]): Promise<Map<string, InvoiceHistory>> {
    const [adjustments, transfers, adjudications] = await this.unit.loadAllAppended<[AdjustmentState, TransferState, AdjudicationState]>(
      invoiceMap as unknown as AggregateMap, HISTORY, ids,
    );
    return new Map(ids.map((id) => [id, { adjustments: ofInvoice(adjustments, id), transfers: ofInvoice(transfers, id), adjudications: ofInvoice(adjudications, id) }]));
  }

  async asOf(ids: readonly string[]): Promise<{ id: string; locationId: string; version: number; lastPostedOn: string }[]> {
    if (ids.length === 0) return [];
    return this.reader.all(sql`
      SELECT i.id AS id, i.location_id AS locationId, i.version AS version, MAX(s.last_posted_on) AS lastPostedOn
      FROM invoices i JOIN shares s ON s.invoice_id = i.id WHERE i.id IN (${list(ids)}) GROUP BY i.id, i.location_id, i.version`);
  }

  async insurersOn(ids: readonly string[]): Promise<ReadonlyMap<string, ShareParty[]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.reader.all<{ invoiceId: string; partyKey: string; payerId: string; sequence: number; memberId: string }>(sql`
      SELECT e.invoice_id AS invoiceId, e.party_key AS partyKey, e.payer_id AS payerId, e.sequence AS sequence, e.member_id AS memberId
      FROM invoice_payers e LEFT JOIN coverages c ON c.id = e.party_key
      WHERE e.invoice_id IN (${list(ids)}) AND e.party_kind = 'insurer' AND COALESCE(c.repay, 'direct') = 'direct' ORDER BY e.invoice_id, e.sequence`);
    // Of two records that were merged, each may have brought the same coverage along.
    const isRepeated = (row: (typeof rows)[number], index: number, of: typeof rows): boolean => of.findIndex(({ payerId, memberId }) => payerId === row.payerId && memberId === row.memberId) < index;
    const ofEach = (id: string): ShareParty[] => rows
      .filter(({ invoiceId }) => invoiceId === id)
      .filter((row, index, of) => !isRepeated(row, index, of))
      .map(({ partyKey, payerId, sequence }) => ({ partyKind: 'insurer', partyKey, payerId, guarantorId: null, sequence }));
    return new Map(ids.map((id) => [id, ofEach(id)]));
  }

  async isDecidedBy(paymentId: string): Promise<boolean> {
    return (await this.reader.all(sql`SELECT 1 AS one FROM adjudications WHERE payment_id = ${paymentId} LIMIT 1`)).length > 0;
  }

  async touchedBy(paymentId: string): Promise<string[]> {
    const rows = await this.reader.all<{ invoiceId: string }>(
      sql`SELECT invoice_id AS invoiceId FROM adjustments WHERE payment_id = ${paymentId}
          UNION SELECT invoice_id AS invoiceId FROM transfers WHERE payment_id = ${paymentId}
          UNION SELECT invoice_id AS invoiceId FROM adjudications WHERE payment_id = ${paymentId}`,
    );
    return rows.map((row) => row.invoiceId);
  }
}

function ofInvoice<T extends { invoiceId: string }>(rows: readonly T[], invoiceId: string): T[] {
  return rows.filter((row) => row.invoiceId === invoiceId);
}
