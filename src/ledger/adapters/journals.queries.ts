import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import { NotFound } from '../../shared/domain-error.js';
import { entryConditions, journalConditions, type JournalFilter } from './journal-filter.js';

export interface JournalListRow {
  id: string;
  number: number;
  memo: string;
  cause: string;
  postingDate: string;
  reversesId: string | null;
  debitCents: number;
  /** What the entries asked for add to in this journal, debit positive. */
  matchedCents: number;
  enteredAt: string;
  actorName: string;
  sourceType: string;
  sourceId: string;
}

/** A journal with the names of whatever it touches, for showing it. */
export interface JournalView {
  id: string;
  number: number;
  memo: string;
  cause: string;
  postingDate: string;
  sourceType: string;
  sourceId: string;
  actId: string;
  actTitle: string;
  reason: string | null;
  actorName: string;
  actorRole: string;
  enteredAt: string;
  original: { id: string; number: number } | undefined;
  reversal: { id: string; number: number } | undefined;
  entries: EntryView[];
}

export interface EntryView {
  id: string;
  position: number;
  accountCode: string;
  accountName: string;
  amountCents: number;
  locationName: string;
  /** At the other end of what is due between locations. */
  counterName: string | null;
  invoiceId: string | null;
  invoiceNumber: string | null;
  shareId: string | null;
  paymentId: string | null;
  paymentNumber: number | null;
  patientId: string | null;
  patientName: string | null;
  payerName: string | null;
  adjustmentKind: string | null;
  reasonCode: string | null;
  linePosition: number | null;
}

export const JOURNALS_ON_A_PAGE = 50;

type JournalRecord = Omit<JournalView, 'entries' | 'original' | 'reversal'> & {
  originalId: string | null;
  originalNumber: number | null;
  reversalId: string | null;
  reversalNumber: number | null;
};

