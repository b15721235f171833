import { METHOD_NAME } from '../../choices/index.js';
import { movementOf } from '../../ledger/index.js';
import type { Reader } from '../../platform/database/reader.js';
import { list, sql, type Sql } from '../../platform/database/sql.js';
import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import type { StatementEntry, StatementItem } from '../domain/statement.js';

interface Moved {
  day: CalendarDate;
  cause: string;
  movement: string;
  number: string | null;
  patientName: string | null;
  serviceDate: CalendarDate | null;
  paymentNumber: number | null;
  methodName: string | null;
  reference: string | null;
  kind: string | null;
  cents: number;
}

/** A guarantor’s account at one location: what their shares owe (1110) less what their payments hold (2110), entry by entry. */
export class AccountSource {
  /** @param group every record of the guarantor */
  constructor(
    private readonly reader: Reader,
    private readonly group: readonly string[],
    private readonly locationId: string,
  ) {}

  async balanceBefore(day: CalendarDate): Promise<number> {
    const row = await this.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(o.amount_cents), 0) AS cents FROM ${this.#own(sql`e.posting_date < ${day}`)} o`);
    return row!.cents;
  }

  async creditThrough(day: CalendarDate): Promise<number> {
    const row = await this.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(0 - o.amount_cents), 0) AS cents FROM ${this.#own(sql`e.posting_date <= ${day}`)} o WHERE o.account_code = '2110'`);
    return row!.cents;
  }

  /** Each change of the balance by journal and visit; what only moved from credit to a visit changed nothing. */
  async entries(from: CalendarDate, through: CalendarDate): Promise<StatementEntry[]> {
    const rows = await this.reader.all<Moved>(sql`
      SELECT g.day AS day, g.cause AS cause, g.movement AS movement, i.number AS number, i.patient_name AS patientName, i.service_date AS serviceDate,
             p.number AS paymentNumber, ${METHOD_NAME} AS methodName, p.reference AS reference, p.kind AS kind, g.cents AS cents
      FROM (SELECT m.journal_id, m.day, m.cause, m.movement, m.invoice_id, MAX(m.payment_id) AS payment_id, SUM(m.cents) AS cents
            FROM (SELECT o.journal_id, o.posting_date AS day, j.cause, o.invoice_id, o.payment_id, o.amount_cents AS cents, o.movement
                  FROM ${this.#own(sql`e.posting_date >= ${from} AND e.posting_date <= ${through}`, movementOf(sql`e`))} o JOIN journals j ON j.id = o.journal_id) m
            GROUP BY m.journal_id, m.day, m.cause, m.movement, m.invoice_id HAVING SUM(m.cents) <> 0) g
      LEFT JOIN invoices i ON i.id = g.invoice_id LEFT JOIN payments p ON p.id = g.payment_id ORDER BY g.day, g.journal_id, i.number`);
    return rows.map((row) => ({ day: row.day, what: wordsOf(row), about: row.number === null ? '' : `${row.patientName}, ${row.number}`, movement: row.movement as StatementEntry['movement'], cents: row.cents }));
  }

  /** Visits with something open for the guarantor at the end of the day. */
  items(through: CalendarDate): Promise<StatementItem[]> {
    const mine = sql`(x.account_code = '1110' AND x.guarantor_id IN (${list(this.group)}))`;
    const sum = (when: Sql, sign: 1 | -1): Sql => sql`SUM(CASE WHEN ${when} THEN ${sign === 1 ? sql`x.cents` : sql`0 - x.cents`} ELSE 0 END)`;
    return this.reader.all<StatementItem>(sql`
      SELECT i.number AS number, i.patient_name AS patientName, i.service_date AS serviceDate, COALESCE(MIN(CASE WHEN ${mine} THEN x.due_date END), i.due_date) AS dueDate,
        ${sum(sql`x.movement = 'charges'`, 1)} AS chargeCents, ${sum(sql`x.movement = 'payments' AND NOT ${mine}`, -1)} AS payersPaidCents, ${sum(sql`x.movement = 'adjustments'`, -1)} AS adjustedCents,
        ${sum(sql`x.movement = 'payments' AND ${mine}`, -1)} AS youPaidCents, ${sum(sql`NOT ${mine}`, 1)} AS pendingCents, ${sum(mine, 1)} AS openCents
      FROM (SELECT e.invoice_id, e.account_code, e.amount_cents AS cents, s.guarantor_id, s.due_date, ${movementOf(sql`e`)} AS movement
            FROM entries e LEFT JOIN shares s ON s.id = e.share_id
            WHERE e.invoice_id IN (SELECT z.invoice_id FROM shares z WHERE z.guarantor_id IN (${list(this.group)})) AND e.account_code IN ('1100', '1110', '1120') AND +e.location_id = ${this.locationId} AND e.posting_date <= ${through}) x
      JOIN invoices i ON i.id = x.invoice_id GROUP BY i.id, i.number, i.patient_name, i.service_date, i.due_date HAVING ${sum(mine, 1)} <> 0 ORDER BY i.service_date, i.number`);
  }

  /** @param movement computed here, on the entries themselves: MariaDB finds no column of a union from a subquery within */
  #own(when: Sql, movement = sql`''`): Sql {
    const columns = sql`e.id, e.journal_id, e.posting_date, e.account_code, e.amount_cents, e.invoice_id, e.payment_id`;
    return sql`(SELECT ${columns}, ${movement} AS movement FROM shares s JOIN entries e ON e.share_id = s.id WHERE s.guarantor_id IN (${list(this.group)}) AND e.account_code = '1110' AND +e.location_id = ${this.locationId} AND ${when}
      UNION ALL SELECT ${columns}, 'payments' AS movement FROM payments p JOIN entries e ON e.payment_id = p.id WHERE p.guarantor_id IN (${list(this.group)}) AND e.account_code = '2110' AND +e.location_id = ${this.locationId} AND ${when})`;
  }
}

/** In the words of whoever gets the paper. */
function wordsOf({ cause, movement, cents, serviceDate, paymentNumber, methodName, reference, kind }: Moved): string {
  const raises = cents > 0;
  if (movement === 'charges') return raises ? `Your part of the visit on ${serviceDate === null ? '' : formatDate(serviceDate)}` : 'Invoice voided';
  if (movement === 'adjustments') return raises ? 'Adjustment taken back' : 'Adjustment';
  if (movement === 'transfers') return raises ? 'Now your part, after the payer’s decision' : 'Moved to another payer';
  const payment = `PAY-${paymentNumber ?? ''}${methodName ? `, ${methodName}` : ''}${reference ? ` ${reference}` : ''}`;
  if (cause === 'payment-reversed') return raises ? `Payment taken back, ${payment}` : `Payment restored, ${payment}`;
  if (!raises) return kind === 'patient' ? `Your payment, ${payment}` : `Payment, ${payment}`;
  return kind === 'patient' ? `Used elsewhere or returned, ${payment}` : `Payment released, ${payment}`;
}
