import { sql, type Sql } from '../../platform/database/sql.js';
import { invariant, type Invariant } from './invariant.js';

const name = sql`CONCAT('payment PAY-', p.number)`;
const payments = sql`FROM payments p`;

function entriesOn(accounts: Sql): Sql {
  return sql`(SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.payment_id = p.id AND e.account_code IN (${accounts}))`;
}

export const paymentInvariants: readonly Invariant[] = [
  invariant('payment-equation', 'A payment is allocated + provider-level parts + unapplied + refunded + owed + recouped; once reversed, nothing.', sql`
    SELECT p.id AS recordId, ${name} AS record, CASE WHEN p.state = 'reversed' THEN 0 ELSE p.amount_cents END AS expected,
      p.allocated_cents + p.parts_cents + p.unapplied_cents + p.refunded_cents + p.owed_cents + p.recouped_cents AS actual ${payments}`),
  invariant('payment-allocated', 'What a payment has allocated is what its allocations add to.', sql`
    SELECT p.id AS recordId, ${name} AS record, (SELECT COALESCE(SUM(a.amount_cents), 0) FROM allocations a WHERE a.payment_id = p.id) AS expected,
      p.allocated_cents AS actual ${payments}`),
  invariant('payment-unapplied', 'What a payment has unapplied is its balance on 2100 and 2110.', sql`
    SELECT p.id AS recordId, ${name} AS record, -${entriesOn(sql`'2100', '2110'`)} AS expected, p.unapplied_cents AS actual ${payments}`),
  invariant('payment-holdings', 'Everything unapplied is held for something or somebody.', sql`
    SELECT p.id AS recordId, ${name} AS record, (SELECT COALESCE(SUM(h.amount_cents), 0) FROM payment_holdings h WHERE h.payment_id = p.id) AS expected,
      p.unapplied_cents AS actual ${payments}`),
  invariant('payment-other-terms', 'Provider-level parts, refunds, money owed back and recoupments have no source yet, so they are 0.', sql`
    SELECT p.id AS recordId, ${name} AS record, 0 AS expected,
      ABS(p.parts_cents) + ABS(p.refunded_cents) + ABS(p.owed_cents) + ABS(p.recouped_cents) AS actual ${payments}`),
  invariant('payment-reversed', 'A reversed payment has nothing left in any term.', sql`
    SELECT p.id AS recordId, ${name} AS record, 0 AS expected, ABS(p.allocated_cents) + ABS(p.unapplied_cents) AS actual ${payments} WHERE p.state = 'reversed'`),
  invariant('payment-received', 'What was received stands in undeposited funds or the till until it is reversed.', sql`
    SELECT p.id AS recordId, ${name} AS record, CASE WHEN p.state = 'reversed' THEN 0 ELSE p.amount_cents END AS expected,
      ${entriesOn(sql`'1000', '1010', '1020'`)} AS actual ${payments}`),
  invariant('payment-receipt-posted', 'The receipt of a payment was written down in full, also when it was reversed later.', sql`
    SELECT p.id AS recordId, ${name} AS record, p.amount_cents AS expected,
      (SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e JOIN journals j ON j.id = e.journal_id
        WHERE e.payment_id = p.id AND e.account_code IN ('1010', '1020') AND j.cause = 'payment-recorded') AS actual ${payments}`),
  invariant('payment-cleared', 'Nothing of a payment is left in remittance clearing.', sql`
    SELECT p.id AS recordId, ${name} AS record, 0 AS expected, ${entriesOn(sql`'2120'`)} AS actual ${payments}`),
  invariant('payment-in-an-existing-day', 'Every payment lies on a day of its location.', sql`
    SELECT p.id AS recordId, ${name} AS record, p.posting_date AS expected, d.day AS actual
    FROM payments p LEFT JOIN days d ON d.location_id = p.location_id AND d.day = p.posting_date`),
];
