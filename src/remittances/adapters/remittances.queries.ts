import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, within } from '../../platform/database/sql.js';
import { currentExponent } from '../../platform/form-context.js';
import { NotFound } from '../../shared/domain-error.js';
import { POST } from '../application/draft-desk.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import type { RemittanceDraftState } from '../domain/remittance-state.js';
import { WholeRemittance } from '../domain/whole-remittance.js';

export interface DraftItem {
  draftId: string;
  payerName: string;
  locationName: string;
  reference: string;
  amountCents: number;
  lineCount: number;
  startedByName: string;
  startedAt: string;
}

/** What a row is about. */
export interface LineWords {
  lineId: string;
  number: string;
  patientName: string;
  patientId: string;
  serviceDate: string;
  description: string;
  /** What stands on the line of this insurer's money: what may be taken back. */
  standingCents: number;
  /** Whether this insurer has a part of the line. */
  isBilled: boolean;
}

type Head = RemittanceDraftState & { payerName: string; locationName: string; attachToNumber: number | null; againOfNumber: number | null };

const PAGE = 50;

@Injectable()
export class RemittancesQueries {
  constructor(
    private readonly reader: Reader,
    private readonly drafts: RemittanceDrafts,
  ) {}

  /** Open drafts of the locations where one may post them, the newest first. */
  async open(before?: string): Promise<{ items: DraftItem[]; next: string | undefined }> {
    const rows = await this.reader.all<DraftItem>(sql`
      SELECT d.id AS draftId, y.name AS payerName, l.name AS locationName, d.reference AS reference, d.amount_cents AS amountCents, d.started_by_name AS startedByName, d.started_at AS startedAt,
             (SELECT COUNT(*) FROM remittance_lines r WHERE r.draft_id = d.id AND r.state = 'standing') AS lineCount
      FROM remittance_drafts d JOIN payers y ON y.id = d.payer_id JOIN locations l ON l.id = d.location_id
      WHERE d.state = 'open' AND ${within(scopeFor(POST), sql`d.location_id`)} AND ${before === undefined ? sql`1 = 1` : sql`d.id < ${before}`}
      ORDER BY d.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)!.draftId : undefined };
  }

  async head(draftId: string): Promise<Head> {
    const found = await this.reader.one<Head>(sql`
      SELECT d.id AS id, d.version AS version, d.location_id AS locationId, d.state AS state, d.payer_id AS payerId, d.method AS method, d.amount_cents AS amountCents, d.reference AS reference,
             d.payment_date AS paymentDate, d.deposit_date AS depositDate, d.claim_number AS claimNumber, d.notes AS notes, d.remainder_kind AS remainderKind, d.owed_reference AS owedReference,
             d.duplicate_reason AS duplicateReason, d.started_by AS startedBy, d.started_by_name AS startedByName, d.started_at AS startedAt, d.closed_by_name AS closedByName, d.payment_id AS paymentId, d.attach_to AS attachTo, p.number AS attachToNumber, d.again_of AS againOf, (SELECT o.number FROM payments o WHERE o.id = d.again_of) AS againOfNumber,
             y.name AS payerName, l.name AS locationName
      FROM remittance_drafts d JOIN payers y ON y.id = d.payer_id JOIN locations l ON l.id = d.location_id LEFT JOIN payments p ON p.id = d.attach_to
      WHERE d.id = ${draftId} AND ${within(scopeFor(POST), sql`d.location_id`)}`);
    if (!found) throw new NotFound();
    return found;
  }

  async whole(head: RemittanceDraftState): Promise<WholeRemittance> {
    return new WholeRemittance(head, await this.drafts.linesOf(head.id), await this.drafts.providerLinesOf(head.id), currentExponent());
  }

  async words(draftId: string, payerId: string): Promise<Map<string, LineWords>> {
    const rows = await this.reader.all<Omit<LineWords, 'isBilled'> & { isBilled: number }>(sql`
      SELECT r.line_id AS lineId, i.number AS number, i.patient_name AS patientName, i.patient_id AS patientId, n.service_date AS serviceDate, n.description AS description,
             (SELECT COALESCE(SUM(a.amount_cents), 0) FROM shares s JOIN payers w ON w.id = s.payer_id JOIN allocations a ON a.share_id = s.id
               WHERE s.line_id = r.line_id AND s.party_kind = 'insurer' AND COALESCE(w.merged_root, w.id) = COALESCE(y.merged_root, y.id)) AS standingCents,
             EXISTS (SELECT 1 FROM shares s JOIN payers w ON w.id = s.payer_id WHERE s.line_id = r.line_id AND s.party_kind = 'insurer' AND COALESCE(w.merged_root, w.id) = COALESCE(y.merged_root, y.id)) AS isBilled
      FROM remittance_lines r JOIN invoices i ON i.id = r.invoice_id JOIN invoice_lines n ON n.id = r.line_id JOIN payers y ON y.id = ${payerId}
      WHERE r.draft_id = ${draftId} AND r.state = 'standing'`);
    return new Map(rows.map((row) => [row.lineId, { ...row, isBilled: Boolean(Number(row.isBilled)) }]));
  }
}
