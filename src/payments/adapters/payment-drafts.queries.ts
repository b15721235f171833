import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, within } from '../../platform/database/sql.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { rightToTake } from '../application/places.js';
import { KIND_NAMES } from './payment-words.js';

export interface DraftItem {
  draftId: string;
  version: number;
  locationId: string;
  locationName: string;
  kind: PaymentKind;
  kindName: string;
  /** Whoever pays, as far as it is known. */
  partyName: string | null;
  patientName: string | null;
  amountCents: number;
  reference: string;
  rowCount: number;
  tickedCents: number;
  changedByName: string;
  changedAt: string;
}

const PAGE = 50;

@Injectable()
export class PaymentDraftsQueries {
  constructor(private readonly reader: Reader) {}

  /** Open ones at the locations where one may record such a payment, the newest first. */
  async open(before?: string): Promise<{ items: DraftItem[]; next: string | null }> {
    const from = before === undefined ? sql`1 = 1` : sql`d.id < ${before}`;
    const rows = await this.reader.all<Omit<DraftItem, 'kindName'>>(sql`
      SELECT d.id AS draftId, d.version AS version, d.location_id AS locationId, l.name AS locationName, d.kind AS kind, d.amount_cents AS amountCents, d.reference AS reference,
             d.changed_by_name AS changedByName, d.changed_at AS changedAt, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName,
             CONCAT(p.last_name, ', ', p.first_name) AS patientName,
             (SELECT COUNT(*) FROM payment_draft_rows r WHERE r.draft_id = d.id) AS rowCount,
             (SELECT COALESCE(SUM(r.amount_cents), 0) FROM payment_draft_rows r WHERE r.draft_id = d.id) AS tickedCents
      FROM payment_drafts d JOIN locations l ON l.id = d.location_id
      LEFT JOIN payers y ON y.id = d.payer_id LEFT JOIN patients g ON g.id = d.guarantor_id LEFT JOIN patients p ON p.id = d.patient_id
      WHERE d.state = 'open' AND ${from} AND ((d.kind = 'patient' AND ${within(scopeFor(rightToTake('patient')), sql`d.location_id`)})
        OR (d.kind <> 'patient' AND ${within(scopeFor(rightToTake('insurer')), sql`d.location_id`)}))
      ORDER BY d.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, kindName: KIND_NAMES[row.kind] }));
    return { items, next: rows.length > PAGE ? items.at(-1)!.draftId : null };
  }
}
