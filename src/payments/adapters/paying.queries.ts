import { Injectable } from '@nestjs/common';
import { type Scope, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, join, limit, list, type Sql, sql, within } from '../../platform/database/sql.js';
import { addDays } from '../../shared/calendar-date.js';
import type { PaymentKind } from '../domain/payment-state.js';

export interface PayerChoice {
  payerId: string;
  name: string;
  /** What this payer owes of the patient the screen was opened for. */
  dueCents: number;
  isPatients: boolean;
  /** Every record that is this payer by now. */
  group: string[];
}

export interface Person {
  name: string;
  creditCents: number;
}

/** What of a typed payment another one may share. */
interface TypedLikeness {
  referenceKey: string | undefined;
  amountCents?: number | undefined;
  paymentDate?: string | undefined;
}

export interface RecordedLike {
  paymentId: string;
  number: number;
  reference: string;
  partyName: string;
  amountCents: number;
  paymentDate: string;
  enteredOn: string;
  enteredBy: string;
  locationId: string;
}

const INSURER_KINDS = ['insurer', 'extended-plan', 'platform'];
const OTHER_KINDS = ['employer', 'other'];
/** A payment of the same amount so many days apart is worth a second look. */
const DAYS_APART = 10;
const MOST_ALIKE = 6;

/** What the Accept payment screen needs to know of who pays. */
@Injectable()
export class PayingQueries {
  constructor(private readonly reader: Reader) {}

  /** This patient's payers first: those that owe, then those that cover; then all others of the kind. */
  async payers(kind: 'insurer' | 'other', patientId: string | undefined, scope: Scope): Promise<PayerChoice[]> {
    const kinds = kind === 'insurer' ? INSURER_KINDS : OTHER_KINDS;
    const rows = await this.reader.all<Omit<PayerChoice, 'isPatients' | 'group'> & { sequence: number | null; merged: string | null }>(sql`
      SELECT y.id AS payerId, y.name AS name, (SELECT GROUP_CONCAT(g.id) FROM payers g WHERE g.merged_root = y.id) AS merged,
        (SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0) FROM shares s JOIN invoices i ON i.id = s.invoice_id
          WHERE s.payer_id IN (SELECT g.id FROM payers g WHERE g.id = y.id OR g.merged_root = y.id) AND s.party_kind = ${kind} AND i.patient_id = ${patientId ?? ''} AND i.state = 'open' AND ${alsoWithin(scope, sql`i.location_id`)}) AS dueCents,
        (SELECT MIN(c.sequence) FROM coverages c WHERE c.patient_id = ${patientId ?? ''} AND c.payer_id IN (SELECT g.id FROM payers g WHERE g.id = y.id OR g.merged_root = y.id) AND c.valid_to IS NULL) AS sequence
      FROM payers y WHERE y.merged_into IS NULL AND y.kind IN (${list(kinds)}) ORDER BY CASE WHEN y.state = 'active' THEN 0 ELSE 1 END, y.name_key, y.id`);
    const rank = (row: (typeof rows)[number]): number => (row.dueCents > 0 ? 0 : row.sequence === null ? 2 : 1);
    return rows
      .sort((a, b) => rank(a) - rank(b) || (a.sequence ?? 9) - (b.sequence ?? 9))
      .map((row) => ({ payerId: row.payerId, name: row.name, dueCents: row.dueCents, isPatients: rank(row) < 2, group: [row.payerId, ...(row.merged?.split(',') ?? [])] }));
  }

