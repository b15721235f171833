import { Injectable } from '@nestjs/common';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import type { Aggregate } from '../../shared/aggregate.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { RemittanceDraft } from '../domain/remittance-draft.js';
import { RemittanceDrafts, type StandingLine } from '../domain/remittance-drafts.js';
import { ProviderLine, RemittanceLine } from '../domain/remittance-rows.js';
import type { ProviderLineState } from '../domain/remittance-state.js';
import { ProviderLineRow, RemittanceDraftRow, RemittanceLineRow } from './remittance.rows.js';

const draftMap = aggregateMap<RemittanceDraft>({ type: 'remittance-draft', root: RemittanceDraftRow, from: (state) => RemittanceDraft.from(state), locations: ({ root }) => [root.locationId] });
const lineMap = aggregateMap<RemittanceLine>({ type: 'remittance-line', root: RemittanceLineRow, from: (state) => RemittanceLine.from(state), locations: ({ root }) => [root.locationId] });
const providerMap = aggregateMap<ProviderLine>({ type: 'remittance-provider-line', root: ProviderLineRow, from: (state) => ProviderLine.from(state), locations: ({ root }) => [root.locationId] });

@Injectable()
export class SequelizeRemittanceDrafts extends RemittanceDrafts {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  one(id: string): Promise<RemittanceDraft> {
    return this.unit.one(draftMap, id);
  }

  async held(id: string): Promise<RemittanceDraft> {
    await this.unit.selectShared(sql`SELECT d.id AS id FROM remittance_drafts d WHERE d.id = ${id}`);
    return (await this.unit.peek(draftMap, [id]))[0]!;
  }

  async line(id: string, version: number): Promise<RemittanceLine> {
    const line = await this.unit.one(lineMap, id);
    await this.#expect(lineMap, line, version);
    return line;
  }

  async providerLine(id: string, version: number): Promise<ProviderLine> {
    const line = await this.unit.one(providerMap, id);
    await this.#expect(providerMap, line, version);
    return line;
  }

  expect(draft: RemittanceDraft, version: number): Promise<void> {
    return this.#expect(draftMap, draft, version);
  }

  add(draft: RemittanceDraft): void {
    this.unit.add(draftMap, draft);
  }

  addLine(line: RemittanceLine): void {
    this.unit.add(lineMap, line);
  }

  addProviderLine(line: ProviderLine): void {
    this.unit.add(providerMap, line);
  }

  linesOf(draftId: string): Promise<StandingLine[]> {
    return this.reader.all<StandingLine>(sql`
      SELECT r.id AS id, r.version AS version, r.location_id AS locationId, r.draft_id AS draftId, r.position AS position, r.invoice_id AS invoiceId, r.line_id AS lineId, r.allowed_cents AS allowedCents,
             r.deductible_cents AS deductibleCents, r.coinsurance_cents AS coinsuranceCents, r.copay_cents AS copayCents, r.paid_cents AS paidCents, r.takeback_cents AS takebackCents, r.codes AS codes,
             r.follow_up AS followUp, r.claim_number AS claimNumber, r.state AS state, n.charge_cents AS billedCents
      FROM remittance_lines r JOIN invoice_lines n ON n.id = r.line_id WHERE r.draft_id = ${draftId} AND r.state = 'standing' ORDER BY r.position, r.id`);
  }

  providerLinesOf(draftId: string): Promise<ProviderLineState[]> {
    return this.reader.all<ProviderLineState>(sql`
      SELECT r.id AS id, r.version AS version, r.location_id AS locationId, r.draft_id AS draftId, r.position AS position, r.code AS code, r.reference AS reference, r.amount_cents AS amountCents, r.invoice_id AS invoiceId, r.line_id AS lineId, r.state AS state
      FROM remittance_provider_lines r WHERE r.draft_id = ${draftId} AND r.state = 'standing' ORDER BY r.position, r.id`);
  }

  async openFor(paymentId: string): Promise<string | undefined> {
    return (await this.reader.one<{ id: string }>(sql`SELECT d.id AS id FROM remittance_drafts d WHERE d.attach_to = ${paymentId} AND d.state = 'open'`))?.id;
  }

  async openAgain(paymentId: string): Promise<string | undefined> {
    return (await this.reader.one<{ id: string }>(sql`SELECT d.id AS id FROM remittance_drafts d WHERE d.again_of = ${paymentId} AND d.state = 'open'`))?.id;
  }

  async postedAs(paymentId: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`SELECT d.id AS id FROM remittance_drafts d WHERE d.payment_id = ${paymentId} AND d.state = 'posted' ORDER BY d.id`);
    return rows.map(({ id }) => id);
  }

  async invoiceLines(invoiceId: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`SELECT n.id AS id FROM invoice_lines n WHERE n.invoice_id = ${invoiceId} ORDER BY n.position`);
    return rows.map(({ id }) => id);
  }

  #expect<A extends Aggregate>(map: AggregateMap<A>, record: A, version: number): Promise<void> {
    return this.unit.expectVersion(map as unknown as AggregateMap, record, version);
  }
}
