import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql, within } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import { NotFound } from '../../shared/domain-error.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';

/** What a party owes of an invoice line, or of all of it. */
export interface OwedView {
  invoiceId: string;
  number: string;
  state: string;
  patientId: string;
  patientName: string;
  party: string | undefined;
  chargedCents: number;
  paidCents: number;
  adjustedCents: number;
  openCents: number;
  entries: OwedEntry[];
}

/** One entry of the receivable with the balance after it. */
export interface OwedEntry {
  journalId: string;
  journalNumber: number;
  postingDate: string;
  memo: string;
  amountCents: number;
  balanceCents: number;
  isReversal: boolean;
}

interface InvoiceHead {
  invoiceId: string;
  number: string;
  state: string;
  patientId: string;
  patientName: string;
}

interface Sums {
  chargedCents: number;
  paidCents: number;
  adjustedCents: number;
  party: string | null;
}

/** Explains an open amount: everything that was ever charged to and paid on a share, in the order it was posted. */
@Injectable()
export class ShareHistoryQueries {
  constructor(private readonly reader: Reader) {}

  async owed(scope: Scope, invoiceId: string, shareId: string | undefined): Promise<OwedView> {
    const head = await this.reader.one<InvoiceHead>(sql`
      SELECT i.id AS invoiceId, i.number AS number, i.state AS state, i.patient_id AS patientId, i.patient_name AS patientName
      FROM invoices i WHERE i.id = ${invoiceId} AND ${within(scope, sql`i.location_id`)}`);
    const one = shareId === undefined ? sql`` : sql`AND s.id = ${shareId}`;
    const sums = await this.reader.one<Sums>(sql`
      SELECT SUM(s.charged_cents) AS chargedCents, SUM(s.paid_cents) AS paidCents, SUM(s.adjusted_cents) AS adjustedCents,
        CASE WHEN COUNT(*) = 1 THEN MAX(COALESCE(y.name, g.last_name)) ELSE NULL END AS party
      FROM shares s LEFT JOIN payers y ON y.id = s.payer_id LEFT JOIN patients g ON g.id = s.guarantor_id WHERE s.invoice_id = ${invoiceId} ${one}`);
    if (!head || sums?.chargedCents === undefined || sums.chargedCents === null) throw new NotFound();
    const { chargedCents, paidCents, adjustedCents, party } = sums;
    return { ...head, party: party ?? undefined, chargedCents, paidCents, adjustedCents, openCents: chargedCents - paidCents - adjustedCents, entries: await this.#entries(invoiceId, shareId) };
  }

  async #entries(invoiceId: string, shareId: string | undefined): Promise<OwedEntry[]> {
    const rows = await this.reader.all<Omit<OwedEntry, 'balanceCents' | 'isReversal'> & { reversesId: string | null }>(sql`
      SELECT j.id AS journalId, j.number AS journalNumber, j.posting_date AS postingDate, j.memo AS memo, j.reverses_id AS reversesId, SUM(e.amount_cents) AS amountCents
      FROM entries e JOIN journals j ON j.id = e.journal_id
      WHERE e.invoice_id = ${invoiceId} AND e.account_code IN (${list(RECEIVABLE_CODES)}) ${shareId === undefined ? sql`` : sql`AND e.share_id = ${shareId}`}
      GROUP BY j.id, j.number, j.posting_date, j.memo, j.reverses_id ORDER BY j.posting_date, j.id`);
    let balanceCents = 0;
    return rows
      .filter((row) => row.amountCents !== 0)
      .map(({ reversesId, ...row }) => ({ ...row, isReversal: reversesId !== null, balanceCents: (balanceCents += row.amountCents) }));
  }
}
