import { ANSWER_DAYS, USUAL_ANSWER_DAYS } from '../../insurers/index.js';
import { join, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { WORK_KINDS, type WorkKind } from '../domain/work-item-state.js';

/** A credit or a deposit that lies longer is looked at. */
const CREDIT_DAYS = 30;
const DEPOSIT_DAYS = 5;

const OPEN = sql`s.charged_cents - s.paid_cents - s.adjusted_cents`;
const stands = (alias: Sql): Sql => sql`${alias}.kind = 'decision' AND NOT EXISTS (SELECT 1 FROM adjudications rv WHERE rv.reverses_id = ${alias}.id)`;
/** Decided by this share’s own payer, and standing. */
const DECIDED = sql`EXISTS (SELECT 1 FROM adjudications own WHERE own.line_id = s.line_id AND own.share_id = s.id AND ${stands(sql`own`)})`;
/** An insurer that comes before has decided, and did not deny all of it. */
const EARLIER_DECIDED = sql`EXISTS (SELECT 1 FROM adjudications ea WHERE ea.line_id = s.line_id AND ea.sequence < s.sequence AND ${stands(sql`ea`)} AND ea.paid_cents + ea.contractual_cents + ea.responsibility_cents > 0)`;
const OF_INVOICE = sql`i.id AS invoiceId, i.number AS refName, i.patient_id AS patientId, i.patient_name AS patientName`;
const OF_PAYER = sql`r.id AS payerId, r.name AS payerName`;
const INSURER_SHARES = sql`invoices i JOIN shares s ON s.invoice_id = i.id AND s.party_kind = 'insurer' JOIN payers y ON y.id = s.payer_id JOIN payers r ON r.id = COALESCE(y.merged_root, y.id)`;
const GROUPED = sql`GROUP BY i.id, i.location_id, i.number, i.patient_id, i.patient_name, i.posting_date, r.id, r.name`;
const ADJUDICATED = sql`adjudications a JOIN shares s ON s.id = a.share_id JOIN invoices i ON i.id = a.invoice_id JOIN payers y ON y.id = a.payer_id JOIN payers r ON r.id = COALESCE(y.merged_root, y.id)`;

/** A follow-up mark of an own-worded text, or of the denied line itself. */
const line = (kind: WorkKind, scope: Scope, where: Sql): Sql => sql`
  SELECT ${kind} AS kind, a.id AS subjectKey, i.location_id AS locationId, a.posting_date AS since, ${OPEN} AS cents, ${OF_INVOICE}, ${OF_PAYER}, a.payment_id AS paymentId, a.follow_up AS why
  FROM ${ADJUDICATED} WHERE ${where} AND ${stands(sql`a`)} AND ${within(scope, sql`i.location_id`)}`;

const claim = (kind: WorkKind, scope: Scope, since: Sql, where: Sql, having: Sql): Sql => sql`
  SELECT ${kind} AS kind, CONCAT(i.id, r.id) AS subjectKey, i.location_id AS locationId, ${since} AS since, SUM(${OPEN}) AS cents, ${OF_INVOICE}, ${OF_PAYER}, NULL AS paymentId, '' AS why
  FROM ${INSURER_SHARES} WHERE i.state = 'open' AND ${OPEN} > 0 AND ${where} AND ${within(scope, sql`i.location_id`)} ${GROUPED} HAVING ${having}`;

/** Of a part `m` in suspense, less what has found its place. */
const WAITS = sql`0 - m.amount_cents - (SELECT COALESCE(SUM(t.amount_cents), 0) FROM payment_moves t WHERE t.settles_id = m.id)`;
/** Of a secondary: the day a person said it was billed. */
const BILLED_ON = sql`(SELECT w.done_on FROM work_items w WHERE w.kind = 'secondary' AND w.subject_key = CONCAT(i.id, r.id) AND w.state = 'done')`;

const held = (kind: WorkKind, scope: Scope, visible: Sql, where: Sql): Sql => sql`
  SELECT ${kind} AS kind, h.id AS subjectKey, p.location_id AS locationId, h.since AS since, h.amount_cents AS cents, NULL AS invoiceId, CONCAT('PAY-', p.number) AS refName, g.id AS patientId,
    CASE WHEN g.id IS NULL THEN NULL ELSE CONCAT(g.last_name, ', ', g.first_name) END AS patientName, y.id AS payerId, y.name AS payerName, p.id AS paymentId, '' AS why
  FROM payment_holdings h JOIN payments p ON p.id = h.payment_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
  WHERE ${where} AND ${visible} AND ${within(scope, sql`p.location_id`)}`;

/** A payer that has said nothing since this day takes longer than it usually does. */
function silentSince(today: CalendarDate): Sql {
  const usual = ANSWER_DAYS.map((days) => sql`WHEN ${days} THEN ${addDays(today, -days)}`);
  return sql`(CASE r.answer_days ${join(usual, ' ')} ELSE ${addDays(today, -USUAL_ANSWER_DAYS)} END)`;
}

/** Everything of a kind that waits as of a day, in one shape. */
function ofKind(kind: WorkKind, scope: Scope, visible: Sql, today: CalendarDate): Sql {
  switch (kind) {
    case 'denied': return line(kind, scope, sql`a.denied_cents > 0 AND ${OPEN} > 0`);
    case 'follow-up': return line(kind, scope, sql`a.follow_up > '' AND NOT (a.denied_cents > 0 AND ${OPEN} > 0)`);
    case 'stale': return line(kind, scope, sql`a.sequence > 1 AND EXISTS (SELECT 1 FROM adjudications ea WHERE ea.line_id = a.line_id AND ea.sequence < a.sequence AND ${stands(sql`ea`)} AND ea.invoice_version > a.invoice_version)`);
    case 'secondary': return claim(kind, scope, sql`MAX((SELECT MAX(ea.posting_date) FROM adjudications ea WHERE ea.line_id = s.line_id AND ea.sequence < s.sequence))`, sql`s.sequence > 1 AND NOT ${DECIDED} AND ${EARLIER_DECIDED}`, sql`1 = 1`);
    case 'no-response': return claim(kind, scope, sql`COALESCE(MAX(CASE WHEN s.sequence > 1 THEN ${BILLED_ON} END), i.posting_date)`,
      sql`i.posting_date <= ${silentSince(today)} AND NOT ${DECIDED} AND s.paid_cents = 0 AND (s.sequence = 1 OR ${BILLED_ON} <= ${silentSince(today)})`, sql`1 = 1`);
    case 'suspense': return sql`
      SELECT ${kind} AS kind, m.id AS subjectKey, p.location_id AS locationId, m.posting_date AS since, ${WAITS} AS cents, i.id AS invoiceId,
        COALESCE(i.number, CONCAT('PAY-', p.number, CASE WHEN m.reference = '' THEN '' ELSE CONCAT(', ', m.reference) END)) AS refName, i.patient_id AS patientId, i.patient_name AS patientName,
        r.id AS payerId, r.name AS payerName, p.id AS paymentId, '' AS why
      FROM payment_moves m JOIN payments p ON p.id = m.payment_id JOIN payers y ON y.id = p.payer_id JOIN payers r ON r.id = COALESCE(y.merged_root, y.id)
        LEFT JOIN invoice_lines n ON n.id = m.line_id LEFT JOIN invoices i ON i.id = n.invoice_id
      WHERE m.account_code = '1160' AND m.settles_id IS NULL AND m.reverses_id IS NULL AND p.state = 'posted' AND ${WAITS} > 0 AND ${visible} AND ${within(scope, sql`p.location_id`)}`;
    case 'unapplied': return held(kind, scope, visible, sql`h.kind IN ('to-allocate', 'needs-research')`);
    case 'credit': return held(kind, scope, visible, sql`h.kind = 'credit' AND h.since <= ${addDays(today, -CREDIT_DAYS)}`);
    case 'unreconciled': return sql`
      SELECT ${kind} AS kind, d.id AS subjectKey, d.location_id AS locationId, d.posting_date AS since, SUM(t.amount_cents) AS cents, NULL AS invoiceId, CONCAT('Slip ', d.slip_number) AS refName, NULL AS patientId,
        NULL AS patientName, NULL AS payerId, NULL AS payerName, NULL AS paymentId, '' AS why
      FROM deposit_items t JOIN deposits d ON d.id = t.deposit_id
      WHERE t.state = 'deposited' AND t.bank_date IS NULL AND d.posting_date <= ${addDays(today, -DEPOSIT_DAYS)} AND ${within(scope, sql`d.location_id`)} GROUP BY d.id, d.location_id, d.posting_date, d.slip_number`;
  }
}

/** The lists asked for as one table; `visible` says which payments `p` the reader may open. */
export function candidates(kinds: readonly WorkKind[], scope: Scope, visible: Sql, today: CalendarDate): Sql {
  return sql`(${join((kinds.length === 0 ? WORK_KINDS : kinds).map((kind) => sql`SELECT * FROM (${ofKind(kind, scope, visible, today)}) ${KIND_ALIAS}`), ' UNION ALL ')})`;
}

const KIND_ALIAS = sql`one_list`;
