import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { Reader } from '../../platform/database/reader.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { alsoWithin, limit, sql } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import type { PaymentState } from '../domain/payment-state.js';
import { formKindOf, KIND_NAMES, standingOf } from './payment-words.js';
import { visiblePayments } from './visible-payments.js';

export interface ShownAllocation {
  allocationId: string;
  invoiceId: string | null;
  invoiceNumber: string | null;
  patientId: string | null;
  patientName: string | null;
  description: string;
  postingDate: string;
  amountCents: number;
  reversesId: string | null;
  isReversed: boolean;
  locationId: string;
  locationName: string;
}

/** An invoice at a location where the reader may not see invoices: that money went there is all one learns. */
const HIDDEN = { invoiceId: null, invoiceNumber: null, patientId: null, patientName: null, description: '' };

const PARTY = sql`COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name))`;
const JOINS = sql`JOIN locations l ON l.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id`;

@Injectable()
export class PaymentsQueries {
  constructor(private readonly reader: Reader) {}

  async show(id: string) {
    const shown = await this.find(id);
    if (!shown) throw new NotFound();
    return shown;
  }

  async find(id: string) {
    const row = await this.reader.one<PaymentState & { slipNumber: number | null; bankDate: string | null; partyName: string; locationName: string; enteredBy: string | null; enteredAt: string | null; isDecided: number }>(sql`
      SELECT p.id AS id, p.version AS version, p.location_id AS locationId, p.number AS number, p.kind AS kind, p.payer_id AS payerId, p.guarantor_id AS guarantorId,
             p.party_root AS partyRoot, p.method AS method, ${METHOD_NAME} AS methodName, p.amount_cents AS amountCents, p.reference AS reference, p.duplicate_ordinal AS duplicateOrdinal,
             p.duplicate_reason AS duplicateReason, p.payment_date AS paymentDate, p.deposit_date AS depositDate, p.posting_date AS postingDate,
             p.claim_number AS claimNumber, p.notes AS notes, p.posted_by AS postedBy, p.state AS state, p.allocated_cents AS allocatedCents,
             p.parts_cents AS partsCents, p.unapplied_cents AS unappliedCents, p.refunded_cents AS refundedCents, p.owed_cents AS owedCents,
             p.recouped_cents AS recoupedCents, p.last_posted_on AS lastPostedOn, p.deposit_id AS depositId,
             p.tender_group_id AS tenderGroupId, p.purpose AS purpose, d.slip_number AS slipNumber, t.bank_date AS bankDate,
             ${PARTY} AS partyName, l.name AS locationName, a.actor_name AS enteredBy, a.entered_at AS enteredAt,
             EXISTS (SELECT 1 FROM adjudications v WHERE v.payment_id = p.id) AS isDecided
      FROM payments p ${JOINS}
      LEFT JOIN deposits d ON d.id = p.deposit_id LEFT JOIN deposit_items t ON t.deposit_id = p.deposit_id AND t.payment_id = p.id AND t.state = 'deposited'
      LEFT JOIN audit_entries e ON e.record_type = 'payment' AND e.record_id = p.id AND e.version = 1 LEFT JOIN audit_acts a ON a.id = e.act_id
      WHERE p.id = ${id} AND ${visiblePayments()}`);
    if (!row) return undefined;
    const allocations = await this.#allocations(id);
    return {
      payment: { ...row, name: `PAY-${row.number}`, kindName: KIND_NAMES[row.kind], formKind: formKindOf(row.kind), standing: standingOf(row), isDecided: Boolean(Number(row.isDecided)) },
      allocations, elsewhere: elsewhereOf(row.locationId, allocations), side: await this.#side(id), reversal: await this.#reversal(row), corrections: await this.#corrections(id),
    };
  }