@Injectable()
export class JournalsQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first; one more than a page tells whether there are older ones. */
  async list(scope: Scope, filter: JournalFilter): Promise<{ rows: JournalListRow[]; next: string | undefined }> {
    const rows = await this.reader.all<JournalListRow>(sql`
      SELECT j.id AS id, j.number AS number, j.memo AS memo, j.cause AS cause, j.posting_date AS postingDate, j.reverses_id AS reversesId,
        j.source_type AS sourceType, j.source_id AS sourceId, a.entered_at AS enteredAt, a.actor_name AS actorName,
        (SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.journal_id = j.id AND e.amount_cents > 0) AS debitCents,
        (SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.journal_id = j.id AND ${entryConditions(sql`e`, scope, filter, true)}) AS matchedCents
      FROM journals j JOIN audit_acts a ON a.id = j.act_id
      WHERE ${journalConditions(filter)} AND ${this.#touches(scope, filter)}
      ORDER BY j.id DESC ${limit(JOURNALS_ON_A_PAGE + 1)}`);
    const page = rows.slice(0, JOURNALS_ON_A_PAGE);
    return { rows: page, next: rows.length > page.length ? page.at(-1)!.id : undefined };
  }

  /** What all entries asked for add to, whatever page is shown: the number that the list explains. */
  async total(scope: Scope, filter: JournalFilter): Promise<number> {
    const { before: _, ...whole } = filter;
    const row = await this.reader.one<{ cents: number }>(sql`
      SELECT COALESCE(SUM(e.amount_cents), 0) AS cents FROM entries e JOIN journals j ON j.id = e.journal_id JOIN audit_acts a ON a.id = j.act_id
      WHERE ${entryConditions(sql`e`, scope, filter, false)} AND ${postedIn(filter)} AND ${journalConditions(whole)}`);
    return row!.cents;
  }

  async get(scope: Scope, id: string): Promise<JournalView> {
    const [journal] = await this.#journals(scope, sql`j.id = ${id}`);
    if (!journal) throw new NotFound();
    return journal;
  }

  /** Oldest first. */
  ofSource(scope: Scope, sourceId: string): Promise<JournalView[]> {
    return this.#journals(scope, sql`j.source_id = ${sourceId}`);
  }

  async #journals(scope: Scope, where: Sql): Promise<JournalView[]> {
    const records = await this.reader.all<JournalRecord>(sql`
      SELECT j.id AS id, j.number AS number, j.memo AS memo, j.cause AS cause, j.posting_date AS postingDate, j.source_type AS sourceType,
        j.source_id AS sourceId, j.act_id AS actId, a.title AS actTitle, a.reason AS reason, a.actor_name AS actorName, a.actor_role AS actorRole,
        a.entered_at AS enteredAt, o.id AS originalId, o.number AS originalNumber, r.id AS reversalId, r.number AS reversalNumber
      FROM journals j JOIN audit_acts a ON a.id = j.act_id
      LEFT JOIN journals o ON o.id = j.reverses_id LEFT JOIN journals r ON r.reverses_id = j.id
      WHERE ${where} AND ${this.#touches(scope, {})} ORDER BY j.id`);
    const entries = await this.#entries(scope, records.map((record) => record.id));
    return records.map(({ originalId, originalNumber, reversalId, reversalNumber, ...journal }) => ({
      ...journal,
      original: originalId === null ? undefined : { id: originalId, number: originalNumber! },
      reversal: reversalId === null ? undefined : { id: reversalId, number: reversalNumber! },
      entries: entries.filter((entry) => entry.journalId === journal.id),
    }));
  }

  async #entries(scope: Scope, journalIds: readonly string[]): Promise<(EntryView & { journalId: string })[]> {
    if (journalIds.length === 0) return [];
    return this.reader.all(sql`
      SELECT e.id AS id, e.journal_id AS journalId, e.position AS position, e.account_code AS accountCode, c.name AS accountName, e.amount_cents AS amountCents,
        l.name AS locationName, o.name AS counterName, i.id AS invoiceId, i.number AS invoiceNumber, e.share_id AS shareId, e.payment_id AS paymentId, p.number AS paymentNumber,
        e.patient_id AS patientId, CONCAT(t.last_name, ', ', t.first_name) AS patientName, y.name AS payerName, x.kind AS adjustmentKind, x.reason_code AS reasonCode, n.position AS linePosition
      FROM entries e JOIN accounts c ON c.code = e.account_code JOIN locations l ON l.id = e.location_id LEFT JOIN locations o ON o.id = e.counter_location_id
      LEFT JOIN invoices i ON i.id = e.invoice_id AND ${within(scope, sql`i.location_id`)} LEFT JOIN payments p ON p.id = e.payment_id LEFT JOIN patients t ON t.id = e.patient_id
      LEFT JOIN payers y ON y.id = e.payer_id LEFT JOIN adjustments x ON x.id = e.item_id
      LEFT JOIN shares h ON h.id = e.share_id LEFT JOIN invoice_lines n ON n.id = h.line_id
      WHERE e.journal_id IN (${list(journalIds)}) AND ${within(scope, sql`e.location_id`)} ORDER BY e.journal_id, e.position`);
  }

  /**
   * Some entry of the journal is at a location of the scope (and at the filtered one, on the filtered account).
   * Counted and with COALESCE, so that both planners look at the entries of the one journal: as EXISTS over plain columns they
   * start from an index of the location, for every journal or once for all of them with a sort.
   */
  #touches(scope: Scope, filter: JournalFilter): Sql {
    return sql`0 < (SELECT COUNT(*) FROM entries s WHERE s.journal_id = j.id AND ${entryConditions(sql`s`, scope, filter, true)})`;
  }
}

/** The entries' own dates, so that the index of account and day bounds what is added. */
function postedIn({ from = '1000-01-01', to = '9999-12-31' }: JournalFilter): Sql {
  return sql`e.posting_date >= ${from} AND e.posting_date <= ${to}`;
}
