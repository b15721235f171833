import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { type InvoiceLineState, type InvoiceState, openCentsOf } from '../domain/invoice-state.js';
import { maskedMember } from '../../patients/index.js';
import { causeName, kindName, placeName } from './labels.js';
import { keyOf, partiesOf, type PartyTotals, type ShareOnPage } from './parties.js';

type Line = Pick<InvoiceLineState, 'position' | 'kind' | 'code' | 'description' | 'serviceDate' | 'quantity' | 'unitPriceCents' | 'netCents' | 'taxCents' | 'chargeCents' | 'state'
  | 'providerName' | 'providerNpi' | 'pointers' | 'listPriceCents' | 'priceReason' | 'discountCents' | 'discountReason'> & { lineId: string };

interface Header extends Omit<InvoiceState, 'id' | 'locationId'> {
  invoiceId: string;
  locationId: string;
  locationName: string;
  patientNumber: string;
}

/** One invoice as its page shows it: lines × parties, and what was paid, adjusted and moved. */
@Injectable()
export class InvoicesQueries {
  constructor(private readonly reader: Reader) {}

  async show(invoiceId: string, scope: Scope) {
    const invoice = await this.#header(invoiceId, scope);
    if (!invoice) throw new NotFound();
    const [lines, shares] = [await this.#lines(invoiceId), await this.#shares(invoiceId)];
    const parties = partiesOf(shares);
    const adjustments = await this.#adjustments(invoiceId);
    const transfers = await this.#transfers(invoiceId);
    return {
      invoice, parties, totals: totalsOf(parties), payers: await this.#payers(invoiceId),
      lines: lines.map((line) => onLine(line, shares, parties)),
      payments: await this.#payments(invoiceId), correction: await this.#correction(invoiceId),
      adjustments: adjustments.map((row) => ({ ...row, kindName: kindName(row.kind) })),
      transfers: transfers.map((row) => ({ ...row, causeName: causeName(row.cause) })),
    };
  }

  async isThere(invoiceId: string, scope: Scope): Promise<boolean> {
    return (await this.reader.one(sql`SELECT i.id AS id FROM invoices i WHERE i.id = ${invoiceId} AND ${within(scope, sql`i.location_id`)}`)) !== undefined;
  }

  /** The guarantor’s e-mail address, or empty. */
  async guarantorsAddress(invoiceId: string): Promise<string> {
    const row = await this.reader.one<{ email: string }>(sql`
      SELECT g.email AS email FROM invoices i JOIN patients o ON o.id = i.guarantor_id JOIN patients g ON g.id = COALESCE(o.merged_into, o.id) WHERE i.id = ${invoiceId}`);
    return row?.email ?? '';
  }

  /** What the form of an act needs: how the invoice stands now. */
  async standing(invoiceId: string, scope: Scope) {
    const invoice = await this.#header(invoiceId, scope);
    if (!invoice) throw new NotFound();
    const parties = partiesOf(await this.#shares(invoiceId));
    return { invoice, parties, totals: totalsOf(parties), lines: await this.#lines(invoiceId) };
  }

  async adjustment(adjustmentId: string, invoiceId: string) {
    const row = (await this.#adjustments(invoiceId)).find((each) => each.adjustmentId === adjustmentId);
    if (!row) throw new NotFound();
    return { ...row, kindName: kindName(row.kind) };
  }

  #header(invoiceId: string, scope: Scope) {
    return this.reader.one<Header>(sql`
      SELECT i.id AS invoiceId, i.version AS version, i.location_id AS locationId, l.name AS locationName, i.number AS number, i.origin AS origin,
             i.patient_id AS patientId, p.number AS patientNumber, i.guarantor_id AS guarantorId, i.patient_name AS patientName, i.guarantor_name AS guarantorName,
             i.issuer_name AS issuerName, i.issuer_address AS issuerAddress, i.issuer_tax_id AS issuerTaxId, i.guarantor_address AS guarantorAddress, i.diagnoses AS diagnoses, i.service_date AS serviceDate, i.posting_date AS postingDate,
             i.original_date AS originalDate, i.due_date AS dueDate, i.charge_cents AS chargeCents, i.state AS state, i.open_cents AS openCents
      FROM invoices i JOIN locations l ON l.id = i.location_id JOIN patients p ON p.id = i.patient_id
      WHERE i.id = ${invoiceId} AND ${within(scope, sql`i.location_id`)}`);
  }

  #lines(invoiceId: string) {
    return this.reader.all<Line>(sql`
      SELECT n.id AS lineId, n.position AS position, n.kind AS kind, n.code AS code, n.description AS description, n.service_date AS serviceDate, n.quantity AS quantity,
             n.unit_price_cents AS unitPriceCents, n.net_cents AS netCents, n.tax_cents AS taxCents, n.charge_cents AS chargeCents, n.state AS state,
             n.provider_name AS providerName, n.provider_npi AS providerNpi, n.pointers AS pointers, n.list_price_cents AS listPriceCents, n.price_reason AS priceReason,
             n.discount_cents AS discountCents, n.discount_reason AS discountReason
      FROM invoice_lines n WHERE n.invoice_id = ${invoiceId} ORDER BY n.position`);
  }

  #shares(invoiceId: string) {
    return this.reader.all<ShareOnPage>(sql`
      SELECT s.id AS shareId, s.line_id AS lineId, s.party_kind AS partyKind, s.party_key AS partyKey, s.payer_id AS payerId, s.sequence AS sequence,
             COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName,
             s.charged_cents AS chargedCents, s.paid_cents AS paidCents, s.adjusted_cents AS adjustedCents, COALESCE(s.due_date, i.due_date) AS dueDate
      FROM shares s JOIN invoices i ON i.id = s.invoice_id LEFT JOIN payers y ON y.id = s.payer_id LEFT JOIN patients g ON g.id = s.guarantor_id
      WHERE s.invoice_id = ${invoiceId}`);
  }

  /** As entered on the invoice; of a member number only the end is shown. */
  async #payers(invoiceId: string) {
    const rows = await this.reader.all<{ payerId: string; payerName: string; sequence: number; memberId: string; groupNumber: string }>(sql`
      SELECT e.payer_id AS payerId, e.payer_name AS payerName, e.sequence AS sequence, e.member_id AS memberId, e.group_number AS groupNumber
      FROM invoice_payers e WHERE e.invoice_id = ${invoiceId} ORDER BY e.sequence`);
    return rows.map(({ memberId, ...payer }) => ({ ...payer, place: placeName(payer.sequence), masked: memberId === '' ? '' : maskedMember(memberId) }));
  }

