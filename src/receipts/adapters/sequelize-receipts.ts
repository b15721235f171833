import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { PayersQueries } from '../../insurers/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { Receipt } from '../domain/receipt.js';
import { type MoneyReceived, Receipts } from '../domain/receipts.js';
import { ReceiptLineRow, ReceiptPrintRow, ReceiptRow, ReceiptTenderRow } from './receipt.rows.js';

export const receiptMap = aggregateMap<Receipt>({
  type: 'receipt',
  root: ReceiptRow,
  children: { tenders: ReceiptTenderRow, lines: ReceiptLineRow, prints: ReceiptPrintRow },
  parent: 'receiptId',
  from: Receipt.from,
  locations: (state) => [state.root.locationId],
  constraints: {
    uq_receipts_number: 'Another receipt took this number at the same moment. Press the button again.',
    uq_receipt_tenders: 'Somebody issued the receipt of this payment at the same moment. Load the page again.',
    uq_receipt_prints: 'Somebody printed this receipt at the same moment. Load the page again.',
  },
});

type Head = Omit<MoneyReceived, 'tenders' | 'lines' | 'dueCents' | 'isReversed'> & { state: string; partyRoot: string };
type Tender = MoneyReceived['tenders'][number];
type Line = MoneyReceived['lines'][number];

@Injectable()
export class SequelizeReceipts extends Receipts {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly patients: PatientsQueries,
    private readonly payers: PayersQueries,
  ) {
    super();
  }

  override one(id: string): Promise<Receipt> {
    return this.unit.one(receiptMap, id);
  }

  override add(receipt: Receipt): void {
    this.unit.add(receiptMap, receipt);
  }

  override async ofPayment(paymentId: string): Promise<string | undefined> {
    return (await this.reader.one<{ id: string }>(sql`SELECT t.receipt_id AS id FROM receipt_tenders t WHERE t.payment_id = ${paymentId}`))?.id;
  }

  override async received(paymentId: string): Promise<MoneyReceived> {
    const head = await this.reader.one<Head>(sql`
      SELECT p.location_id AS locationId, p.kind AS kind, p.state AS state, p.payment_date AS receivedOn, p.party_root AS partyRoot, l.name AS issuerName, l.address AS issuerAddress, l.tax_id AS issuerTaxId,
             COALESCE(y.name, CONCAT(g.first_name, ' ', g.last_name)) AS payerName
      FROM payments p JOIN locations l ON l.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id WHERE p.id = ${paymentId}`);
    if (!head) throw new NotFound();
    const { state, partyRoot, ...facts } = head;
    const tenders = await this.#tenders(paymentId);
    const dueCents = await this.#due(facts, partyRoot);
    return { ...facts, isReversed: state === 'reversed', dueCents, tenders, lines: await this.#lines(tenders.map((tender) => tender.paymentId)) };
  }

  /** What came in with the same act and still stands, in the order of its numbers. */
  #tenders(paymentId: string): Promise<Tender[]> {
    return this.reader.all<Tender>(sql`
      SELECT p.id AS paymentId, ${METHOD_NAME} AS methodName, p.reference AS reference, p.amount_cents AS amountCents
      FROM payments o JOIN payments p ON p.id = o.id OR p.id = o.tender_group_id OR p.tender_group_id = COALESCE(o.tender_group_id, o.id)
      WHERE o.id = ${paymentId} AND p.state = 'posted' ORDER BY p.number`);
  }

  #lines(paymentIds: readonly string[]): Promise<Line[]> {
    if (paymentIds.length === 0) return Promise.resolve([]);
    return this.reader.all<Line>(sql`
      SELECT i.id AS invoiceId, i.number AS invoiceNumber, i.patient_name AS patientName, i.service_date AS serviceDate, SUM(a.amount_cents) AS amountCents
      FROM allocations a JOIN invoices i ON i.id = a.invoice_id WHERE a.payment_id IN (${list(paymentIds)})
      GROUP BY i.id, i.number, i.patient_name, i.service_date HAVING SUM(a.amount_cents) <> 0 ORDER BY i.service_date, i.number`);
  }

  /** Records merged into one are one party. */
  async #due({ kind, locationId }: Pick<Head, 'kind' | 'locationId'>, partyRoot: string): Promise<number> {
    const isPatient = kind === 'patient';
    const group = list(await (isPatient ? this.patients : this.payers).group(partyRoot));
    const owes = isPatient ? sql`i.guarantor_id IN (${group}) AND s.party_kind = 'patient'` : sql`s.payer_id IN (${group}) AND s.party_kind = 'other'`;
    const row = await this.reader.one<{ cents: number }>(sql`
      SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0) AS cents
      FROM invoices i JOIN shares s ON s.invoice_id = i.id WHERE ${owes} AND i.state = 'open' AND +i.location_id = ${locationId}`);
    return row!.cents;
  }
}
