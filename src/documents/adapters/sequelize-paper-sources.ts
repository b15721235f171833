import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql, type Sql } from '../../platform/database/sql.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import { PaperSources } from '../domain/documents.js';
import type { Issuer } from '../domain/document-state.js';
import type { AccountOfGuarantor } from '../domain/statement.js';
import type { InvoiceOfSuperbill, SuperbillHead, SuperbillPayment } from '../domain/superbill.js';
import { AccountSource } from './account-source.js';

type Head = Issuer & Pick<InvoiceOfSuperbill, 'locationId' | 'invoiceId' | 'patientId' | 'state' | 'origin'>
  & Pick<SuperbillHead, 'patientName' | 'patientNumber' | 'birthDate' | 'patientAddress' | 'guarantorName' | 'invoiceNumber' | 'invoiceDate'> & { diagnoses: string; serviceDate: CalendarDate };
type Sums = Pick<SuperbillHead, 'payersPaidCents' | 'adjustedCents' | 'payersOpenCents' | 'patientOpenCents'> & { insurers: number };
const PLACES = ['Primary', 'Secondary', 'Tertiary'];
const ISSUER = sql`l.name AS issuerName, l.address AS issuerAddress, l.phone AS issuerPhone, l.tax_id AS issuerTaxId`;

/** Names, addresses and numbers as they are now: the paper keeps what it was issued with. */
@Injectable()
export class SequelizePaperSources extends PaperSources {
  constructor(
    private readonly reader: Reader,
    private readonly patients: PatientsQueries,
  ) {
    super();
  }

  override async invoice(invoiceId: string): Promise<InvoiceOfSuperbill> {
    const row = await this.reader.one<Head>(sql`
      SELECT i.id AS invoiceId, i.location_id AS locationId, i.patient_id AS patientId, i.state AS state, i.origin AS origin, i.number AS invoiceNumber, i.original_date AS invoiceDate, i.diagnoses AS diagnoses,
             i.service_date AS serviceDate, CONCAT(p.first_name, ' ', p.last_name) AS patientName, CONCAT(g.first_name, ' ', g.last_name) AS guarantorName, p.number AS patientNumber, p.birth_date AS birthDate,
             CASE WHEN p.address = '' THEN g.address ELSE p.address END AS patientAddress, ${ISSUER}
      FROM invoices i JOIN locations l ON l.id = i.location_id JOIN patients p ON p.id = i.patient_id JOIN patients g ON g.id = i.guarantor_id WHERE i.id = ${invoiceId}`);
    if (!row) throw new NotFound();
    const { invoiceId: id, locationId, patientId, state, origin, issuerName, issuerAddress, issuerPhone, issuerTaxId, diagnoses, serviceDate, ...head } = row;
    const { insurers, ...sums } = await this.#sums(invoiceId);
    return {
      invoiceId: id, locationId, patientId, state, origin, issuerName, issuerAddress, issuerPhone, issuerTaxId,
      head: { ...head, ...sums, isInsuranceBilled: insurers > 0, diagnoses: diagnoses.split(' ').filter(Boolean), coverages: await this.#coverages(patientId, serviceDate) },
      services: await this.#services(invoiceId), payments: await this.#payments(invoiceId),
    };
  }

  override async account(locationId: string, guarantorId: string, fromDay: CalendarDate, asOf: CalendarDate): Promise<AccountOfGuarantor> {
    const group = await this.patients.group(guarantorId);
    const [rootId] = group;
    const person = rootId === undefined ? undefined : await this.reader.one<Issuer & { guarantorName: string; guarantorAddress: string }>(sql`
      SELECT CONCAT(g.first_name, ' ', g.last_name) AS guarantorName, g.address AS guarantorAddress, ${ISSUER} FROM patients g JOIN locations l ON l.id = ${locationId}
      WHERE g.id = ${rootId} AND ${knows(group)}`);
    if (!person) throw new NotFound();
    const source = new AccountSource(this.reader, group, locationId);
    return {
      guarantorId: rootId!, ...person, openingCents: await source.balanceBefore(fromDay), entries: await source.entries(fromDay, asOf), items: await source.items(asOf), creditCents: await source.creditThrough(asOf),
    };
  }

  override async placesOf(guarantorId: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`SELECT l.id AS id FROM locations l WHERE ${knows(await this.patients.group(guarantorId))}`);
    return rows.map(({ id }) => id);
  }

