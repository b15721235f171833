import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, asId, join, limit, list, sql, type Sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { isFiltered, type LedgerFilter, matching, partyCase } from './ledger-filter.js';

export interface Balance {
  patientCents: number;
  insuranceCents: number;
  otherCents: number;
  creditCents: number;
  balanceCents: number;
}

/** What one journal did to one invoice, or to the money held for the patient. */
export interface LedgerGroup {
  journalId: string;
  postingDate: CalendarDate;
  /** Empty for money that is not on an invoice. */
  invoiceKey: string;
  amountCents: number;
  /** Of the whole ledger after this entry, whatever filter is on. */
  balanceCents: number;
  /** The record it was posted to: the patient's, or one merged into it. */
  recordId: string;
  /** What of it the patient owes: shows a transfer, which comes to 0.00 over all who owe. */
  patientCents: number;
  cause: string;
  sourceType: string;
  locationName: string;
  /** Where the payment of the entry was received, if at another location. */
  receivedAt: string | null;
  invoiceNumber: string | null;
  invoiceState: string | null;
  paymentId: string | null;
  paymentNumber: number | null;
  paymentKind: string | null;
  paymentMethod: string | null;
  methodName: string | null;
  paymentReference: string | null;
  payerName: string | null;
  adjustmentKind: string | null;
  reasonCode: string | null;
  /** The journal that this one reverses, and the one that reverses this one. */
  originalId: string | null;
  originalCause: string | null;
  originalDate: CalendarDate | null;
  reversalId: string | null;
  reversalDate: CalendarDate | null;
}

/** What is open of an invoice by kind of party, or what one of its lines says. */
export interface AboutInvoice {
  invoiceId: string;
  partyKind: string | null;
  openCents: number;
  description: string;
}

/** Money held, which stands in no entry's row: what for, since when, and on which payment. */
export interface Held {
  kind: string;
  /** Of money held for a visit; empty for any other. */
  visitDay: CalendarDate;
  /** Whose visit it is, where it is not this patient's own. */
  visitor: string | null;
  /** What a prepayment was taken for. */
  purpose: string;
  since: CalendarDate;
  amountCents: number;
  paymentId: string;
  paymentNumber: number;
}

export interface LedgerCursor {
  postingDate: CalendarDate;
  journalId: string;
  invoiceKey: string;
}

export interface ReimbursementMemo {
  state: 'expected' | 'received' | 'declined';
  expectedCents: number;
  receivedCents: number;
  /** Since when it is expected, or when it was received or declined. */
  since: CalendarDate;
  payerName: string;
  invoiceId: string;
  invoiceNumber: string;
}

/** Whose ledger: the patient's record and those merged into it; and how much of it. */
export interface LedgerOf {
  recordIds: readonly string[];
  view: LedgerView;
  filter: LedgerFilter;
}

/** How much of a ledger somebody may see, by location. */
export interface LedgerView {
  /** Where all of it may be seen. */
  whole: Scope;
  /** Where at least the patient's own part may be seen: what the patient owes and the money held. */
  own: Scope;
}

/** Accounts of which a patient's balance is made: what is owed, less the money held. */
const ACCOUNTS = ['1100', '1110', '1120', '2110'];
const OWN_ACCOUNTS = ['1110', '2110'];
/** Money held is on no invoice, whatever it came from or went to. */
const INVOICE_KEY = sql`CASE WHEN e.account_code = '2110' THEN '' ELSE COALESCE(e.invoice_id, '') END`;
export const LEDGER_PAGE = 20;
const NEWEST_FIRST = sql`ORDER BY postingDate DESC, journalId DESC, invoiceKey DESC`;
/** What an entry of the ledger is known by; filters ask the same tables. */
const JOINS = sql`
  JOIN journals j ON j.id = g.journalId
  JOIN locations l ON l.id = g.locationId
  LEFT JOIN invoices i ON i.id = g.invoiceKey
  LEFT JOIN payments m ON m.id = g.paymentId
  LEFT JOIN locations ml ON ml.id = m.location_id AND ml.id <> g.locationId
  LEFT JOIN payers y ON y.id = g.payerId
  LEFT JOIN adjustments a ON a.id = g.itemId
  LEFT JOIN journals o ON o.id = j.reverses_id
  LEFT JOIN journals r ON r.reverses_id = j.id`;

