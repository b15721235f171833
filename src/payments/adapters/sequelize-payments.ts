import { Injectable } from '@nestjs/common';
import { CHOICES_REVISION } from '../../choices/index.js';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { plainKey } from '../../shared/plain-text.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { DomainError } from '../../shared/domain-error.js';
import { alreadyRecorded } from '../application/duplicate-numbers.js';
import { Payment } from '../domain/payment.js';
import type { AllocationState, MoveState, PaymentRows } from '../domain/payment-state.js';
import { type MoneyHeldFor, type MoneyOnInvoices, Payments, type TakeableFrom } from '../domain/payments.js';
import { AllocationRow, HoldingRow, MoveRow, PaymentCorrectionRow, PaymentRow } from './payment.rows.js';
import { standingNumbers } from './sequelize-recorded-numbers.js';

export const paymentMap = aggregateMap<Payment>({
  type: 'payment',
  root: PaymentRow,
  children: { holdings: HoldingRow },
  appended: { allocations: AllocationRow, corrections: PaymentCorrectionRow, moves: MoveRow },
  parent: 'paymentId',
  from: (state) => Payment.from(state),
  locations: (state) => [state.root.locationId],
  constraints: {
    uq_payments_reference: numberTaken,
    uq_allocations_reverses: 'This payment is reversed already. Open it again to see its state.',
    uq_payment_moves_reverses: 'That was undone already. Open the payment again to see its state.',
  },
});

/** Two people recorded the same number at the same time; the key decided, and this says who was first. */
async function numberTaken({ root }: PaymentRows, reader: Reader): Promise<DomainError> {
  const [first] = await standingNumbers(reader, [root.partyRoot], root.referenceKey);
  return first ? alreadyRecorded(first) : new DomainError('recorded-already', 'This payment number was used a moment ago. Press the button again.', ['reference']);
}

@Injectable()
export class SequelizePayments extends Payments {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  lookAll(ids: readonly string[]): Promise<Payment[]> {
    return this.unit.peek(paymentMap, ids);
  }

  one(id: string): Promise<Payment> {
    return this.unit.one(paymentMap, id);
  }

  load(ids: readonly string[]): Promise<Payment[]> {
    return this.unit.load(paymentMap, ids);
  }

  async look(id: string): Promise<Payment> {
    return (await this.lookAll([id]))[0]!;
  }

  add(payment: Payment): void {
    this.unit.add(paymentMap, payment);
  }

  async expectVersion(payment: Payment, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.unit.expectVersion(paymentMap as unknown as AggregateMap, payment, version);
  }

  allocationsOf(id: string): Promise<AllocationState[]> {
    return this.unit.loadAppended<AllocationState>(paymentMap as unknown as AggregateMap, 'allocations', [id]);
  }

  async moneyOn(invoiceIds: readonly string[]): Promise<MoneyOnInvoices> {
    if (invoiceIds.length === 0) return { allocations: [], payments: [], holding: [] };
    const rows = await this.reader.all<AllocationState & { id: string | null; locationId: string; lastPostedOn: string }>(sql`
      SELECT a.id AS id, a.payment_id AS paymentId, p.location_id AS locationId, p.last_posted_on AS lastPostedOn, a.invoice_id AS invoiceId, a.line_id AS lineId, a.share_id AS shareId,
             a.amount_cents AS amountCents, a.origin_id AS originId, a.taken_origin_id AS takenOriginId, a.posting_date AS postingDate,
             a.invoice_version AS invoiceVersion, a.ordinal AS ordinal, a.reverses_id AS reversesId
      FROM allocations a JOIN payments p ON p.id = a.payment_id
      WHERE a.invoice_id IN (${list(invoiceIds)}) AND COALESCE(a.reverses_id, '') = '' AND NOT EXISTS (SELECT 1 FROM allocations r WHERE r.reverses_id = a.id)
      UNION ALL
      SELECT NULL, p.id, p.location_id, p.last_posted_on, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL
      FROM invoice_lines n JOIN payment_holdings h ON h.reference = n.id AND h.kind = 'earmark' JOIN payments p ON p.id = h.payment_id
      WHERE n.invoice_id IN (${list(invoiceIds)})
      UNION ALL
      SELECT NULL, p.id, p.location_id, p.last_posted_on, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL
      FROM invoices i JOIN invoice_lines n ON n.invoice_id = i.id JOIN payment_holdings h ON h.reference = CONCAT(i.patient_id, ':', n.service_date) AND h.kind = 'visit'
      JOIN payments p ON p.id = h.payment_id AND +p.location_id = i.location_id
      WHERE i.id IN (${list(invoiceIds)})`);
    const payments = new Map(rows.map(({ paymentId, locationId, lastPostedOn }) => [paymentId, { id: paymentId, locationId, lastPostedOn }]));
    return { allocations: rows.filter(({ id }) => id !== null).map(({ lastPostedOn: _, locationId: __, ...allocation }) => allocation), payments: [...payments.values()], holding: rows.filter(({ id }) => id === null).map(({ paymentId }) => paymentId) };
  }

