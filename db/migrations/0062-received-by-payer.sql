-- Sums by day say for received money also whose it was, so that the dashboard shows who paid what in a year without adding up its entries.
-- Receipts and their reversals only: a deposit or a settlement between locations moves the same money again and stays without a payer.

DROP TABLE IF EXISTS account_days;
CREATE TABLE IF NOT EXISTS account_days (
  location_id ID NOT NULL,
  account_code KEY(4) NOT NULL,
  day DAY NOT NULL,
  paid_by KEY(10) NOT NULL,
  payer_id KEY(26) NOT NULL,
  debit_cents CENTS NOT NULL,
  credit_cents CENTS NOT NULL,
  PRIMARY KEY (location_id, account_code, day, paid_by, payer_id)
);
DELETE FROM account_day_news;
ALTER TABLE account_day_news ADD COLUMN paid_by KEY(10) NOT NULL DEFAULT '';
ALTER TABLE account_day_news ADD COLUMN payer_id KEY(26) NOT NULL DEFAULT '';
INSERT INTO account_days (location_id, account_code, day, paid_by, payer_id, debit_cents, credit_cents)
  SELECT m.location_id, m.account_code, m.posting_date, m.paid_by, m.payer_id, SUM(CASE WHEN m.amount_cents > 0 THEN m.amount_cents ELSE 0 END), SUM(CASE WHEN m.amount_cents < 0 THEN -m.amount_cents ELSE 0 END)
  FROM (SELECT e.location_id, e.account_code, e.posting_date, e.amount_cents, COALESCE(p.kind, '') AS paid_by, CASE WHEN p.id IS NULL THEN '' ELSE COALESCE(p.payer_id, '') END AS payer_id
        FROM entries e JOIN journals j ON j.id = e.journal_id
        LEFT JOIN payments p ON p.id = e.payment_id AND e.account_code IN ('1010', '1020') AND j.cause IN ('payment-recorded', 'payment-reversed')) m
  WHERE NOT EXISTS (SELECT 1 FROM account_days d) GROUP BY m.location_id, m.account_code, m.posting_date, m.paid_by, m.payer_id;