  override async nextStatementFrom(locationId: string, guarantorId: string): Promise<CalendarDate | undefined> {
    const row = await this.reader.one<{ asOf: CalendarDate | null }>(sql`
      SELECT MAX(d.as_of) AS asOf FROM documents d WHERE d.kind = 'statement' AND d.location_id = ${locationId} AND d.subject_id IN (${list(await this.patients.group(guarantorId))})`);
    return row?.asOf ? addDays(row.asOf, 1) : undefined;
  }

  async #sums(invoiceId: string): Promise<Sums> {
    const row = await this.reader.one<Sums>(sql`
      SELECT COALESCE(SUM(CASE WHEN s.party_kind = 'patient' THEN 0 ELSE s.paid_cents END), 0) AS payersPaidCents, COALESCE(SUM(s.adjusted_cents), 0) AS adjustedCents,
             COALESCE(SUM(CASE WHEN s.party_kind = 'patient' THEN 0 ELSE s.charged_cents - s.paid_cents - s.adjusted_cents END), 0) AS payersOpenCents,
             COALESCE(SUM(CASE WHEN s.party_kind = 'patient' THEN s.charged_cents - s.paid_cents - s.adjusted_cents ELSE 0 END), 0) AS patientOpenCents,
             COALESCE(SUM(CASE WHEN s.party_kind = 'insurer' THEN 1 ELSE 0 END), 0) AS insurers
      FROM shares s WHERE s.invoice_id = ${invoiceId}`);
    return row!;
  }

  async #coverages(patientId: string, on: CalendarDate): Promise<SuperbillHead['coverages']> {
    const rows = await this.reader.all<{ sequence: number; payerName: string; memberId: string; groupNumber: string }>(sql`
      SELECT c.sequence AS sequence, y.name AS payerName, c.member_id AS memberId, c.group_number AS groupNumber FROM coverages c JOIN payers y ON y.id = c.payer_id
      WHERE c.patient_id IN (${list(await this.patients.group(patientId))}) AND c.valid_from <= ${on} AND (c.valid_to IS NULL OR c.valid_to >= ${on}) ORDER BY c.sequence, c.id`);
    return rows.map(({ sequence, ...coverage }) => ({ place: PLACES[sequence - 1] ?? `Payer ${sequence}`, ...coverage }));
  }

  #services(invoiceId: string): Promise<InvoiceOfSuperbill['services']> {
    return this.reader.all<InvoiceOfSuperbill['services'][number]>(sql`
      SELECT n.service_date AS serviceDate, n.code AS code, n.description AS description, n.quantity AS quantity, n.pointers AS pointers, n.provider_id AS providerId,
             CASE WHEN n.provider_name = '' THEN COALESCE(v.name, '') ELSE n.provider_name END AS providerName, CASE WHEN n.provider_npi = '' THEN COALESCE(v.npi, '') ELSE n.provider_npi END AS providerNpi,
             COALESCE(v.license_number, '') AS licenseNumber, n.charge_cents AS chargeCents,
             (SELECT COALESCE(SUM(s.paid_cents), 0) FROM shares s WHERE s.line_id = n.id AND s.party_kind = 'patient') AS patientPaidCents
      FROM invoice_lines n LEFT JOIN providers v ON v.id = n.provider_id WHERE n.invoice_id = ${invoiceId} AND n.state <> 'voided' ORDER BY n.position`);
  }

  #payments(invoiceId: string): Promise<SuperbillPayment[]> {
    return this.reader.all<SuperbillPayment>(sql`
      SELECT p.payment_date AS paidOn, ${METHOD_NAME} AS methodName, p.reference AS reference, t.cents AS amountCents
      FROM (SELECT a.payment_id, SUM(a.amount_cents) AS cents FROM allocations a JOIN shares s ON s.id = a.share_id WHERE a.invoice_id = ${invoiceId} AND s.party_kind = 'patient' GROUP BY a.payment_id HAVING SUM(a.amount_cents) <> 0) t
      JOIN payments p ON p.id = t.payment_id ORDER BY p.payment_date, p.number`);
  }
}

/** Whether a location `l` knows one of these records. */
function knows(group: readonly string[]): Sql {
  return sql`(EXISTS (SELECT 1 FROM patient_locations pl WHERE pl.location_id = l.id AND pl.patient_id IN (${list(group)}))
    OR EXISTS (SELECT 1 FROM shares s JOIN invoices i ON i.id = s.invoice_id WHERE s.guarantor_id IN (${list(group)}) AND i.location_id = l.id))`;
}
