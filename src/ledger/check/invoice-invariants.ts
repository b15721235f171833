import { list, sql, type Sql } from '../../platform/database/sql.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';
import { invariant, type Invariant } from './invariant.js';

const receivables = list(RECEIVABLE_CODES);
/** No mirror. Not `IS NULL`: that invites the planner to start from the index of all originals, for every row it looks at. */
const original = sql`COALESCE(j.reverses_id, '') = ''`;
const shareName = sql`CONCAT('share ', s.id, ' (invoice ', i.number, ', line ', l.position, ', ', s.party_kind, ')')`;
const shares = sql`FROM shares s JOIN invoices i ON i.id = s.invoice_id JOIN invoice_lines l ON l.id = s.line_id`;
const lineName = sql`CONCAT('invoice ', i.number, ', line ', l.position)`;
const lines = sql`FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id`;

/** What finalizing wrote down for one line on one account, as a credit. */
function creditedAtFinalizing(account: string): Sql {
  return sql`(SELECT COALESCE(-SUM(e.amount_cents), 0) FROM entries e JOIN journals j ON j.id = e.journal_id
    WHERE e.invoice_id = l.invoice_id AND e.item_id = l.id AND e.account_code = ${account} AND j.cause = 'invoice-finalized' AND ${original})`;
}

