import { asId, list, sql, type Sql } from '../../platform/database/sql.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';
import { invariant, type Invariant } from './invariant.js';

const name = sql`CONCAT('payment PAY-', p.number)`;
const payments = sql`FROM payments p`;
const receivables = list(RECEIVABLE_CODES);

function entriesOn(accounts: Sql): Sql {
  return sql`(SELECT COALESCE(SUM(e.amount_cents), 0) FROM entries e WHERE e.payment_id = p.id AND e.account_code IN (${accounts}))`;
}

function movesOf(which: Sql): Sql {
  return sql`(SELECT COALESCE(SUM(m.amount_cents), 0) FROM payment_moves m WHERE m.payment_id = p.id AND ${which})`;
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
  invariant('payment-owed', 'What a payment owes back is what was decided about it less what was recouped since; with its parts there, its balance on 2150.', sql`
    SELECT p.id AS recordId, ${name} AS record, ${movesOf(sql`m.kind = 'owed'`)} - ${movesOf(sql`m.kind = 'recouped' AND m.account_code = '2150'`)} AS expected,
      CASE WHEN p.owed_cents + ${movesOf(sql`m.kind = 'part' AND m.account_code = '2150' AND m.other_payment_id IS NULL`)} = -${entriesOn(sql`'2150'`)} THEN p.owed_cents ELSE NULL END AS actual ${payments}`),
  invariant('payment-parts', 'The provider-level parts of a payment are what its remittance said beside the claims.', sql`
    SELECT p.id AS recordId, ${name} AS record, ${movesOf(sql`m.kind = 'part'`)} AS expected, p.parts_cents AS actual ${payments}`),
  invariant('payment-recouped', 'What was recouped of a payment is what later remittances took of it.', sql`
    SELECT p.id AS recordId, ${name} AS record, ${movesOf(sql`m.kind = 'recouped'`)} AS expected,
      CASE WHEN p.recouped_cents = -(SELECT COALESCE(SUM(m.amount_cents), 0) FROM payment_moves m WHERE m.other_payment_id = p.id AND m.kind = 'part') THEN p.recouped_cents ELSE NULL END AS actual ${payments}`),
  invariant('part-posted', 'Every provider-level part was written to its account; what a payment’s own unapplied money settles comes from and goes to that one account.', sql`
    SELECT m.id AS recordId, CONCAT('part ', m.code, ' ', m.reference, ' of PAY-', p.number) AS record,
      CASE WHEN m.other_payment_id = m.payment_id AND m.account_code = '2100' THEN 0 ELSE m.amount_cents END AS expected,
      (SELECT COALESCE(-SUM(e.amount_cents), 0) FROM entries e JOIN journals j ON j.id = e.journal_id WHERE e.item_id = m.id AND e.payment_id = COALESCE(m.other_payment_id, m.payment_id)
        AND e.account_code = m.account_code AND COALESCE(j.reverses_id, '') = '') AS actual
    FROM payment_moves m JOIN payments p ON p.id = m.payment_id WHERE m.kind = 'part' AND m.reverses_id IS NULL`),
  invariant('suspense-settled', 'Of a takeback without its claim no more finds its place than was taken.', sql`
    SELECT m.id AS recordId, CONCAT('part ', m.code, ' ', m.reference, ' of PAY-', p.number) AS record, 'what was taken' AS expected,
      CASE WHEN m.amount_cents + (SELECT COALESCE(SUM(t.amount_cents), 0) FROM payment_moves t WHERE t.settles_id = m.id) <= 0
        THEN 'what was taken' ELSE 'more' END AS actual
    FROM payment_moves m JOIN payments p ON p.id = m.payment_id WHERE m.account_code = '1160' AND m.settles_id IS NULL AND m.reverses_id IS NULL`),
  invariant('payment-refunded', 'Refunds have no source yet, so they are 0.', sql`
    SELECT p.id AS recordId, ${name} AS record, 0 AS expected, p.refunded_cents AS actual ${payments}`),
  invariant('payer-balance', 'What is kept under an insurer’s reference is what the parts of its payments there add to, and is never below nothing.', sql`
    SELECT b.id AS recordId, CONCAT('account ', b.account_code, ' of ', y.name, ', ', b.reference) AS record,
      (SELECT COALESCE(SUM(m.amount_cents), 0) FROM payment_moves m WHERE m.balance_id = b.id) AS expected,
      CASE WHEN b.open_cents >= 0 THEN b.open_cents ELSE NULL END AS actual FROM payer_balances b JOIN payers y ON y.id = b.payer_root`),
  invariant('payer-balance-named', 'Every part on 2150 or 2160 that took no payment’s money is kept under a reference.', sql`
    SELECT m.id AS recordId, CONCAT('part ', m.code, ' ', m.reference, ' of PAY-', p.number) AS record, m.account_code AS expected, b.account_code AS actual
    FROM payment_moves m JOIN payments p ON p.id = m.payment_id LEFT JOIN payer_balances b ON b.id = m.balance_id
    WHERE m.kind = 'part' AND m.account_code IN ('2150', '2160') AND m.other_payment_id IS NULL`),
  invariant('payment-visit-of-own', 'Money held for a visit names a patient and a day, and is the guarantor’s own.', sql`
    SELECT h.id AS recordId, ${name} AS record, 'a visit' AS expected, CASE WHEN h.reference = CONCAT(t.id, ':', SUBSTR(h.reference, 28)) AND p.kind = 'patient' THEN 'a visit' END AS actual
    FROM payment_holdings h JOIN payments p ON p.id = h.payment_id LEFT JOIN patients t ON t.id = ${asId(sql`SUBSTR(h.reference, 1, 26)`)} WHERE h.kind = 'visit'`),
  invariant('tenders-of-one-act', 'Payments taken together are of one party, one place and one day.', sql`
    SELECT p.id AS recordId, ${name} AS record, CONCAT(f.party_root, f.location_id, f.posting_date) AS expected, CONCAT(p.party_root, p.location_id, p.posting_date) AS actual
    FROM payments p LEFT JOIN payments f ON f.id = p.tender_group_id WHERE p.tender_group_id IS NOT NULL`),
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
  invariant('payment-on-share', 'What stands of a payment on a share is what its own journals credited to that share’s receivable.', sql`
    SELECT CONCAT(g.payment_id, g.share_id) AS recordId, CONCAT('payment PAY-', p.number, ' on share ', g.share_id) AS record, g.total AS expected, COALESCE(b.total, 0) AS actual
    FROM (SELECT payment_id, share_id, SUM(amount_cents) AS total FROM allocations GROUP BY payment_id, share_id) g
    JOIN payments p ON p.id = g.payment_id
    LEFT JOIN (SELECT e.payment_id, e.share_id, -SUM(e.amount_cents) AS total FROM entries e JOIN journals j ON j.id = e.journal_id
      WHERE j.source_type = 'payment' AND e.account_code IN (${receivables}) GROUP BY e.payment_id, e.share_id) b
    ON b.payment_id = g.payment_id AND b.share_id = g.share_id`),
  invariant('earmark-names-a-live-line', 'Money held for an invoice line names a line that is not voided.', sql`
    SELECT h.id AS recordId, CONCAT('held money ', h.id, ' of PAY-', p.number) AS record, 'live' AS expected, l.state AS actual
    FROM payment_holdings h JOIN payments p ON p.id = h.payment_id LEFT JOIN invoice_lines l ON l.id = h.reference WHERE h.kind = 'earmark'`),
  invariant('earmark-waits-for-nothing-open', 'No share owes anything on a line for which its own party’s money is held; an insurer’s waits for its adjudication.', sql`
    SELECT h.id AS recordId, CONCAT('held money ', h.id, ' of PAY-', p.number) AS record, 0 AS expected,
      (SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0) FROM shares s WHERE s.line_id = h.reference AND s.party_kind = p.kind
        AND ((p.kind = 'patient' AND s.guarantor_id IN (SELECT m.id FROM patients m WHERE COALESCE(m.merged_into, m.id) = COALESCE(g.merged_into, g.id)))
          OR (p.kind = 'other' AND s.payer_id IN (SELECT m.id FROM payers m WHERE COALESCE(m.merged_root, m.id) = COALESCE(y.merged_root, y.id))))) AS actual
    FROM payment_holdings h JOIN payments p ON p.id = h.payment_id LEFT JOIN patients g ON g.id = p.party_root LEFT JOIN payers y ON y.id = p.party_root WHERE h.kind = 'earmark' AND p.kind <> 'insurer'`),
  invariant('held-amount', 'Whatever is held is more than nothing.', sql`
    SELECT h.id AS recordId, CONCAT('held money ', h.id, ' of PAY-', p.number) AS record, 'more than 0' AS expected,
      CASE WHEN h.amount_cents > 0 THEN 'more than 0' ELSE 'not' END AS actual FROM payment_holdings h JOIN payments p ON p.id = h.payment_id`),
];
