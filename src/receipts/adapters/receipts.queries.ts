import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import type { ReceiptLineState, ReceiptPrintState, ReceiptState, ReceiptTenderState } from '../domain/receipt-state.js';

export interface ShownReceipt {
  receipt: ReceiptState;
  tenders: (Pick<ReceiptTenderState, 'paymentId' | 'methodName' | 'reference' | 'amountCents'> & { paymentNumber: number; state: string })[];
  lines: Pick<ReceiptLineState, 'invoiceId' | 'invoiceNumber' | 'patientName' | 'serviceDate' | 'amountCents'>[];
  prints: Pick<ReceiptPrintState, 'ordinal' | 'printedBy' | 'printedName' | 'printedOn' | 'reason'>[];
  /** Every payment on it was reversed since. */
  isVoid: boolean;
}

@Injectable()
export class ReceiptsQueries {
  constructor(private readonly reader: Reader) {}

  async show(id: string, scope: Scope): Promise<ShownReceipt> {
    const receipt = await this.reader.one<ReceiptState>(sql`
      SELECT r.id AS id, r.version AS version, r.location_id AS locationId, r.number AS number, r.payer_name AS payerName, r.issuer_name AS issuerName, r.issuer_address AS issuerAddress,
             r.issuer_tax_id AS issuerTaxId, r.received_on AS receivedOn, r.issued_on AS issuedOn, r.amount_cents AS amountCents, r.held_cents AS heldCents, r.due_cents AS dueCents
      FROM receipts r WHERE r.id = ${id} AND ${within(scope, sql`r.location_id`)}`);
    if (!receipt) throw new NotFound();
    const tenders = await this.reader.all<ShownReceipt['tenders'][number]>(sql`
      SELECT t.payment_id AS paymentId, t.method_name AS methodName, t.reference AS reference, t.amount_cents AS amountCents, p.number AS paymentNumber, p.state AS state
      FROM receipt_tenders t JOIN payments p ON p.id = t.payment_id WHERE t.receipt_id = ${id} ORDER BY p.number`);
    const lines = await this.reader.all<ShownReceipt['lines'][number]>(sql`
      SELECT n.invoice_id AS invoiceId, n.invoice_number AS invoiceNumber, n.patient_name AS patientName, n.service_date AS serviceDate, n.amount_cents AS amountCents
      FROM receipt_lines n WHERE n.receipt_id = ${id} ORDER BY n.service_date, n.invoice_number`);
    const prints = await this.reader.all<ShownReceipt['prints'][number]>(sql`
      SELECT x.ordinal AS ordinal, x.printed_by AS printedBy, x.printed_name AS printedName, x.printed_on AS printedOn, x.reason AS reason FROM receipt_prints x WHERE x.receipt_id = ${id} ORDER BY x.ordinal`);
    return { receipt, tenders, lines, prints, isVoid: tenders.every(({ state }) => state === 'reversed') };
  }

  /** The guarantor’s e-mail address, where a guarantor paid and has one. */
  async addressOf(id: string): Promise<string> {
    const row = await this.reader.one<{ email: string }>(sql`
      SELECT g.email AS email FROM receipt_tenders t JOIN payments p ON p.id = t.payment_id JOIN patients o ON o.id = p.guarantor_id JOIN patients g ON g.id = COALESCE(o.merged_into, o.id)
      WHERE t.receipt_id = ${id} ORDER BY t.id ${limit(1)}`);
    return row?.email ?? '';
  }
}
