import { Injectable } from '@nestjs/common';
import { adjustmentReasonWords } from '../../choices/index.js';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, sql } from '../../platform/database/sql.js';

interface DecisionRow {
  id: string;
  kind: 'decision' | 'reversal' | 'takeback';
  invoiceId: string;
  number: string;
  patientName: string;
  payerName: string;
  paymentId: string;
  paymentNumber: number;
  /** The act that recorded it. */
  actId: string;
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
  claimNumber: string;
  remarks: string;
  followUp: string;
  postingDate: string;
  isReversed: number;
}

interface CodeRow {
  groupCode: string | null;
  reasonCode: string;
  codeCents: number;
}

export interface Decision extends Omit<DecisionRow, 'isReversed'> {
  isReversed: boolean;
  codes: { groupCode: string; reasonCode: string; amountCents: number; words: string }[];
}

/** What insurers decided about lines, code by code; decisions that were reversed since stay listed. */
@Injectable()
export class DecisionsQueries {
  constructor(private readonly reader: Reader) {}

  /** In the order they were posted; whether the reader may see the invoice is the caller’s to know. */
  ofInvoice(invoiceId: string): Promise<Decision[]> {
    return this.#read(sql`a.invoice_id = ${invoiceId}`);
  }

  /** With the lines of invoices that the reader may see. */
  ofPayment(paymentId: string): Promise<Decision[]> {
    return this.#read(sql`a.payment_id = ${paymentId} AND ${alsoWithin(scopeFor('invoice.read'), sql`i.location_id`)}`);
  }

  async #read(condition: ReturnType<typeof sql>): Promise<Decision[]> {
    const rows = await this.reader.all<DecisionRow & CodeRow>(sql`
      SELECT a.id AS id, a.kind AS kind, a.invoice_id AS invoiceId, i.number AS number, i.patient_name AS patientName, y.name AS payerName, a.payment_id AS paymentId, p.number AS paymentNumber,
             e.act_id AS actId, n.description AS description, n.service_date AS serviceDate, a.charge_cents AS chargeCents, a.allowed_cents AS allowedCents, a.paid_cents AS paidCents,
             a.contractual_cents AS contractualCents, a.responsibility_cents AS responsibilityCents, a.denied_cents AS deniedCents, a.prior_cents AS priorCents, a.taken_cents AS takenCents,
             a.claim_number AS claimNumber, a.remarks AS remarks, a.follow_up AS followUp, a.posting_date AS postingDate,
             CASE WHEN r.id IS NULL THEN 0 ELSE 1 END AS isReversed, c.group_code AS groupCode, c.reason_code AS reasonCode, c.amount_cents AS codeCents
      FROM adjudications a JOIN invoices i ON i.id = a.invoice_id JOIN invoice_lines n ON n.id = a.line_id JOIN payers y ON y.id = a.payer_id JOIN payments p ON p.id = a.payment_id
        JOIN audit_entries e ON e.record_type = 'invoice' AND e.record_id = a.invoice_id AND e.version = a.invoice_version
        LEFT JOIN adjudications r ON r.reverses_id = a.id
        LEFT JOIN adjudication_codes c ON c.invoice_id = a.invoice_id AND c.adjudication_id = a.id
      WHERE ${condition} ORDER BY a.id, c.position`);
    return withCodes(rows);
  }
}

function withCodes(rows: readonly (DecisionRow & CodeRow)[]): Decision[] {
  const decisions = new Map<string, Decision>();
  for (const { groupCode, reasonCode, codeCents, isReversed, ...row } of rows) {
    const decision = decisions.get(row.id) ?? { ...row, isReversed: Number(isReversed) === 1, codes: [] };
    decisions.set(row.id, decision);
    if (groupCode !== null) decision.codes.push({ groupCode, reasonCode, amountCents: codeCents, words: adjustmentReasonWords(reasonCode) });
  }
  return [...decisions.values()];
}
