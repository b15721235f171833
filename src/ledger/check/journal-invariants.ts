import { list, sql } from '../../platform/database/sql.js';
import { RECEIVING } from '../domain/causes.js';
import { MONEY_AT_HAND, RECEIVABLE_CODES } from '../domain/chart.js';
import { invariant, type Invariant } from './invariant.js';

const receivables = list(RECEIVABLE_CODES);

export const journalInvariants: readonly Invariant[] = [
  invariant('journal-balances', 'Debits equal credits in every journal at every location it touches.', sql`
    SELECT CONCAT(g.journal_id, g.location_id) AS recordId, CONCAT('journal J-', j.number) AS record, 0 AS expected, g.total AS actual
    FROM (SELECT journal_id, location_id, SUM(amount_cents) AS total FROM entries GROUP BY journal_id, location_id) g
    JOIN journals j ON j.id = g.journal_id`),
  invariant('journal-at-one-location', 'Every journal lies at one location.', sql`
    SELECT j.id AS recordId, CONCAT('journal J-', j.number) AS record, g.lowest AS expected, g.highest AS actual
    FROM (SELECT journal_id, MIN(location_id) AS lowest, MAX(location_id) AS highest FROM entries GROUP BY journal_id) g JOIN journals j ON j.id = g.journal_id`),
  invariant('journal-has-two-entries', 'Every journal has at least two entries.', sql`
    SELECT j.id AS recordId, CONCAT('journal J-', j.number) AS record, 1 AS expected,
      CASE WHEN (SELECT COUNT(*) FROM entries e WHERE e.journal_id = j.id) >= 2 THEN 1 ELSE 0 END AS actual
    FROM journals j`),
  invariant('trial-balance', 'The entries of every location add to 0, so all of them together do.', sql`
    SELECT l.id AS recordId, CONCAT('location ', l.name) AS record, 0 AS expected, g.total AS actual
    FROM (SELECT location_id, SUM(amount_cents) AS total FROM entries GROUP BY location_id) g JOIN locations l ON l.id = g.location_id`),
  invariant('account-days', 'What moved on an account on a day is what its entries of that day add to, for received money by who paid it.', sql`
    SELECT CONCAT(g.location_id, g.account_code, g.day, g.paid_by, g.payer_id) AS recordId, CONCAT('account ', g.account_code, ' on ', g.day, ' at ', l.name) AS record, 0 AS expected, g.debit + g.credit AS actual
    FROM (SELECT m.location_id, m.account_code, m.day, m.paid_by, m.payer_id, ABS(SUM(m.debit)) AS debit, ABS(SUM(m.credit)) AS credit
      FROM (SELECT d.location_id, d.account_code, d.day, d.paid_by, d.payer_id, d.debit_cents AS debit, d.credit_cents AS credit FROM account_days d
            UNION ALL SELECT n.location_id, n.account_code, n.day, n.paid_by, n.payer_id, n.debit_cents, n.credit_cents FROM account_day_news n
            UNION ALL SELECT e.location_id, e.account_code, e.posting_date, COALESCE(p.kind, ''), CASE WHEN p.id IS NULL THEN '' ELSE COALESCE(p.payer_id, '') END,
              CASE WHEN e.amount_cents > 0 THEN -e.amount_cents ELSE 0 END, CASE WHEN e.amount_cents < 0 THEN e.amount_cents ELSE 0 END
            FROM entries e JOIN journals j ON j.id = e.journal_id
            LEFT JOIN payments p ON p.id = e.payment_id AND e.account_code IN (${list(MONEY_AT_HAND)}) AND j.cause IN (${list(RECEIVING)})) m
      GROUP BY m.location_id, m.account_code, m.day, m.paid_by, m.payer_id) g JOIN locations l ON l.id = g.location_id`),
  invariant('control-accounts', 'Receivables 1100 + 1110 + 1120 of a location are what its shares still owe.', sql`
    SELECT l.id AS recordId, CONCAT('location ', l.name) AS record,
      (SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0) FROM shares s JOIN invoices i ON i.id = s.invoice_id WHERE i.location_id = l.id) AS expected,
      (SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.location_id = l.id AND e.account_code IN (${receivables})) AS actual
    FROM locations l`),
  invariant('entry-names-its-account', 'A receivable entry names a share, and stands on the account of that share’s party.', sql`
    SELECT e.id AS recordId, CONCAT('entry ', e.position, ' of journal J-', j.number) AS record,
      CASE s.party_kind WHEN 'insurer' THEN '1100' WHEN 'patient' THEN '1110' WHEN 'other' THEN '1120' ELSE 'a share' END AS expected, e.account_code AS actual
    FROM entries e JOIN journals j ON j.id = e.journal_id LEFT JOIN shares s ON s.id = e.share_id AND s.invoice_id = e.invoice_id
    WHERE e.account_code IN (${receivables})`),
  invariant('unapplied-names-its-payment', 'Unapplied money and remittance clearing always name the payment they belong to.', sql`
    SELECT e.id AS recordId, CONCAT('entry ', e.position, ' of journal J-', j.number) AS record, 'a payment' AS expected,
      CASE WHEN p.id IS NULL THEN 'no payment' ELSE 'a payment' END AS actual
    FROM entries e JOIN journals j ON j.id = e.journal_id LEFT JOIN payments p ON p.id = e.payment_id
    WHERE e.account_code IN ('2100', '2110', '2120')`),
  invariant('entry-in-an-existing-day', 'Every entry lies on a day that its location has, and on the day of its journal.', sql`
    SELECT e.id AS recordId, CONCAT('entry ', e.position, ' of journal J-', j.number) AS record, j.posting_date AS expected, d.day AS actual
    FROM entries e JOIN journals j ON j.id = e.journal_id LEFT JOIN days d ON d.location_id = e.location_id AND d.day = e.posting_date`),
  invariant('journal-names-its-act', 'Every journal belongs to an act of the audit trail that was done.', sql`
    SELECT j.id AS recordId, CONCAT('journal J-', j.number) AS record, 'done' AS expected, a.outcome AS actual
    FROM journals j LEFT JOIN audit_acts a ON a.id = j.act_id`),
  invariant('submission-done-once', 'Whatever was submitted was done once.', sql`
    SELECT a.submission AS recordId, CONCAT('submission ', a.submission) AS record, 1 AS expected, COUNT(*) AS actual
    FROM audit_acts a WHERE a.outcome = 'done' GROUP BY a.submission`),
  invariant('reversal-undoes-exactly', 'A journal and its reversal add to 0 on every account, share, payment and location.', sql`
    SELECT CONCAT(g.id, g.location_id, g.account_code, COALESCE(g.share_id, ''), COALESCE(g.payment_id, '')) AS recordId,
      CONCAT('journal J-', g.number, ' on account ', g.account_code) AS record, 0 AS expected, g.total AS actual
    FROM (SELECT b.id, b.number, b.location_id, b.account_code, b.share_id, b.payment_id, SUM(b.amount_cents) AS total
      FROM (SELECT m.id, m.number, e.location_id, e.account_code, e.share_id, e.payment_id, e.amount_cents
            FROM journals m JOIN entries e ON e.journal_id = m.id WHERE m.reverses_id IS NOT NULL
            UNION ALL
            SELECT m.id, m.number, e.location_id, e.account_code, e.share_id, e.payment_id, e.amount_cents
            FROM journals m JOIN entries e ON e.journal_id = m.reverses_id) b
      GROUP BY b.id, b.number, b.location_id, b.account_code, b.share_id, b.payment_id) g`),
  invariant('no-reversal-of-a-reversal', 'A reversal is never reversed.', sql`
    SELECT m.id AS recordId, CONCAT('journal J-', m.number) AS record, 'an original' AS expected,
      CASE WHEN o.reverses_id IS NULL THEN 'an original' ELSE 'a reversal' END AS actual
    FROM journals m JOIN journals o ON o.id = m.reverses_id`),
];
