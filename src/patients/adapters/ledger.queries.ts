import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

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
  /** What of it the patient owes: shows a transfer, which comes to 0.00 over all who owe. */
  patientCents: number;
  cause: string;
  sourceType: string;
  locationName: string;
  invoiceNumber: string | null;
  invoiceState: string | null;
  paymentId: string | null;
  paymentNumber: number | null;
  paymentKind: string | null;
  paymentMethod: string | null;
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

export interface OpenShares {
  invoiceId: string;
  partyKind: string;
  openCents: number;
}

export interface LedgerCursor {
  postingDate: CalendarDate;
  journalId: string;
  invoiceKey: string;
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

/** Books a patient's balance is read from; every amount is of the caller's locations only. The front desk sees no insurers' postings. */
@Injectable()
export class LedgerQueries {
  constructor(private readonly reader: Reader) {}

  async balance(patientId: string, view: LedgerView): Promise<Balance> {
    const rows = await this.reader.all<{ accountCode: string; amountCents: number }>(sql`
      SELECT e.account_code AS accountCode, SUM(e.amount_cents) AS amountCents FROM entries e WHERE ${ofPatient(patientId, view)} GROUP BY e.account_code`);
    const of = (code: string): number => rows.find((row) => row.accountCode === code)?.amountCents ?? 0;
    const [insuranceCents, patientCents, otherCents, held] = [of('1100'), of('1110'), of('1120'), of('2110')];
    return { insuranceCents, patientCents, otherCents, creditCents: -held || 0, balanceCents: insuranceCents + patientCents + otherCents + held };
  }

  async entryCount(patientId: string, view: LedgerView): Promise<number> {
    const row = await this.reader.one<{ entries: number }>(sql`SELECT COUNT(*) AS entries FROM (${groups(patientId, view)}) g`);
    return row?.entries ?? 0;
  }

  /** The balance after the entry at the cursor's place would have been taken off: all that is older. */
  async balanceBefore(patientId: string, view: LedgerView, cursor: LedgerCursor): Promise<number> {
    const row = await this.reader.one<{ amountCents: number | null }>(sql`
      SELECT SUM(e.amount_cents) AS amountCents FROM entries e WHERE ${ofPatient(patientId, view)} AND ${older(cursor)}`);
    return row?.amountCents ?? 0;
  }

  /** Newest first; one more than a page, so that the caller knows whether there are earlier ones. */
  async page(patientId: string, view: LedgerView, cursor?: LedgerCursor): Promise<LedgerGroup[]> {
    return this.reader.all<LedgerGroup>(sql`
      SELECT g.journalId, g.postingDate, g.invoiceKey, g.amountCents, g.patientCents, j.cause AS cause, j.source_type AS sourceType, l.name AS locationName,
             i.number AS invoiceNumber, i.state AS invoiceState, m.id AS paymentId, m.number AS paymentNumber, m.kind AS paymentKind,
             m.method AS paymentMethod, m.reference AS paymentReference, y.name AS payerName, a.kind AS adjustmentKind, a.reason_code AS reasonCode,
             o.id AS originalId, o.cause AS originalCause, o.posting_date AS originalDate, r.id AS reversalId, r.posting_date AS reversalDate
      FROM (${groups(patientId, view, cursor)} ORDER BY postingDate DESC, journalId DESC, invoiceKey DESC ${limit(LEDGER_PAGE + 1)}) g
      JOIN journals j ON j.id = g.journalId
      JOIN locations l ON l.id = g.locationId
      LEFT JOIN invoices i ON i.id = g.invoiceKey
      LEFT JOIN payments m ON m.id = g.paymentId
      LEFT JOIN payers y ON y.id = g.payerId
      LEFT JOIN adjustments a ON a.id = g.itemId
      LEFT JOIN journals o ON o.id = j.reverses_id
      LEFT JOIN journals r ON r.reverses_id = j.id
      ORDER BY g.postingDate DESC, g.journalId DESC, g.invoiceKey DESC`);
  }

  async openShares(invoiceIds: readonly string[]): Promise<OpenShares[]> {
    return this.reader.all<OpenShares>(sql`
      SELECT s.invoice_id AS invoiceId, s.party_kind AS partyKind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents
      FROM shares s WHERE s.invoice_id IN (${list(invoiceIds)}) GROUP BY s.invoice_id, s.party_kind`);
  }

  async lineTexts(invoiceIds: readonly string[]): Promise<{ invoiceId: string; description: string }[]> {
    return this.reader.all<{ invoiceId: string; description: string }>(sql`
      SELECT n.invoice_id AS invoiceId, n.description AS description FROM invoice_lines n WHERE n.invoice_id IN (${list(invoiceIds)}) ORDER BY n.invoice_id, n.position`);
  }
}

function ofPatient(patientId: string, { whole, own }: LedgerView): Sql {
  return sql`e.patient_id = ${patientId} AND ((e.account_code IN (${list(ACCOUNTS)}) AND ${within(whole, sql`e.location_id`)})
    OR (e.account_code IN (${list(OWN_ACCOUNTS)}) AND ${within(own, sql`e.location_id`)}))`;
}

/** A row of the ledger: journal × invoice. Money that came and went in one journal is no row of its own. */
function groups(patientId: string, view: LedgerView, cursor?: LedgerCursor): Sql {
  return sql`
    SELECT e.journal_id AS journalId, e.posting_date AS postingDate, ${INVOICE_KEY} AS invoiceKey, SUM(e.amount_cents) AS amountCents,
           SUM(CASE WHEN e.account_code = '1110' THEN e.amount_cents ELSE 0 END) AS patientCents, MAX(e.location_id) AS locationId, MAX(e.payment_id) AS paymentId, MAX(e.payer_id) AS payerId, MAX(e.item_id) AS itemId
    FROM entries e WHERE ${ofPatient(patientId, view)} ${cursor ? sql`AND ${older(cursor)}` : sql``}
    GROUP BY e.posting_date, e.journal_id, invoiceKey
    HAVING amountCents <> 0 OR invoiceKey <> ''`;
}

function older({ postingDate, journalId, invoiceKey }: LedgerCursor): Sql {
  return sql`e.posting_date <= ${postingDate} AND (e.posting_date < ${postingDate} OR e.journal_id < ${journalId}
    OR (e.journal_id = ${journalId} AND ${INVOICE_KEY} < ${invoiceKey}))`;
}
