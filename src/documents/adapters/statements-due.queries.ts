import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';

export interface StatementDue {
  locationId: string;
  locationName: string;
  guarantorId: string;
  guarantorName: string;
  openCents: number;
  dueDate: CalendarDate;
  lastOn: CalendarDate | null;
  /** Empty where none is known. */
  email: string;
  /** Of the last statement. */
  lastId: string | null;
  lastNumber: number | null;
}

const PAGE = 50;

/** Who owes something, place by place, and when they were last told so. */
@Injectable()
export class StatementsDueQueries {
  constructor(private readonly reader: Reader) {}

  /** Those who got no statement for so many days; the largest first. @param after `cents.guarantor and location` of the last row of the page before */
  async due(scope: Scope, today: CalendarDate, days: number, after?: string): Promise<{ items: StatementDue[]; next: string | undefined }> {
    const [, cents, key] = /^(\d{1,15})\.(\w{52})$/.exec(after ?? '') ?? [];
    const rest = cents === undefined ? sql`` : sql`AND t.openCents <= ${Number(cents)} AND (t.openCents < ${Number(cents)} OR CONCAT(t.guarantorId, t.locationId) > ${key!})`;
    const items = await this.#rows(sql`${within(scope, sql`i.location_id`)}`, sql`WHERE (t.lastOn IS NULL OR t.lastOn <= ${addDays(today, -days)}) ${rest}`, PAGE + 1);
    const page = items.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page, next: items.length > PAGE && last ? `${last.openCents}.${last.guarantorId}${last.locationId}` : undefined };
  }

  /** Of these pairs `guarantor.location`, those who still owe something, the largest first. */
  async chosen(scope: Scope, pairs: readonly string[]): Promise<StatementDue[]> {
    const guarantors = pairs.map((pair) => pair.split('.')[0]!);
    const rows = await this.#rows(sql`${within(scope, sql`i.location_id`)} AND COALESCE(p.merged_into, p.id) IN (${list(['', ...guarantors])})`, sql``, pairs.length * 8 + 1);
    return rows.filter(({ guarantorId, locationId }) => pairs.includes(`${guarantorId}.${locationId}`));
  }

  #rows(which: Sql, where: Sql, most: number): Promise<StatementDue[]> {
    return this.reader.all<StatementDue>(sql`
      SELECT t.locationId AS locationId, l.name AS locationName, t.guarantorId AS guarantorId, CONCAT(g.last_name, ', ', g.first_name) AS guarantorName, t.openCents AS openCents, t.dueDate AS dueDate, t.lastOn AS lastOn,
        g.email AS email, d.id AS lastId, d.number AS lastNumber
      FROM (SELECT o.locationId, o.guarantorId, SUM(o.cents) AS openCents, MIN(o.dueDate) AS dueDate, MAX(o.lastOn) AS lastOn, MAX(o.lastId) AS lastId
            FROM (SELECT i.location_id AS locationId, COALESCE(p.merged_into, p.id) AS guarantorId, s.charged_cents - s.paid_cents - s.adjusted_cents AS cents, COALESCE(s.due_date, i.due_date) AS dueDate, d.lastOn AS lastOn, d.lastId AS lastId
                  FROM invoices i JOIN shares s ON s.invoice_id = i.id AND s.party_kind = 'patient' JOIN patients p ON p.id = s.guarantor_id
                  LEFT JOIN (SELECT x.subject_id, x.location_id, MAX(x.issued_on) AS lastOn, MAX(x.id) AS lastId FROM documents x WHERE x.kind = 'statement' GROUP BY x.subject_id, x.location_id) d
                    ON d.subject_id = COALESCE(p.merged_into, p.id) AND d.location_id = i.location_id
                  WHERE i.state = 'open' AND s.charged_cents - s.paid_cents - s.adjusted_cents > 0 AND ${which}) o GROUP BY o.locationId, o.guarantorId) t
      JOIN locations l ON l.id = t.locationId JOIN patients g ON g.id = t.guarantorId LEFT JOIN documents d ON d.id = t.lastId
      ${where} ORDER BY t.openCents DESC, CONCAT(t.guarantorId, t.locationId) ${limit(most)}`);
  }
}
