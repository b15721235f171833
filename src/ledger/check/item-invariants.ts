import { list, sql, type Sql } from '../../platform/database/sql.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';
import { invariant, type Invariant } from './invariant.js';

const receivables = list(RECEIVABLE_CODES);
/** No mirror. Not `IS NULL`: that invites the planner to start from the index of all originals, for every row it looks at. */
const original = sql`COALESCE(j.reverses_id, '') = ''`;

/** What the journal that first posted an item wrote on the given accounts, as a credit. */
function posted(accounts: Sql, and: Sql = sql``): Sql {
  return sql`(SELECT COALESCE(-SUM(e.amount_cents), 0) FROM entries e JOIN journals j ON j.id = e.journal_id
    WHERE e.invoice_id = x.invoice_id AND e.item_id = x.id AND ${original} AND e.account_code IN (${accounts}) ${and})`;
}

const itemName = (noun: string): Sql => sql`CONCAT(${noun}, x.id, ' on invoice ', i.number)`;

const ofAllocations: readonly Invariant[] = [
  invariant('allocation-posted', 'Every allocation was written to the receivable of its share.', sql`
    SELECT x.id AS recordId, CONCAT('allocation ', x.id, ' of PAY-', p.number) AS record, x.amount_cents AS expected,
      ${posted(receivables, sql`AND e.share_id = x.share_id`)} AS actual
    FROM allocations x JOIN payments p ON p.id = x.payment_id WHERE x.reverses_id IS NULL`),
  invariant('allocation-reversed', 'A reversed allocation and its reversal add to 0, on the same share and payment.', sql`
    SELECT x.id AS recordId, CONCAT('allocation ', x.id, ' of PAY-', p.number) AS record, -o.amount_cents AS expected,
      CASE WHEN o.share_id = x.share_id AND o.payment_id = x.payment_id AND o.reverses_id IS NULL THEN x.amount_cents ELSE NULL END AS actual
    FROM allocations x JOIN payments p ON p.id = x.payment_id JOIN allocations o ON o.id = x.reverses_id`),
  invariant('takeback-names-its-origin', 'A negative allocation that reverses nothing names the origin it takes from.', sql`
    SELECT x.id AS recordId, CONCAT('allocation ', x.id, ' of PAY-', p.number) AS record, 'an origin' AS expected,
      CASE WHEN o.id IS NULL THEN 'none' ELSE 'an origin' END AS actual
    FROM allocations x JOIN payments p ON p.id = x.payment_id LEFT JOIN allocations o ON o.id = x.taken_origin_id
    WHERE x.reverses_id IS NULL AND x.amount_cents < 0`),
];

const ofAdjustments: readonly Invariant[] = [
  invariant('adjustment-posted', 'Every adjustment was written to the receivable of its share.', sql`
    SELECT x.id AS recordId, ${itemName('adjustment ')} AS record, x.amount_cents AS expected,
      ${posted(receivables, sql`AND e.share_id = x.share_id`)} AS actual
    FROM adjustments x JOIN invoices i ON i.id = x.invoice_id WHERE x.reverses_id IS NULL`),
  invariant('adjustment-tax-posted', 'The tax an adjustment gives back was written to tax payable.', sql`
    SELECT x.id AS recordId, ${itemName('adjustment ')} AS record, -x.tax_cents AS expected, ${posted(sql`'2300'`)} AS actual
    FROM adjustments x JOIN invoices i ON i.id = x.invoice_id WHERE x.reverses_id IS NULL`),
  invariant('adjustment-reversed', 'A reversed adjustment and its reversal add to 0, on the same share.', sql`
    SELECT x.id AS recordId, ${itemName('adjustment ')} AS record, -o.amount_cents AS expected,
      CASE WHEN o.share_id = x.share_id AND o.reverses_id IS NULL THEN x.amount_cents ELSE NULL END AS actual
    FROM adjustments x JOIN invoices i ON i.id = x.invoice_id JOIN adjustments o ON o.id = x.reverses_id`),
  invariant('adjustment-tax-reversed', 'A reversed adjustment takes back its own tax.', sql`
    SELECT x.id AS recordId, ${itemName('adjustment ')} AS record, -o.tax_cents AS expected, x.tax_cents AS actual
    FROM adjustments x JOIN invoices i ON i.id = x.invoice_id JOIN adjustments o ON o.id = x.reverses_id`),
];

const ofTransfers: readonly Invariant[] = [
  invariant('transfer-received', 'Every transfer was written to the receivable of the share that receives it.', sql`
    SELECT x.id AS recordId, ${itemName('transfer ')} AS record, -x.amount_cents AS expected,
      ${posted(receivables, sql`AND e.share_id = x.to_share_id`)} AS actual
    FROM transfers x JOIN invoices i ON i.id = x.invoice_id WHERE x.reverses_id IS NULL`),
  invariant('transfer-given', 'Every transfer was written to the receivable of the share that gives it.', sql`
    SELECT x.id AS recordId, ${itemName('transfer ')} AS record, x.amount_cents AS expected,
      ${posted(receivables, sql`AND e.share_id = x.from_share_id`)} AS actual
    FROM transfers x JOIN invoices i ON i.id = x.invoice_id WHERE x.reverses_id IS NULL`),
  invariant('transfer-reversed', 'A reversed transfer goes back the same way in full.', sql`
    SELECT x.id AS recordId, ${itemName('transfer ')} AS record, o.amount_cents AS expected,
      CASE WHEN o.to_share_id = x.from_share_id AND o.from_share_id = x.to_share_id AND o.reverses_id IS NULL THEN x.amount_cents ELSE NULL END AS actual
    FROM transfers x JOIN invoices i ON i.id = x.invoice_id JOIN transfers o ON o.id = x.reverses_id`),
];

function inDay(table: Sql, noun: string): Sql {
  return sql`SELECT x.id AS recordId, ${itemName(noun)} AS record, x.posting_date AS expected, d.day AS actual
    FROM ${table} x JOIN invoices i ON i.id = x.invoice_id LEFT JOIN days d ON d.location_id = i.location_id AND d.day = x.posting_date`;
}

const inDays: readonly Invariant[] = [
  invariant('allocation-in-an-existing-day', 'Every allocation lies on a day of the invoice’s location.', inDay(sql`allocations`, 'allocation ')),
  invariant('adjustment-in-an-existing-day', 'Every adjustment lies on a day of the invoice’s location.', inDay(sql`adjustments`, 'adjustment ')),
  invariant('transfer-in-an-existing-day', 'Every transfer lies on a day of the invoice’s location.', inDay(sql`transfers`, 'transfer ')),
];

export const itemInvariants: readonly Invariant[] = [...ofAllocations, ...ofAdjustments, ...ofTransfers, ...inDays];
