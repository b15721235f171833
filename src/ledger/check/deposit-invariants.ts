import { sql, type Sql } from '../../platform/database/sql.js';
import { invariant, type Invariant } from './invariant.js';

const deposit = sql`CONCAT('deposit slip ', d.slip_number, ' of ', l.name)`;
const deposits = sql`FROM deposits d JOIN locations l ON l.id = d.location_id`;
const payment = sql`CONCAT('payment PAY-', p.number)`;

function entriesOn(accounts: Sql): Sql {
  return sql`(SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.payment_id = p.id AND e.location_id = p.location_id AND e.account_code IN (${accounts}))`;
}

/** As it was received; payments of before say nothing, and only cash lay in the till. */
const isOfTill = sql`(CASE WHEN p.lies_in = 'till' OR (p.lies_in = '' AND p.method = 'cash') THEN 1 ELSE 0 END)`;
const isInBank = sql`p.state = 'posted' AND p.deposit_id IS NOT NULL`;

export const depositInvariants: readonly Invariant[] = [
  invariant('deposit-amount', 'A deposit is the sum of the receipts on its slip.', sql`
    SELECT d.id AS recordId, ${deposit} AS record, (SELECT COALESCE(SUM(i.amount_cents), 0) FROM deposit_items i WHERE i.deposit_id = d.id) AS expected,
      d.amount_cents AS actual ${deposits}`),
  invariant('deposit-takes-whole-receipts', 'A receipt goes to the bank whole, out of the till when it was cash, and from its own location.', sql`
    SELECT i.id AS recordId, CONCAT(${payment}, ' on slip ', d.slip_number) AS record, p.amount_cents AS expected,
      CASE WHEN p.location_id = d.location_id AND i.is_cash = ${isOfTill} THEN i.amount_cents ELSE NULL END AS actual
    FROM deposit_items i JOIN deposits d ON d.id = i.deposit_id JOIN payments p ON p.id = i.payment_id`),
  invariant('deposit-not-before-its-receipts', 'No receipt goes to the bank before it was received.', sql`
    SELECT i.id AS recordId, CONCAT(${payment}, ' on slip ', d.slip_number) AS record, 'received before' AS expected,
      CASE WHEN p.posting_date <= d.posting_date THEN 'received before' ELSE 'received later' END AS actual
    FROM deposit_items i JOIN deposits d ON d.id = i.deposit_id JOIN payments p ON p.id = i.payment_id`),
  invariant('deposit-state', 'An undone deposit holds nothing, and one that stands has nothing undone.', sql`
    SELECT d.id AS recordId, ${deposit} AS record, 0 AS expected,
      (SELECT COUNT(*) FROM deposit_items i WHERE i.deposit_id = d.id AND i.state = CASE WHEN d.state = 'undone' THEN 'deposited' ELSE 'undone' END) AS actual ${deposits}`),
  invariant('deposit-of-payment', 'A payment knows the one deposit that holds its money, or took it along before it came back.', sql`
    SELECT p.id AS recordId, ${payment} AS record, CASE WHEN p.deposit_id IS NULL THEN 0 ELSE 1 END AS expected,
      (SELECT COUNT(*) FROM deposit_items i WHERE i.payment_id = p.id AND i.state <> 'undone'
        AND i.deposit_id = COALESCE(p.deposit_id, i.deposit_id) AND i.state = CASE WHEN p.state = 'reversed' THEN 'returned' ELSE 'deposited' END) AS actual
    FROM payments p`),
  invariant('payment-in-the-bank', 'The bank holds what was deposited and not returned, payment by payment.', sql`
    SELECT p.id AS recordId, ${payment} AS record, CASE WHEN ${isInBank} THEN p.amount_cents ELSE 0 END AS expected, ${entriesOn(sql`'1000'`)} AS actual FROM payments p`),
  invariant('payment-undeposited', 'Till and undeposited funds hold what was received and not deposited, payment by payment.', sql`
    SELECT p.id AS recordId, ${payment} AS record, CASE WHEN p.state = 'posted' AND p.deposit_id IS NULL THEN p.amount_cents ELSE 0 END AS expected,
      CASE WHEN ${isOfTill} = 1 THEN ${entriesOn(sql`'1020'`)} + ABS(${entriesOn(sql`'1010'`)}) ELSE ${entriesOn(sql`'1010'`)} + ABS(${entriesOn(sql`'1020'`)}) END AS actual
    FROM payments p`),
  invariant('slip-numbers-without-gaps', 'The deposit slips of a location follow each other without a gap, up to the next one its series gives.', sql`
    SELECT l.id AS recordId, CONCAT('deposit slips of ', l.name) AS record, s.next_number - g.lowest AS expected, g.slips AS actual
    FROM (SELECT d.location_id, COUNT(*) AS slips, MIN(d.slip_number) AS lowest FROM deposits d GROUP BY d.location_id) g
    JOIN locations l ON l.id = g.location_id JOIN series s ON s.location_id = l.id AND s.kind = 'deposit'`),
  invariant('receipt-numbers-without-gaps', 'The receipts of a location follow each other without a gap, up to the next one its series gives.', sql`
    SELECT l.id AS recordId, CONCAT('receipts of ', l.name) AS record, s.next_number - g.lowest AS expected, g.receipts AS actual
    FROM (SELECT r.location_id, COUNT(*) AS receipts, MIN(r.number) AS lowest FROM receipts r GROUP BY r.location_id) g
    JOIN locations l ON l.id = g.location_id JOIN series s ON s.location_id = l.id AND s.kind = 'receipt'`),
  invariant('paper-numbers-without-gaps', 'The statements and the insurance receipts of a location follow each other without a gap, up to the next one their series give.', sql`
    SELECT CONCAT(l.id, g.kind) AS recordId, CONCAT(g.kind, 's of ', l.name) AS record, s.next_number - g.lowest AS expected, g.papers AS actual
    FROM (SELECT d.location_id, d.kind, COUNT(*) AS papers, MIN(d.number) AS lowest FROM documents d GROUP BY d.location_id, d.kind) g
    JOIN locations l ON l.id = g.location_id JOIN series s ON s.location_id = l.id AND s.kind = g.kind`),
  invariant('receipt-is-its-payments', 'What a receipt says was received is its payments.', sql`
    SELECT r.id AS recordId, CONCAT('receipt ', r.number, ' of ', l.name) AS record, (SELECT SUM(t.amount_cents) FROM receipt_tenders t WHERE t.receipt_id = r.id) AS expected, r.amount_cents AS actual
    FROM receipts r JOIN locations l ON l.id = r.location_id`),
  invariant('receipt-adds-up', 'What a receipt says was received is what it paid and what is kept.', sql`
    SELECT r.id AS recordId, CONCAT('receipt ', r.number, ' of ', l.name) AS record, r.amount_cents AS expected,
      r.held_cents + COALESCE((SELECT SUM(n.amount_cents) FROM receipt_lines n WHERE n.receipt_id = r.id), 0) AS actual
    FROM receipts r JOIN locations l ON l.id = r.location_id`),
];
