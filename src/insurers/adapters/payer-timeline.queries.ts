import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within } from '../../platform/database/sql.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import type { AnsweredClaim } from '../domain/time-to-answer.js';

export interface WaitingClaims {
  claims: number;
  cents: number;
  /** Of them, those that wait for longer than the payer usually takes. */
  lateClaims: number;
  lateCents: number;
  oldestOn: CalendarDate | null;
}

/** The payer's newest payments tell how quick it is now. */
const PAYMENTS = 400;

@Injectable()
export class PayerTimelineQueries {
  constructor(private readonly reader: Reader) {}

  /** Claims that its latest payments answered, at the reader's locations. */
  answered(group: readonly string[]): Promise<AnsweredClaim[]> {
    const latest = sql`SELECT y.id AS id FROM payments y WHERE y.payer_id IN (${list(group)}) AND y.kind = 'insurer' AND y.state = 'posted' ORDER BY y.id DESC ${limit(PAYMENTS)}`;
    return this.reader.all<AnsweredClaim>(sql`
      SELECT i.posting_date AS issuedOn, MIN(x.day) AS answeredOn
      FROM (SELECT a.invoice_id AS invoiceId, a.posting_date AS day FROM (${latest}) p JOIN allocations a ON a.payment_id = p.id AND a.amount_cents > 0 AND a.reverses_id IS NULL
            UNION ALL SELECT v.invoice_id, v.posting_date FROM (${latest}) p JOIN adjudications v ON v.payment_id = p.id AND v.kind = 'decision') x
      JOIN invoices i ON i.id = x.invoiceId WHERE i.origin = 'issued' AND ${within(scopeFor('ledger.read'), sql`i.location_id`)} GROUP BY i.id, i.posting_date`);
  }

  /** Issued invoices on which it owes and has neither paid nor decided anything. */
  async waiting(group: readonly string[], today: CalendarDate, usualDays: number): Promise<WaitingClaims> {
    const late = sql`i.posting_date <= ${addDays(today, -usualDays)}`;
    const row = await this.reader.one<Record<keyof WaitingClaims, number | string | null>>(sql`
      SELECT COUNT(*) AS claims, SUM(w.cents) AS cents, SUM(w.isLate) AS lateClaims, SUM(CASE WHEN w.isLate = 1 THEN w.cents ELSE 0 END) AS lateCents, MIN(w.day) AS oldestOn
      FROM (SELECT i.id, i.posting_date AS day, CASE WHEN ${late} THEN 1 ELSE 0 END AS isLate, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS cents
            FROM shares s JOIN invoices i ON i.id = s.invoice_id
            WHERE s.payer_id IN (${list(group)}) AND s.party_kind = 'insurer' AND s.sequence = 1 AND i.state = 'open' AND s.paid_cents = 0 AND s.charged_cents - s.paid_cents - s.adjusted_cents > 0
              AND NOT EXISTS (SELECT 1 FROM adjudications v WHERE v.share_id = s.id AND v.invoice_id = i.id) AND ${within(scopeFor('ledger.read'), sql`i.location_id`)}
            GROUP BY i.id, i.posting_date) w`);
    return { claims: Number(row!.claims), cents: Number(row!.cents ?? 0), lateClaims: Number(row!.lateClaims ?? 0), lateCents: Number(row!.lateCents ?? 0), oldestOn: row!.oldestOn as CalendarDate | null };
  }
}