/** Books a patient's balance is read from; every amount is of the caller's locations only. The front desk sees no insurers' postings. */
@Injectable()
export class LedgerQueries {
  constructor(private readonly reader: Reader) {}

  async balance(of: LedgerOf): Promise<Balance> {
    const rows = await this.reader.all<{ accountCode: string; amountCents: number }>(sql`
      SELECT e.account_code AS accountCode, SUM(e.amount_cents) AS amountCents FROM entries e WHERE ${ofPatient(of)} GROUP BY e.account_code`);
    const cents = (code: string): number => rows.find((row) => row.accountCode === code)?.amountCents ?? 0;
    const [insuranceCents, patientCents, otherCents, held] = [cents('1100'), cents('1110'), cents('1120'), cents('2110')];
    return { insuranceCents, patientCents, otherCents, creditCents: -held || 0, balanceCents: insuranceCents + patientCents + otherCents + held };
  }

  /** How many entries match, and what they come to. */
  async totals(of: LedgerOf): Promise<{ entries: number; amountCents: number }> {
    const joins = isFiltered(of.filter) ? JOINS : sql``;
    const row = await this.reader.one<{ entries: number; amountCents: number }>(sql`
      SELECT COUNT(*) AS entries, COALESCE(SUM(g.amountCents), 0) AS amountCents FROM (${groups(of)}) g ${joins} WHERE ${join(matching(of.filter), ' AND ')}`);
    return row!;
  }

  /** Newest first; one more than a page, so that the caller knows whether there are earlier ones. */
  async page(of: LedgerOf, cursor?: LedgerCursor): Promise<LedgerGroup[]> {
    const running = sql`SELECT w.*, SUM(w.amountCents) OVER (ORDER BY w.postingDate, w.journalId, w.invoiceKey ROWS UNBOUNDED PRECEDING) AS balanceCents FROM (${groups(of)}) w`;
    const after = cursor ? older(cursor) : sql`1 = 1`;
    // Without a filter only one page of entries is looked up in the other tables.
    const found = isFiltered(of.filter) ? running : sql`SELECT * FROM (${running}) g WHERE ${after} ${NEWEST_FIRST} ${limit(LEDGER_PAGE + 1)}`;
    return this.reader.all<LedgerGroup>(sql`
      SELECT g.journalId, g.postingDate, g.invoiceKey, g.amountCents, g.balanceCents, g.patientCents, g.recordId, j.cause AS cause, j.source_type AS sourceType, l.name AS locationName, ml.name AS receivedAt,
             i.number AS invoiceNumber, i.state AS invoiceState, m.id AS paymentId, m.number AS paymentNumber, m.kind AS paymentKind,
             m.method AS paymentMethod, (SELECT c.name FROM choices c WHERE c.list = 'payment-method' AND c.code = m.method) AS methodName, m.reference AS paymentReference, y.name AS payerName, a.kind AS adjustmentKind, a.reason_code AS reasonCode,
             o.id AS originalId, o.cause AS originalCause, o.posting_date AS originalDate, r.id AS reversalId, r.posting_date AS reversalDate
      FROM (${found}) g ${JOINS} WHERE ${join([after, ...matching(of.filter)], ' AND ')}
      ORDER BY g.postingDate DESC, g.journalId DESC, g.invoiceKey DESC ${limit(LEDGER_PAGE + 1)}`);
  }

  async about(invoiceIds: readonly string[]): Promise<AboutInvoice[]> {
    if (invoiceIds.length === 0) return [];
    return this.reader.all<AboutInvoice>(sql`
      SELECT s.invoice_id AS invoiceId, s.party_kind AS partyKind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents, '' AS description, 0 AS position
      FROM shares s WHERE s.invoice_id IN (${list(invoiceIds)}) GROUP BY s.invoice_id, s.party_kind
      UNION ALL SELECT n.invoice_id, NULL, 0, n.description, n.position FROM invoice_lines n WHERE n.invoice_id IN (${list(invoiceIds)})
      ORDER BY invoiceId, position`);
  }