  async holdingFor(invoiceIds: readonly string[], { moving, paid }: { moving: readonly string[]; paid: readonly string[] }): Promise<MoneyHeldFor> {
    if (invoiceIds.length === 0) return { invoices: [], paymentIds: [], visits: [], revision: null };
    const rows = await this.reader.all<MoneyHeldFor['invoices'][number] & { guarantorId: string; earmarkOf: string | null; visitOf: string | null; lineId: string; revision: number }>(sql`
      SELECT DISTINCT i.id AS id, i.location_id AS locationId, n.id AS lineId, i.version AS version, i.guarantor_id AS guarantorId, e.payment_id AS earmarkOf, v.payment_id AS visitOf,
        (SELECT MAX(s.last_posted_on) FROM shares s WHERE s.invoice_id = i.id) AS lastPostedOn, ${CHOICES_REVISION} AS revision
      FROM invoices i JOIN invoice_lines n ON n.invoice_id = i.id
      LEFT JOIN payment_holdings e ON e.reference = n.id AND e.kind = 'earmark' AND i.id IN (${list(moving)})
      LEFT JOIN payment_holdings v ON v.reference = CONCAT(i.patient_id, ':', n.service_date) AND v.kind = 'visit' AND i.id IN (${list([...moving, ...paid])})
      WHERE i.id IN (${list(invoiceIds)})`);
    const visits = new Map(rows.filter(({ visitOf }) => visitOf !== null).map(({ id, guarantorId }) => [id, { invoiceId: id, guarantorId }]));
    const lineIds = new Set(rows.filter(({ id }) => moving.includes(id)).map(({ lineId }) => lineId));
    const here = this.unit.tracked(paymentMap).filter(({ earmarks }) => earmarks.some(({ reference }) => lineIds.has(reference)));
    return {
      invoices: [...new Map(rows.map(({ id, locationId, version, lastPostedOn }) => [id, { id, locationId, version, lastPostedOn }])).values()],
      paymentIds: [...new Set([...rows.flatMap(({ earmarkOf }) => earmarkOf ?? []), ...here.map(({ id }) => id)])],
      visits: [...visits.values()],
      revision: rows[0]?.revision ?? null,
    };
  }

  async pendingLines(lineIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (lineIds.length === 0) return new Set();
    const rows = await this.reader.all<{ lineId: string }>(sql`
      SELECT DISTINCT s.line_id AS lineId FROM shares s
      WHERE s.line_id IN (${list(lineIds)}) AND s.party_kind = 'insurer' AND s.charged_cents - s.paid_cents - s.adjusted_cents > 0`);
    return new Set(rows.map((row) => row.lineId));
  }

  async takeableFrom({ locationId, payerGroup, lineIds, references }: TakeableFrom): Promise<{ id: string; lineIds: string[]; references: string[] }[]> {
    if (lineIds.length + references.length === 0) return [];
    const rows = await this.reader.all<{ id: string; lineId: string | null; reference: string | null }>(sql`
      SELECT DISTINCT p.id AS id, a.line_id AS lineId, NULL AS reference FROM allocations a JOIN payments p ON p.id = a.payment_id
      WHERE a.line_id IN (${list(['', ...lineIds])}) AND p.location_id = ${locationId} AND p.party_root IN (${list(payerGroup)}) AND p.kind = 'insurer' AND p.state = 'posted'
        AND a.amount_cents > 0
      UNION ALL
      SELECT DISTINCT p.id, NULL, m.reference FROM payments p JOIN payment_moves m ON m.payment_id = p.id AND m.kind = 'owed'
      WHERE p.party_root IN (${list(payerGroup)}) AND p.kind = 'insurer' AND p.location_id = ${locationId} AND p.owed_cents > 0 AND m.reference <> ''`);
    const wanted = new Set(references.map(plainKey));
    const meant = rows.filter(({ lineId, reference }) => lineId !== null || wanted.has(plainKey(reference!)));
    const of = (id: string) => meant.filter((row) => row.id === id);
    return [...new Set(meant.map(({ id }) => id))].sort().reverse().map((id) => ({ id, lineIds: of(id).flatMap(({ lineId }) => lineId ?? []), references: of(id).flatMap(({ reference }) => reference ?? []) }));
  }

  movesOf(id: string): Promise<MoveState[]> {
    return this.unit.loadAppended<MoveState>(paymentMap as unknown as AggregateMap, 'moves', [id]);
  }
}