const ofLines: readonly Invariant[] = [
  invariant('line-charge', 'The charge of a line is its net amount plus tax.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, l.net_cents + l.tax_cents AS expected, l.charge_cents AS actual ${lines}`),
  invariant('line-net', 'The net amount of a line is quantity × unit price, less its discount.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, l.quantity * l.unit_price_cents - l.discount_cents AS expected, l.net_cents AS actual ${lines}`),
  invariant('line-price', 'The unit price of a service is its list price, unless a reason says why not.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, l.list_price_cents AS expected, l.unit_price_cents AS actual ${lines}
    WHERE l.list_price_cents <> 0 AND l.price_reason = ''`),
  invariant('line-tax', 'The tax of a line is its rate on the net amount, rounded to the nearest cent.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, 'the rate' AS expected,
      CASE WHEN ABS(l.tax_cents * 10000 - l.net_cents * l.tax_basis_points) <= 5000 THEN 'the rate' ELSE 'another amount' END AS actual ${lines}`),
  invariant('line-shares', 'The shares of a line add to its charge; those of a voided line to 0.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, CASE WHEN l.state = 'voided' THEN 0 ELSE l.charge_cents END AS expected,
      (SELECT COALESCE(SUM(s.charged_cents), 0) FROM shares s WHERE s.line_id = l.id) AS actual ${lines}`),
  invariant('line-credited', 'What a line was credited is what its courtesy discounts add to.', sql`
    SELECT l.id AS recordId, ${lineName} AS record,
      (SELECT COALESCE(SUM(a.amount_cents), 0) FROM adjustments a WHERE a.invoice_id = l.invoice_id AND a.line_id = l.id AND a.kind = 'courtesy') AS expected,
      l.credited_cents AS actual ${lines}`),
  invariant('line-tax-credited', 'The tax a line was credited is the tax of its adjustments.', sql`
    SELECT l.id AS recordId, ${lineName} AS record,
      (SELECT COALESCE(SUM(a.tax_cents), 0) FROM adjustments a WHERE a.invoice_id = l.invoice_id AND a.line_id = l.id) AS expected,
      l.tax_credited_cents AS actual ${lines}`),
  invariant('line-revenue', 'Finalizing credited the net amount of a line to charges, or its whole charge to opening balances.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, CASE WHEN i.origin = 'opening' THEN l.charge_cents ELSE l.net_cents END AS expected,
      CASE WHEN i.origin = 'opening' THEN ${creditedAtFinalizing('3000')} ELSE ${creditedAtFinalizing('4000')} END AS actual ${lines}`),
  invariant('line-tax-payable', 'Finalizing credited the tax of a line to tax payable.', sql`
    SELECT l.id AS recordId, ${lineName} AS record, CASE WHEN i.origin = 'opening' THEN 0 ELSE l.tax_cents END AS expected,
      ${creditedAtFinalizing('2300')} AS actual ${lines}`),
];

const ofShares: readonly Invariant[] = [
  invariant('share-open', 'What a share still owes is what its receivable entries add to.', sql`
    SELECT s.id AS recordId, ${shareName} AS record, s.charged_cents - s.paid_cents - s.adjusted_cents AS expected,
      (SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.share_id = s.id AND e.account_code IN (${receivables})) AS actual ${shares}`),
  invariant('share-bounds', 'No share owes less than nothing or more than it was charged.', sql`
    SELECT s.id AS recordId, ${shareName} AS record, 'between 0 and charged' AS expected,
      CASE WHEN s.charged_cents >= 0 AND s.paid_cents >= 0 AND s.charged_cents - s.paid_cents - s.adjusted_cents BETWEEN 0 AND s.charged_cents
        THEN 'between 0 and charged' ELSE 'outside' END AS actual ${shares}`),
  invariant('share-charged', 'What a share was charged is what finalizing gave it, plus and minus transfers; 0 once the line is voided.', sql`
    SELECT s.id AS recordId, ${shareName} AS record,
      CASE WHEN l.state = 'voided' THEN 0 ELSE
        (SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e JOIN journals j ON j.id = e.journal_id
          WHERE e.share_id = s.id AND j.cause = 'invoice-finalized' AND e.account_code IN (${receivables}))
        + (SELECT COALESCE(SUM(t.amount_cents), 0) FROM transfers t WHERE t.invoice_id = s.invoice_id AND t.to_share_id = s.id)
        - (SELECT COALESCE(SUM(t.amount_cents), 0) FROM transfers t WHERE t.invoice_id = s.invoice_id AND t.from_share_id = s.id) END AS expected,
      s.charged_cents AS actual ${shares}`),
  invariant('share-paid', 'What was paid on a share is what its allocations add to.', sql`
    SELECT s.id AS recordId, ${shareName} AS record,
      (SELECT COALESCE(SUM(a.amount_cents), 0) FROM allocations a WHERE a.share_id = s.id) AS expected, s.paid_cents AS actual ${shares}`),
  invariant('share-adjusted', 'What was adjusted on a share is what its adjustments add to.', sql`
    SELECT s.id AS recordId, ${shareName} AS record,
      (SELECT COALESCE(SUM(a.amount_cents), 0) FROM adjustments a WHERE a.invoice_id = s.invoice_id AND a.share_id = s.id) AS expected,
      s.adjusted_cents AS actual ${shares}`),
];

const ofInvoices: readonly Invariant[] = [
  invariant('invoice-charge', 'The charge of an invoice is the sum of its lines.', sql`
    SELECT i.id AS recordId, CONCAT('invoice ', i.number) AS record,
      (SELECT COALESCE(SUM(l.charge_cents), 0) FROM invoice_lines l WHERE l.invoice_id = i.id) AS expected, i.charge_cents AS actual FROM invoices i`),
  invariant('invoice-open', 'What is open on an invoice is what its shares still owe.', sql`
    SELECT i.id AS recordId, CONCAT('invoice ', i.number) AS record,
      (SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0) FROM shares s WHERE s.invoice_id = i.id) AS expected,
      i.open_cents AS actual FROM invoices i`),
  invariant('invoice-state', 'An invoice is settled when nobody owes anything on it.', sql`
    SELECT i.id AS recordId, CONCAT('invoice ', i.number) AS record,
      CASE WHEN i.state = 'voided' THEN 'voided' WHEN i.open_cents = 0 THEN 'settled' ELSE 'open' END AS expected, i.state AS actual FROM invoices i`),
];

const numbered = sql`SELECT i.id AS id, i.location_id AS location_id, i.number AS number, SUBSTR(i.number, INSTR(i.number, '-') + 1) + 0 AS n
  FROM invoices i WHERE i.origin = 'issued'`;

const ofNumbers: readonly Invariant[] = [
  invariant('invoice-numbers-without-gaps', 'The invoice numbers of a location follow each other without a gap, up to the next one its series gives, but for those left out on record.', sql`
    SELECT l.id AS recordId, CONCAT('invoice numbers of ', l.name) AS record,
      s.next_number - g.lowest - COALESCE(SUM(b.resumes_at - b.next_number), 0) AS expected, g.numbers AS actual
    FROM (SELECT x.location_id, COUNT(DISTINCT x.n) AS numbers, MIN(x.n) AS lowest FROM (${numbered}) x GROUP BY x.location_id) g
    JOIN locations l ON l.id = g.location_id JOIN series s ON s.location_id = l.id AND s.kind = 'invoice'
    LEFT JOIN number_breaks b ON b.series_id = s.id AND b.next_number > g.lowest
    GROUP BY l.id, l.name, s.next_number, g.lowest, g.numbers`),
  invariant('invoice-number-in-its-time', 'An invoice bears the prefix its location had when its number was due, and no number that was left out.', sql`
    SELECT x.id AS recordId, CONCAT('invoice ', x.number) AS record,
      CONCAT(CASE WHEN EXISTS (SELECT 1 FROM number_breaks b WHERE b.series_id = s.id AND x.n >= b.next_number AND x.n < b.resumes_at) THEN 'left out: ' ELSE '' END,
        COALESCE((SELECT b.prefix FROM number_breaks b WHERE b.series_id = s.id AND x.n < b.next_number ORDER BY b.next_number, b.id LIMIT 1), l.invoice_prefix), '-', x.n) AS expected,
      x.number AS actual
    FROM (${numbered}) x JOIN locations l ON l.id = x.location_id JOIN series s ON s.location_id = l.id AND s.kind = 'invoice'`),
];

export const invoiceInvariants: readonly Invariant[] = [...ofLines, ...ofShares, ...ofInvoices, ...ofNumbers];