  /** The payers whose entries stand in the ledger, to choose from. */
  async payers({ recordIds, view }: LedgerOf): Promise<{ value: string; label: string }[]> {
    return this.reader.all<{ value: string; label: string }>(sql`
      SELECT y.id AS value, y.name AS label FROM payers y
      WHERE y.id IN (SELECT e.payer_id FROM entries e WHERE e.patient_id IN (${list(recordIds)}) AND ${alsoWithin(view.whole, sql`e.location_id`)}) ORDER BY y.name_key, y.id`);
  }

  /** What insurers are expected to repay the patient, or did: a memo beside the balance. Newest first. */
  async reimbursements({ recordIds, view }: LedgerOf): Promise<ReimbursementMemo[]> {
    return this.reader.all<ReimbursementMemo>(sql`
      SELECT r.state AS state, r.expected_cents AS expectedCents, r.received_cents AS receivedCents, COALESCE(r.settled_on, r.expected_on) AS since, y.name AS payerName, i.id AS invoiceId, i.number AS invoiceNumber
      FROM reimbursements r JOIN invoices i ON i.id = r.invoice_id JOIN payers y ON y.id = r.payer_id
      WHERE r.patient_id IN (${list(recordIds)}) AND i.state <> 'voided' AND ${alsoWithin(view.own, sql`r.location_id`)} ORDER BY r.id DESC ${limit(5)}`);
  }

  /** Oldest first. */
  async held({ recordIds, view }: LedgerOf): Promise<Held[]> {
    return this.reader.all<Held>(sql`
      SELECT h.kind AS kind, CASE WHEN h.kind = 'visit' THEN SUBSTR(h.reference, 28) ELSE '' END AS visitDay, v.first_name AS visitor, m.purpose AS purpose,
             h.since AS since, h.amount_cents AS amountCents, m.id AS paymentId, m.number AS paymentNumber
      FROM payment_holdings h JOIN payments m ON m.id = h.payment_id
      LEFT JOIN patients v ON h.kind = 'visit' AND v.id = ${asId(sql`SUBSTR(h.reference, 1, 26)`)} AND v.id NOT IN (${list(recordIds)})
      WHERE m.guarantor_id IN (${list(recordIds)}) AND h.amount_cents <> 0 AND ${alsoWithin(view.own, sql`m.location_id`)} ORDER BY h.since, h.id ${limit(LEDGER_PAGE)}`);
  }
}

function ofPatient({ recordIds, view: { whole, own }, filter: { asOf } }: LedgerOf): Sql {
  return sql`e.patient_id IN (${list(recordIds)}) ${asOf ? sql`AND e.posting_date <= ${asOf}` : sql``} AND ((e.account_code IN (${list(ACCOUNTS)}) AND ${alsoWithin(whole, sql`e.location_id`)})
    OR (e.account_code IN (${list(OWN_ACCOUNTS)}) AND ${alsoWithin(own, sql`e.location_id`)}))`;
}

/** A row of the ledger: journal × invoice. Money that came and went in one journal is no row of its own. */
function groups(of: LedgerOf): Sql {
  return sql`
    SELECT e.journal_id AS journalId, e.posting_date AS postingDate, ${INVOICE_KEY} AS invoiceKey, SUM(e.amount_cents) AS amountCents,
           SUM(CASE WHEN e.account_code = '1110' THEN e.amount_cents ELSE 0 END) AS patientCents, MAX(e.location_id) AS locationId, MAX(e.payment_id) AS paymentId,
           MAX(e.payer_id) AS payerId, MAX(e.item_id) AS itemId, MAX(e.patient_id) AS recordId, MAX(${partyCase(of.filter)}) AS isParty
    FROM entries e WHERE ${ofPatient(of)}
    GROUP BY e.posting_date, e.journal_id, invoiceKey
    HAVING SUM(e.amount_cents) <> 0 OR invoiceKey <> ''`;
}

function older({ postingDate, journalId, invoiceKey }: LedgerCursor): Sql {
  return sql`g.postingDate <= ${postingDate} AND (g.postingDate < ${postingDate} OR g.journalId < ${journalId} OR (g.journalId = ${journalId} AND g.invoiceKey < ${invoiceKey}))`;
}