  #payments(invoiceId: string) {
    return this.reader.all<{ paymentId: string; number: number; kind: string; method: string; partyName: string; reference: string; postingDate: string; state: string; locationId: string; receivedAt: string; appliedCents: number; liveCents: number }>(sql`
      SELECT p.id AS paymentId, p.number AS number, p.kind AS kind, p.method AS method, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName,
             p.reference AS reference, p.posting_date AS postingDate, p.state AS state, p.location_id AS locationId, l.name AS receivedAt,
             SUM(CASE WHEN a.reverses_id IS NULL THEN a.amount_cents ELSE 0 END) AS appliedCents, SUM(a.amount_cents) AS liveCents
      FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN locations l ON l.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE a.invoice_id = ${invoiceId}
      GROUP BY p.id, p.number, p.kind, p.method, y.name, g.last_name, g.first_name, p.reference, p.posting_date, p.state, p.location_id, l.name ORDER BY p.number`);
  }

  /** The invoice or draft in its place, and the invoice it took the place of itself. */
  async #correction(invoiceId: string) {
    const rows = await this.reader.all<{ isOriginal: number; id: string; number: string | null; reason: string }>(sql`
      SELECT 0 AS isOriginal, c.reissue_id AS id, i.number AS number, c.reason AS reason
      FROM invoice_corrections c LEFT JOIN invoices i ON i.id = c.reissue_id WHERE c.invoice_id = ${invoiceId}
      UNION ALL
      SELECT 1, c.invoice_id, i.number, c.reason FROM invoice_corrections c JOIN invoices i ON i.id = c.invoice_id WHERE c.reissue_id = ${invoiceId}`);
    return { replacedBy: rows.find((row) => row.isOriginal === 0) ?? null, replaces: rows.find((row) => row.isOriginal === 1) ?? null };
  }

  #adjustments(invoiceId: string) {
    return this.reader.all<{ adjustmentId: string; shareId: string; kind: string; reasonCode: string; reason: string; amountCents: number; taxCents: number; postingDate: string; position: number; partyName: string; paymentId: string | null; paymentNumber: number | null; reversesId: string | null; reversedById: string | null }>(sql`
      SELECT a.id AS adjustmentId, a.share_id AS shareId, a.kind AS kind, a.reason_code AS reasonCode, a.reason AS reason, a.amount_cents AS amountCents, a.tax_cents AS taxCents,
             a.posting_date AS postingDate, n.position AS position, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName,
             a.payment_id AS paymentId, p.number AS paymentNumber, a.reverses_id AS reversesId, r.id AS reversedById
      FROM adjustments a JOIN shares s ON s.id = a.share_id JOIN invoice_lines n ON n.id = a.line_id
        LEFT JOIN payers y ON y.id = s.payer_id LEFT JOIN patients g ON g.id = s.guarantor_id
        LEFT JOIN payments p ON p.id = a.payment_id LEFT JOIN adjustments r ON r.reverses_id = a.id
      WHERE a.invoice_id = ${invoiceId} ORDER BY a.invoice_version, a.ordinal`);
  }

  #transfers(invoiceId: string) {
    return this.reader.all<{ transferId: string; cause: string; reasonCode: string; reason: string; amountCents: number; postingDate: string; position: number; fromName: string; toName: string; paymentId: string | null; paymentNumber: number | null; reversesId: string | null; reversedById: string | null }>(sql`
      SELECT t.id AS transferId, t.cause AS cause, t.reason_code AS reasonCode, t.reason AS reason, t.amount_cents AS amountCents, t.posting_date AS postingDate, n.position AS position,
             COALESCE(fy.name, CONCAT(fg.last_name, ', ', fg.first_name)) AS fromName, COALESCE(ty.name, CONCAT(tg.last_name, ', ', tg.first_name)) AS toName,
             t.payment_id AS paymentId, p.number AS paymentNumber, t.reverses_id AS reversesId, r.id AS reversedById
      FROM transfers t JOIN shares f ON f.id = t.from_share_id JOIN shares o ON o.id = t.to_share_id JOIN invoice_lines n ON n.id = t.line_id
        LEFT JOIN payers fy ON fy.id = f.payer_id LEFT JOIN patients fg ON fg.id = f.guarantor_id
        LEFT JOIN payers ty ON ty.id = o.payer_id LEFT JOIN patients tg ON tg.id = o.guarantor_id
        LEFT JOIN payments p ON p.id = t.payment_id LEFT JOIN transfers r ON r.reverses_id = t.id
      WHERE t.invoice_id = ${invoiceId} ORDER BY t.invoice_version, t.ordinal`);
  }
}

/** A line with the parties' shares of it in the order of the page. */
function onLine(line: Line, shares: readonly ShareOnPage[], parties: readonly PartyTotals[]) {
  const own = parties.flatMap((party) => shares.filter((share) => share.lineId === line.lineId && keyOf(share) === keyOf(party)));
  return { ...line, shares: own.map((share) => ({ ...share, openCents: openCentsOf(share) })), openCents: sumCents(own.map(openCentsOf)) };
}

function totalsOf(parties: readonly PartyTotals[]) {
  const total = (field: 'chargedCents' | 'paidCents' | 'adjustedCents' | 'openCents') => sumCents(parties.map((party) => party[field]));
  return { chargedCents: total('chargedCents'), paidCents: total('paidCents'), adjustedCents: total('adjustedCents'), openCents: total('openCents') };
}
