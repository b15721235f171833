import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { Reader } from '../../platform/database/reader.js';
import { asId, sql } from '../../platform/database/sql.js';
import { daysBetween } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { HoldingKind, PaymentKind, PaymentMethod, PaymentState } from '../domain/payment-state.js';
import { holdingName } from './credit.queries.js';
import { standingOf } from './payment-words.js';
import { visiblePayments } from './visible-payments.js';

/** What money may be called instead, by what it is held for now; money held for an invoice line is set free in a way of its own. */
const OTHER_NAMES: Partial<Record<HoldingKind, { value: HoldingKind; label: string }>> = {
  visit: { value: 'credit', label: 'Lift the visit hold' },
  purpose: { value: 'credit', label: 'Make it a free credit' },
  'to-allocate': { value: 'needs-research', label: 'It needs research' },
  'needs-research': { value: 'to-allocate', label: 'Only to be allocated' },
};

interface HoldingLine {
  holdingId: string;
  kind: HoldingKind;
  reference: string;
  amountCents: number;
  since: string;
  ownerName: string | null;
  ownerId: string;
  visitor: string | null;
}

export interface OwedMove {
  moveId: string;
  amountCents: number;
  reference: string;
  reason: string;
  postingDate: string;
  reversesId: string | null;
}

/** Where the money of one payment is that lies on no invoice, and the payments that came with it. */
@Injectable()
export class HeldQueries {
  constructor(private readonly reader: Reader) {}

  async of({ id, kind, purpose, tenderGroupId }: Pick<PaymentState, 'id' | 'kind' | 'purpose' | 'tenderGroupId'>, today: string) {
    const holdings = await this.#holdings(id, purpose, kind, today);
    const left = sumCents(holdings.filter((holding) => holding.kind === 'purpose').map((holding) => holding.amountCents));
    return { holdings, purposeLeftCents: left, owed: kind === 'insurer' ? await this.#owed(id) : [], group: tenderGroupId === null ? [] : await this.#group(tenderGroupId) };
  }

  async #holdings(id: string, purpose: string, paying: PaymentKind, today: string) {
    const rows = await this.reader.all<HoldingLine>(sql`
      SELECT h.id AS holdingId, h.kind AS kind, h.reference AS reference, h.amount_cents AS amountCents, h.since AS since, t.display_name AS ownerName, h.owner_id AS ownerId,
             v.first_name AS visitor
      FROM payment_holdings h LEFT JOIN staff t ON t.id = h.owner_id LEFT JOIN patients v ON h.kind = 'visit' AND v.id = ${asId(sql`SUBSTR(h.reference, 1, 26)`)}
      WHERE h.payment_id = ${id} ORDER BY h.since, h.id`);
    return rows.map((row) => ({
      ...row, name: holdingName({ ...row, purpose }), owner: row.ownerName ?? row.ownerId, ageDays: Math.max(0, daysBetween(row.since, today)),
      other: paying === 'other' ? null : (OTHER_NAMES[row.kind] ?? null),
    }));
  }

  /** Each decision beside the one that took it back. */
  async #owed(id: string) {
    const rows = await this.reader.all<OwedMove>(sql`
      SELECT m.id AS moveId, m.amount_cents AS amountCents, m.reference AS reference, m.reason AS reason, m.posting_date AS postingDate, m.reverses_id AS reversesId
      FROM payment_moves m WHERE m.payment_id = ${id} AND m.kind = 'owed' ORDER BY m.id`);
    const takenBack = new Set(rows.map((row) => row.reversesId));
    return rows.map((row) => ({ ...row, stands: row.reversesId === null && !takenBack.has(row.moveId) }));
  }

  /** Every way of paying of the one act. */
  async #group(groupId: string) {
    const rows = await this.reader.all<{ paymentId: string; number: number; method: PaymentMethod; methodName: string; reference: string; amountCents: number; allocatedCents: number; unappliedCents: number; state: string }>(sql`
      SELECT p.id AS paymentId, p.number AS number, p.method AS method, ${METHOD_NAME} AS methodName, p.reference AS reference, p.amount_cents AS amountCents, p.allocated_cents AS allocatedCents,
             p.unapplied_cents AS unappliedCents, p.state AS state
      FROM payments p WHERE p.tender_group_id = ${groupId} AND ${visiblePayments()} ORDER BY p.number`);
    return rows.map((row) => ({ ...row, standing: standingOf(row) }));
  }
}
