import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, type Sql, sql, within } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { searchTerms, type SearchTerms } from '../../shared/search-terms.js';
import { POST } from '../application/draft-desk.js';

export interface FoundClaim {
  invoiceId: string;
  number: string;
  patientName: string;
  serviceDate: string;
  locationName: string;
  chargeCents: number;
  /** Of the insurer. */
  openCents: number;
  /** Whether the insurer has a part of it at all. */
  isBilled: boolean;
  isInDraft: boolean;
}

const MOST = 8;
/** Of so many patients whose names begin as typed the claims are looked at; more letters find the rest. */
const MOST_NAMES = 100;
/** Sorts after every character that a name or number can have. */
const LAST = '\u{10FFFF}';

/** Claims by invoice number, by patient name or number, or by name and service date; those this insurer still owes first. */
@Injectable()
export class ClaimFinder {
  constructor(private readonly reader: Reader) {}

  async find(typed: string, draft: { id: string; payerId: string }, today: CalendarDate): Promise<FoundClaim[]> {
    const sources = sourcesOf(searchTerms(typed, today));
    if (sources.length === 0) return [];
    const rows = await this.reader.all<Omit<FoundClaim, 'isInDraft' | 'isBilled'> & { isInDraft: number; isBilled: number }>(sql`
      SELECT i.id AS invoiceId, i.number AS number, i.patient_name AS patientName, i.service_date AS serviceDate, l.name AS locationName, i.charge_cents AS chargeCents,
             (SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0) FROM shares s JOIN payers w ON w.id = s.payer_id
               WHERE s.invoice_id = i.id AND s.party_kind = 'insurer' AND COALESCE(w.merged_root, w.id) = COALESCE(y.merged_root, y.id)) AS openCents,
             EXISTS (SELECT 1 FROM shares s JOIN payers w ON w.id = s.payer_id
               WHERE s.invoice_id = i.id AND s.party_kind = 'insurer' AND COALESCE(w.merged_root, w.id) = COALESCE(y.merged_root, y.id)) AS isBilled,
             EXISTS (SELECT 1 FROM remittance_lines r WHERE r.draft_id = ${draft.id} AND r.invoice_id = i.id AND r.state = 'standing') AS isInDraft
      FROM (${join(sources, ' UNION ')}) f JOIN invoices i ON i.id = f.id JOIN locations l ON l.id = i.location_id JOIN payers y ON y.id = ${draft.payerId}
      WHERE i.state <> 'voided' AND ${within(scopeFor(POST), sql`i.location_id`)}
      ORDER BY openCents > 0 DESC, i.service_date DESC, i.id DESC ${limit(MOST)}`);
    return rows.map((row) => ({ ...row, isBilled: Boolean(Number(row.isBilled)), isInDraft: Boolean(Number(row.isInDraft)) }));
  }
}

/** SELECTs of the ids that may be meant, each beginning at an index. */
function sourcesOf({ words, number, days }: SearchTerms): Sql[] {
  const onDay = days.length > 0 ? sql` AND i.service_date IN (${list(days)})` : sql``;
  const names = words.slice(0, 2).filter((word) => word.length > 1).map((word) => sql`
    SELECT i.id AS id FROM (SELECT p.id FROM patients p WHERE ${beginsWith(sql`p.search_name`, word)} AND ${join(words.map(inName), ' AND ')} ${limit(MOST_NAMES)}) n
    JOIN invoices i ON i.patient_id = n.id${onDay}`);
  if (number === undefined) return names;
  const digits = /^\d+$/.test(number) ? [sql`SELECT i.id AS id FROM locations l JOIN invoices i ON i.location_id = l.id AND i.number = CONCAT(l.invoice_prefix, '-', ${number})`] : [];
  return [
    ...names, ...digits,
    sql`SELECT i.id AS id FROM invoices i WHERE ${beginsWith(sql`i.number`, number.replace(/^([A-Z]+)(\d+)$/, '$1-$2'))}`,
    sql`SELECT i.id AS id FROM patients p JOIN invoices i ON i.patient_id = p.id WHERE p.number = ${number}${onDay}`,
  ];
}

function beginsWith(column: Sql, text: string): Sql {
  return sql`${column} >= ${text} AND ${column} < ${text + LAST}`;
}

function inName(word: string): Sql {
  return sql`(p.search_name LIKE ${`${word}%`} OR p.search_name LIKE ${`% ${word}%`})`;
}
