import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, sql } from '../../platform/database/sql.js';
import { sumCents } from '../../shared/money.js';
import { reasonWords } from './reason-words.js';

interface Decision {
  id: string;
  kind: 'decision' | 'reversal' | 'takeback';
  invoiceId: string;
  number: string;
  patientName: string;
  description: string;
  serviceDate: string;
  chargeCents: number;
  allowedCents: number | null;
  paidCents: number;
  contractualCents: number;
  responsibilityCents: number;
  deniedCents: number;
  priorCents: number;
  takenCents: number;
  remarks: string;
  followUp: string;
  postingDate: string;
  isReversed: boolean;
}

interface Code {
  adjudicationId: string;
  groupCode: string;
  reasonCode: string;
  amountCents: number;
}

interface Part {
  code: string;
  reference: string;
  accountCode: string;
  accountName: string;
  amountCents: number;
  otherPaymentId: string | null;
  otherNumber: number | null;
}

/** What an insurer's explanation of benefits said with a payment: line by line, and beside the claims. */
@Injectable()
export class DecisionsQueries {
  constructor(private readonly reader: Reader) {}

  async of(paymentId: string) {
    const decisions = await this.#decisions(paymentId);
    const codes = await this.#codes(paymentId);
    const parts = await this.#parts(paymentId);
    const rows = decisions.map((row) => ({
      ...row, isReversed: Boolean(Number(row.isReversed)),
      codes: codes.filter(({ adjudicationId }) => adjudicationId === row.id).map((code) => ({ ...code, words: reasonWords(code.reasonCode) })),
    }));
    return { rows, parts, partsCents: sumCents(parts.map(({ amountCents }) => amountCents)) };
  }

  /** In the order they were posted; those that were reversed since stay listed. */
  #decisions(paymentId: string): Promise<Decision[]> {
    return this.reader.all<Decision>(sql`
      SELECT a.id AS id, a.kind AS kind, a.invoice_id AS invoiceId, i.number AS number, i.patient_name AS patientName, n.description AS description, n.service_date AS serviceDate,
             a.charge_cents AS chargeCents, a.allowed_cents AS allowedCents, a.paid_cents AS paidCents, a.contractual_cents AS contractualCents, a.responsibility_cents AS responsibilityCents,
             a.denied_cents AS deniedCents, a.prior_cents AS priorCents, a.taken_cents AS takenCents, a.remarks AS remarks, a.follow_up AS followUp, a.posting_date AS postingDate,
             EXISTS (SELECT 1 FROM adjudications r WHERE r.reverses_id = a.id) AS isReversed
      FROM adjudications a JOIN invoices i ON i.id = a.invoice_id JOIN invoice_lines n ON n.id = a.line_id
      WHERE a.payment_id = ${paymentId} AND ${alsoWithin(scopeFor('invoice.read'), sql`i.location_id`)} ORDER BY a.id`);
  }

  #codes(paymentId: string): Promise<Code[]> {
    return this.reader.all<Code>(sql`
      SELECT c.adjudication_id AS adjudicationId, c.group_code AS groupCode, c.reason_code AS reasonCode, c.amount_cents AS amountCents
      FROM adjudications a JOIN adjudication_codes c ON c.invoice_id = a.invoice_id AND c.adjudication_id = a.id WHERE a.payment_id = ${paymentId} ORDER BY c.adjudication_id, c.position`);
  }

  #parts(paymentId: string): Promise<Part[]> {
    return this.reader.all<Part>(sql`
      SELECT m.code AS code, m.reference AS reference, m.account_code AS accountCode, k.name AS accountName, m.amount_cents AS amountCents, m.other_payment_id AS otherPaymentId, o.number AS otherNumber
      FROM payment_moves m LEFT JOIN accounts k ON k.code = m.account_code LEFT JOIN payments o ON o.id = m.other_payment_id
      WHERE m.payment_id = ${paymentId} AND m.kind = 'part' ORDER BY m.id`);
  }
}
