import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, type Sql, sql, within } from '../../platform/database/sql.js';
import { type CalendarDate, daysBetween } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { AGES, ageOf, ofAge, readCursor } from './ages.js';

export interface AwaitingFilter {
  /** Every record of one payer. */
  payers?: readonly string[] | undefined;
  location?: string | undefined;
  age?: string | undefined;
  after?: string | undefined;
}

export interface AwaitingRow {
  invoiceId: string;
  number: string;
  patientId: string;
  patientName: string;
  serviceDate: CalendarDate;
  postingDate: CalendarDate;
  locationName: string;
  payerId: string;
  payerName: string;
  chargedCents: number;
  paidCents: number;
  openCents: number;
  /** Of this payer, on this invoice. */
  lastPaidOn: CalendarDate | null;
}

const PAGE = 25;
const OPEN = sql`s.charged_cents - s.paid_cents - s.adjusted_cents`;
const FROM = sql`FROM invoices i JOIN shares s ON s.invoice_id = i.id AND s.party_kind = 'insurer' JOIN payers y ON y.id = s.payer_id JOIN payers r ON r.id = COALESCE(y.merged_root, y.id)`;

/** Invoices on which an insurer still owes something. */
@Injectable()
export class AwaitingQueries {
  constructor(private readonly reader: Reader) {}

  /** Oldest first; ages count from the posting date of the invoice. */
  async list(filter: AwaitingFilter, today: CalendarDate) {
    const cursor = readCursor(filter.after);
    const key = sql`CONCAT(i.id, r.id)`;
    const after = cursor ? [sql`i.posting_date >= ${cursor[0]} AND (i.posting_date > ${cursor[0]} OR ${key} > ${cursor[1]})`] : [];
    const rows = await this.reader.all<AwaitingRow>(sql`
      SELECT i.id AS invoiceId, i.number AS number, i.patient_id AS patientId, i.patient_name AS patientName, i.service_date AS serviceDate, i.posting_date AS postingDate,
             l.name AS locationName, r.id AS payerId, r.name AS payerName, SUM(s.charged_cents) AS chargedCents, SUM(s.paid_cents) AS paidCents, SUM(${OPEN}) AS openCents,
             (SELECT MAX(a.posting_date) FROM allocations a JOIN shares z ON z.id = a.share_id JOIN payers w ON w.id = z.payer_id
               WHERE a.invoice_id = i.id AND COALESCE(w.merged_root, w.id) = r.id AND a.amount_cents > 0 AND a.reverses_id IS NULL
                 AND NOT EXISTS (SELECT 1 FROM allocations b WHERE b.reverses_id = a.id)) AS lastPaidOn
      ${FROM} JOIN locations l ON l.id = i.location_id
      WHERE ${join([...conditions(filter, today), ...after], ' AND ')}
      GROUP BY i.id, i.number, i.patient_id, i.patient_name, i.service_date, i.posting_date, l.name, r.id, r.name HAVING SUM(${OPEN}) > 0
      ORDER BY i.posting_date, ${key} ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, ageDays: Math.max(0, daysBetween(row.postingDate, today)) }));
    const last = items.at(-1);
    const next = rows.length > PAGE && last ? `${last.postingDate}~${last.invoiceId}${last.payerId}` : undefined;
    return { items, totalCents: sumCents(items.map((row) => row.openCents)), next };
  }

  /** By payer and by age, of all that the filter leaves. */
  async byPayer(filter: AwaitingFilter, today: CalendarDate) {
    const cells = await this.reader.all<{ payerId: string; payerName: string; bucket: number; cents: number; n: number }>(sql`
      SELECT r.id AS payerId, r.name AS payerName, ${ageOf(sql`i.posting_date`, today)} AS bucket, SUM(${OPEN}) AS cents, COUNT(DISTINCT CASE WHEN ${OPEN} > 0 THEN i.id END) AS n
      ${FROM} WHERE ${join(conditions(filter, today), ' AND ')} GROUP BY r.id, r.name, bucket HAVING SUM(${OPEN}) > 0 ORDER BY r.name`);
    const payers = [...new Map(cells.map(({ payerId, payerName }) => [payerId, payerName]))];
    const sum = (of: (cell: (typeof cells)[number]) => boolean): number => sumCents(cells.filter(of).map(({ cents }) => cents));
    return {
      rows: payers.map(([payerId, payerName]) => ({
        payerId, payerName, cells: AGES.map((_, bucket) => sum((cell) => cell.payerId === payerId && cell.bucket === bucket)),
        cents: sum((cell) => cell.payerId === payerId), count: cells.filter((cell) => cell.payerId === payerId).reduce((count, { n }) => count + n, 0),
      })),
      totals: AGES.map((_, bucket) => sum((cell) => cell.bucket === bucket)), totalCents: sum(() => true),
    };
  }
}

function conditions({ payers, location, age }: AwaitingFilter, today: CalendarDate): Sql[] {
  return [
    within(scopeFor('invoice.read'), sql`i.location_id`), sql`i.state = 'open'`,
    ...(payers === undefined ? [] : [sql`s.payer_id IN (${list(payers)})`]),
    ...(location ? [sql`i.location_id = ${location}`] : []),
    ...(age ? [ofAge(sql`i.posting_date`, age, today)] : []),
  ];
}
