import { Injectable } from '@nestjs/common';
import { scopeFor, type Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, limit, list, sql } from '../../platform/database/sql.js';
import { type CalendarDate, latest } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';

/** What whoever opens the patient has to see. Amounts are cents. */
export type AlertLine =
  | { kind: 'alert' | 'reminder'; alertId: string; text: string; setByName: string; setOn: CalendarDate; validUntil: CalendarDate | null }
  | { kind: 'due'; openCents: number; since: CalendarDate; invoices: number }
  | { kind: 'part-paid'; paidCents: number; paidOn: CalendarDate | null; openCents: number; invoiceId: string; invoiceNumber: string };

interface Row {
  kind: string;
  id: string;
  text: string;
  setByName: string;
  day: CalendarDate;
  until: CalendarDate | null;
  openCents: number;
  paidCents: number;
}

const MOST = 60;

/** The alerts set on a patient, and those the books give rise to by themselves; one statement. */
@Injectable()
export class PatientAlerts {
  constructor(private readonly reader: Reader) {}

  /** For pages that know only one record of the patient. */
  async ofPatient(patientId: string, today: CalendarDate): Promise<AlertLine[]> {
    const group = await this.reader.all<{ id: string }>(sql`
      SELECT p.id AS id FROM patients o JOIN patients p ON p.id = COALESCE(o.merged_into, o.id) OR p.merged_into = COALESCE(o.merged_into, o.id) WHERE o.id = ${patientId}`);
    return this.of(group.map(({ id }) => id), today);
  }

  /** @param recordIds the patient's record and those merged into it */
  async of(recordIds: readonly string[], today: CalendarDate, scope: Scope = scopeFor('invoice.read')): Promise<AlertLine[]> {
    const rows = await this.reader.all<Row>(sql`
      SELECT * FROM (
        SELECT a.kind AS kind, a.id AS id, a.text AS text, a.set_by_name AS setByName, a.set_on AS day, a.valid_until AS until, 0 AS openCents, 0 AS paidCents
        FROM patient_alerts a
        WHERE a.patient_id IN (${list(recordIds)}) AND a.ended_on IS NULL AND a.valid_from <= ${today} AND (a.valid_until IS NULL OR a.valid_until >= ${today})
        UNION ALL
        SELECT 'due', i.id, i.number, '', i.original_date,
               (SELECT MAX(a.posting_date) FROM allocations a JOIN shares t ON t.id = a.share_id JOIN payments m ON m.id = a.payment_id
                WHERE a.invoice_id = i.id AND t.party_kind = 'patient' AND a.amount_cents > 0 AND m.state = 'posted'),
               SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), SUM(s.paid_cents)
        FROM invoices i JOIN shares s ON s.invoice_id = i.id AND s.party_kind = 'patient'
        WHERE i.patient_id IN (${list(recordIds)}) AND i.state = 'open' AND ${alsoWithin(scope, sql`i.location_id`)}
        GROUP BY i.id, i.number, i.original_date
        HAVING SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) > 0
      ) found ORDER BY found.day, found.id ${limit(MOST)}`);
    return [...rows.filter(({ kind }) => kind !== 'due').map(setLine), ...owedLines(rows.filter(({ kind }) => kind === 'due'))];
  }
}

function setLine({ kind, id, text, setByName, day, until }: Row): AlertLine {
  return { kind: kind as 'alert' | 'reminder', alertId: id, text, setByName, setOn: day, validUntil: until };
}

/** All that is due in one line; the latest invoice that was paid in part in another. */
function owedLines(rows: readonly Row[]): AlertLine[] {
  if (rows.length === 0) return [];
  const due: AlertLine = { kind: 'due', openCents: sumCents(rows.map((row) => row.openCents)), since: rows[0]!.day, invoices: rows.length };
  const partly = rows.filter((row) => row.paidCents > 0);
  const newest = latest(partly.flatMap((row) => row.until ?? []));
  const paid = partly.find((row) => row.until === newest) ?? partly[0];
  if (!paid) return [due];
  return [due, { kind: 'part-paid', paidCents: paid.paidCents, paidOn: paid.until, openCents: paid.openCents, invoiceId: paid.id, invoiceNumber: paid.text }];
}