  /** Names of payers and patients, and what is held for each patient at the locations one may see; `corrected` is a payment that goes. */
  async people(partyIds: readonly string[], corrected = ''): Promise<Map<string, Person>> {
    if (partyIds.length === 0) return new Map();
    const ids = list([...new Set(partyIds)]);
    const rows = await this.reader.all<Person & { id: string }>(sql`
      SELECT y.id AS id, y.name AS name, 0 AS creditCents FROM payers y WHERE y.id IN (${ids})
      UNION ALL SELECT p.id AS id, CONCAT(p.first_name, ' ', p.last_name) AS name,
        (SELECT COALESCE(SUM(m.unapplied_cents), 0) FROM payments m WHERE m.guarantor_id = p.id AND m.kind = 'patient' AND m.id <> ${corrected} AND ${alsoWithin(scopeFor('payment.read'), sql`m.location_id`)}) AS creditCents
      FROM patients p WHERE p.id IN (${ids})`);
    return new Map(rows.map(({ id, ...person }) => [id, person]));
  }

  async invoiceNumbered(number: string, scope: Scope): Promise<string | undefined> {
    const rows = await this.reader.all<{ id: string }>(sql`SELECT i.id AS id FROM invoices i WHERE i.number = ${number.trim().toUpperCase()} AND ${within(scope, sql`i.location_id`)} ${limit(2)}`);
    return rows.length === 1 ? rows[0]!.id : undefined;
  }

  /** Which payer's (or whose) shares an invoice has open, the largest first: what to preselect for a ticked row. */
  async mostOwing(invoiceId: string, kind: PaymentKind): Promise<{ patientId: string; guarantorId: string; payerId: string | null } | undefined> {
    return this.reader.one(sql`
      SELECT i.patient_id AS patientId, i.guarantor_id AS guarantorId, COALESCE(y.merged_root, y.id) AS payerId
      FROM invoices i LEFT JOIN shares s ON s.invoice_id = i.id AND s.party_kind = ${kind} LEFT JOIN payers y ON y.id = s.payer_id
      WHERE i.id = ${invoiceId} AND ${within(scopeFor('invoice.read'), sql`i.location_id`)}
      ORDER BY COALESCE(s.charged_cents - s.paid_cents - s.adjusted_cents, 0) DESC, s.id ${limit(1)}`);
  }

  /** Standing payments of the same party under the same number, and those over the same amount, near in date. */
  async recorded(partyRoots: readonly string[], { referenceKey, amountCents = 0, paymentDate }: TypedLikeness): Promise<{ sameNumber: RecordedLike[]; sameAmount: RecordedLike[] }> {
    const own = sql`y.party_root IN (${list(partyRoots)}) AND y.live_key = ''`;
    const asked = [
      ...(referenceKey === undefined ? [] : [likeness(1, sql`${own} AND y.reference_key = ${referenceKey}`)]),
      ...(paymentDate === undefined || amountCents === 0 ? [] : [likeness(0, sql`${own} AND y.amount_cents = ${amountCents} AND y.payment_date BETWEEN ${addDays(paymentDate, -DAYS_APART)} AND ${addDays(paymentDate, DAYS_APART)}`)]),
    ];
    if (asked.length === 0) return { sameNumber: [], sameAmount: [] };
    const rows = await this.reader.all<RecordedLike & { hasNumber: number }>(sql`SELECT * FROM (${join(asked, ' UNION ALL ')}) likes ORDER BY hasNumber DESC, paymentId DESC ${limit(MOST_ALIKE)}`);
    return { sameNumber: rows.filter((row) => row.hasNumber === 1), sameAmount: rows.filter((row) => row.hasNumber === 0) };
  }
}

function likeness(hasNumber: 0 | 1, condition: Sql): Sql {
  return sql`
    SELECT y.id AS paymentId, y.number AS number, y.reference AS reference, y.amount_cents AS amountCents, y.payment_date AS paymentDate, y.posting_date AS enteredOn, y.location_id AS locationId,
           COALESCE(r.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, COALESCE(a.actor_name, y.posted_by) AS enteredBy, ${hasNumber} AS hasNumber
    FROM payments y LEFT JOIN payers r ON r.id = y.payer_id LEFT JOIN patients g ON g.id = y.guarantor_id
    LEFT JOIN audit_entries e ON e.record_type = 'payment' AND e.record_id = y.id AND e.version = 1 LEFT JOIN audit_acts a ON a.id = e.act_id
    WHERE ${condition}`;
}