  /** Reversed ones stay listed, each beside its opposite. */
  async #allocations(id: string): Promise<ShownAllocation[]> {
    const rows = await this.reader.all<Omit<ShownAllocation, 'isReversed'>>(sql`
      SELECT a.id AS allocationId, a.invoice_id AS invoiceId, i.number AS invoiceNumber, i.patient_id AS patientId, i.patient_name AS patientName,
             n.description AS description, a.posting_date AS postingDate, a.amount_cents AS amountCents, a.reverses_id AS reversesId, i.location_id AS locationId, l.name AS locationName
      FROM allocations a JOIN invoices i ON i.id = a.invoice_id JOIN locations l ON l.id = i.location_id JOIN invoice_lines n ON n.id = a.line_id WHERE a.payment_id = ${id} ORDER BY a.id`);
    const reversed = new Set(rows.map((row) => row.reversesId));
    return rows.map((row) => ({ ...row, isReversed: reversed.has(row.allocationId), ...(currentActor().can('invoice.read', row.locationId) ? {} : HIDDEN) }));
  }

  /** What its rows adjusted and moved to the patient; no money, yet undone with it. */
  async #side(id: string) {
    return this.reader.all<{ invoiceId: string; invoiceNumber: string; what: string; reasonCode: string; amountCents: number; postingDate: string }>(sql`
      SELECT a.invoice_id AS invoiceId, i.number AS invoiceNumber, 'Adjusted' AS what, a.reason_code AS reasonCode, a.amount_cents AS amountCents, a.posting_date AS postingDate
      FROM adjustments a JOIN invoices i ON i.id = a.invoice_id WHERE a.payment_id = ${id} AND ${alsoWithin(scopeFor('invoice.read'), sql`i.location_id`)}
      UNION ALL
      SELECT t.invoice_id AS invoiceId, i.number AS invoiceNumber, CASE WHEN t.reverses_id IS NULL THEN 'Moved to patient' ELSE 'Moved back' END AS what, '' AS reasonCode,
             t.amount_cents AS amountCents, t.posting_date AS postingDate
      FROM transfers t JOIN invoices i ON i.id = t.invoice_id WHERE t.payment_id = ${id} AND ${alsoWithin(scopeFor('invoice.read'), sql`i.location_id`)}
      ORDER BY 2, 6`);
  }

  /** The payment recorded in place of this one, and the one it stands in place of. */
  #corrections(id: string): Promise<{ paymentId: string; number: number; isOriginal: number; reason: string }[]> {
    return this.reader.all(sql`
      SELECT p.id AS paymentId, p.number AS number, 0 AS isOriginal, c.reason AS reason FROM payment_corrections c JOIN payments p ON p.id = c.replacement_id WHERE c.payment_id = ${id}
      UNION ALL
      SELECT p.id AS paymentId, p.number AS number, 1 AS isOriginal, c.reason AS reason FROM payment_corrections c JOIN payments p ON p.id = c.payment_id WHERE c.replacement_id = ${id}`);
  }

  async #reversal({ id, state }: PaymentState) {
    if (state !== 'reversed') return null;
    const act = await this.reader.one<{ actId: string; reason: string | null; actorName: string; enteredAt: string }>(sql`
      SELECT a.id AS actId, a.reason AS reason, a.actor_name AS actorName, a.entered_at AS enteredAt
      FROM audit_entries e JOIN audit_acts a ON a.id = e.act_id
      WHERE e.record_type = 'payment' AND e.record_id = ${id} AND a.command IN ('reverse-payment', 'correct-payment') ORDER BY e.version DESC ${limit(1)}`);
    return act ?? null;
  }
}

/** What stands on invoices of other locations, which the one that received it owes them. */
function elsewhereOf(locationId: string, allocations: readonly ShownAllocation[]): { locationName: string; cents: number }[] {
  const places = new Map<string, { locationName: string; cents: number }>();
  for (const row of allocations) {
    if (row.locationId === locationId) continue;
    const place = places.get(row.locationId) ?? { locationName: row.locationName, cents: 0 };
    place.cents += row.amountCents;
    places.set(row.locationId, place);
  }
  return [...places.values()].filter(({ cents }) => cents !== 0);
}
