import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { KIND_NAMES } from './payment-words.js';

interface ReachedRow {
  number: number;
  kind: PaymentKind;
  methodName: string;
  reference: string;
  payerId: string | null;
  guarantorId: string | null;
  partyName: string;
  receivedAt: string;
  paymentDate: string;
  allocationId: string;
  invoiceId: string;
  invoiceNumber: string;
  invoicePlace: string;
  patientId: string;
  patientName: string;
  description: string;
  postingDate: string;
  amountCents: number;
  reversesId: string | null;
}

/** A payment received at a location that the reader does not see: what of it reached the invoices of theirs, and nothing of the rest. */
@Injectable()
export class ReachedQueries {
  constructor(private readonly reader: Reader) {}

  async show(paymentId: string) {
    const rows = await this.reader.all<ReachedRow>(sql`
      SELECT p.number AS number, p.kind AS kind, ${METHOD_NAME} AS methodName, p.reference AS reference, p.payer_id AS payerId, p.guarantor_id AS guarantorId,
             COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, r.name AS receivedAt, p.payment_date AS paymentDate,
             a.id AS allocationId, i.id AS invoiceId, i.number AS invoiceNumber, l.name AS invoicePlace, i.patient_id AS patientId, i.patient_name AS patientName,
             n.description AS description, a.posting_date AS postingDate, a.amount_cents AS amountCents, a.reverses_id AS reversesId
      FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id JOIN invoice_lines n ON n.id = a.line_id
      JOIN locations l ON l.id = i.location_id JOIN locations r ON r.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE a.payment_id = ${paymentId} AND i.location_id <> p.location_id AND ${within(scopeFor('payment.read'), sql`i.location_id`)}
        AND (p.kind <> 'insurer' OR ${within(scopeFor('ledger.read'), sql`i.location_id`)})
      ORDER BY a.id`);
    const [first] = rows;
    if (!first) throw new NotFound();
    const { number, kind, methodName, reference, payerId, guarantorId, partyName, receivedAt, paymentDate } = first;
    const reversed = new Set(rows.map((row) => row.reversesId));
    return {
      payment: { id: paymentId, name: `PAY-${number}`, kindName: KIND_NAMES[kind], methodName, reference, payerId, guarantorId, partyName, receivedAt, paymentDate },
      allocations: rows.map((row) => ({ ...row, isReversed: reversed.has(row.allocationId) })),
      reachedCents: sumCents(rows.map(({ amountCents }) => amountCents)),
    };
  }
}
