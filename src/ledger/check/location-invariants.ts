import { sql, type Sql } from '../../platform/database/sql.js';
import { invariant, type Invariant } from './invariant.js';

/** Both ends of what one location owes another: Cr 2800 where the money is, Dr 1800 where it belongs. */
function ends(and: Sql = sql``): Sql {
  return sql`SELECT e.payment_id AS payment_id, e.location_id AS owing, e.counter_location_id AS owed, -e.amount_cents AS due_to, 0 AS due_from FROM entries e WHERE e.account_code = '2800' ${and}
    UNION ALL SELECT e.payment_id, e.counter_location_id, e.location_id, 0, e.amount_cents FROM entries e WHERE e.account_code = '1800' ${and}`;
}

/** What the journals of a settlement (`x`) add to on an account of one of the two locations. */
function postedFor(location: Sql, account: string): Sql {
  return sql`(SELECT COALESCE(SUM(e.amount_cents), 0) FROM journals j JOIN entries e ON e.journal_id = j.id WHERE j.source_id = x.id AND e.location_id = ${location} AND e.account_code = ${account})`;
}

const names = sql`JOIN locations r ON r.id = g.owing JOIN locations s ON s.id = g.owed`;

export const locationInvariants: readonly Invariant[] = [
  invariant('locations-owe-each-other-nothing', 'Due from and due to other locations add to 0 over all locations.', sql`
    SELECT 'all' AS recordId, 'all locations, accounts 1800 and 2800' AS record, 0 AS expected, COALESCE(SUM(amount_cents), 0) AS actual
    FROM entries WHERE account_code IN ('1800', '2800')`),
  invariant('due-names-the-other-location', 'What is due between locations names the location at the other end, and nothing else does.', sql`
    SELECT e.id AS recordId, CONCAT('entry ', e.position, ' of journal J-', j.number) AS record, CASE WHEN e.account_code IN ('1800', '2800') THEN 'another location' ELSE 'none' END AS expected,
      CASE WHEN e.counter_location_id IS NULL THEN 'none' WHEN l.id <> e.location_id THEN 'another location' ELSE NULL END AS actual
    FROM entries e JOIN journals j ON j.id = e.journal_id LEFT JOIN locations l ON l.id = e.counter_location_id
    WHERE e.account_code IN ('1800', '2800') OR e.counter_location_id IS NOT NULL`),
  invariant('due-of-each-pair', 'What one location owes another is what the other has to come from it, pair by pair.', sql`
    SELECT CONCAT(g.owing, g.owed) AS recordId, CONCAT(r.name, ' to ', s.name) AS record, g.due_to AS expected, g.due_from AS actual
    FROM (SELECT b.owing, b.owed, SUM(b.due_to) AS due_to, SUM(b.due_from) AS due_from FROM (${ends()}) b GROUP BY b.owing, b.owed) g ${names}`),
  invariant('settlement-posted', 'A settlement was paid out of one bank into the other, and off what one location owes the other; undone, it was not.', sql`
    SELECT x.id AS recordId, CONCAT('settlement of ', x.posting_date, ' from ', r.name, ' to ', s.name) AS record,
      (SELECT SUM(u.amount_cents) FROM location_settlements u WHERE u.id = x.id OR u.reverses_id = x.id) AS expected,
      CASE WHEN ${postedFor(sql`x.from_id`, '2800')} = -${postedFor(sql`x.from_id`, '1000')} AND ${postedFor(sql`x.to_id`, '1000')} = -${postedFor(sql`x.to_id`, '1800')}
        AND ${postedFor(sql`x.from_id`, '2800')} = ${postedFor(sql`x.to_id`, '1000')} THEN ${postedFor(sql`x.from_id`, '2800')} ELSE NULL END AS actual
    FROM location_settlements x JOIN locations r ON r.id = x.from_id JOIN locations s ON s.id = x.to_id WHERE x.reverses_id IS NULL`),
  invariant('settlement-undone', 'A settlement is undone whole, the way it was made.', sql`
    SELECT x.id AS recordId, CONCAT('undoing of a settlement on ', x.posting_date) AS record, -o.amount_cents AS expected,
      CASE WHEN o.from_id = x.from_id AND o.to_id = x.to_id AND o.pair_id = x.pair_id AND o.reverses_id IS NULL THEN x.amount_cents ELSE NULL END AS actual
    FROM location_settlements x JOIN location_settlements o ON o.id = x.reverses_id`),
  invariant('due-has-a-source', 'What is due between locations comes from a payment, or is settled by a transfer.', sql`
    SELECT e.id AS recordId, CONCAT('entry ', e.position, ' of journal J-', j.number) AS record, 'a source' AS expected,
      CASE WHEN e.payment_id IS NOT NULL AND j.source_type = 'payment' THEN 'a source' WHEN e.payment_id IS NULL AND x.id IS NOT NULL THEN 'a source' ELSE NULL END AS actual
    FROM entries e JOIN journals j ON j.id = e.journal_id LEFT JOIN location_settlements x ON x.id = j.source_id AND j.source_type = 'settlement' WHERE e.account_code IN ('1800', '2800')`),
  invariant('due-of-payments', 'What a location owes another for a payment is what stands of it on the other’s invoices.', sql`
    SELECT CONCAT(g.payment_id, g.owing, g.owed) AS recordId, CONCAT('payment PAY-', p.number, ', ', r.name, ' to ', s.name) AS record, g.allocated AS expected,
      CASE WHEN g.due_to = g.due_from THEN g.due_to ELSE NULL END AS actual
    FROM (SELECT b.payment_id, b.owing, b.owed, SUM(b.allocated) AS allocated, SUM(b.due_to) AS due_to, SUM(b.due_from) AS due_from
      FROM (SELECT a.payment_id AS payment_id, q.location_id AS owing, i.location_id AS owed, a.amount_cents AS allocated, 0 AS due_to, 0 AS due_from
            FROM allocations a JOIN payments q ON q.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id WHERE i.location_id <> q.location_id
            UNION ALL SELECT x.payment_id, x.owing, x.owed, 0, x.due_to, x.due_from FROM (${ends(sql`AND e.payment_id IS NOT NULL`)}) x) b
      GROUP BY b.payment_id, b.owing, b.owed) g JOIN payments p ON p.id = g.payment_id ${names}`),
];
