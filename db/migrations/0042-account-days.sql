-- What moved on each account on each day of a location: the sums of the entries, so that no page adds up the years.
-- A posting appends to account_day_news and meets nobody there; what lies there is folded into account_days in the background. Both together are the truth.

CREATE TABLE IF NOT EXISTS account_days (
  location_id ID NOT NULL,
  account_code KEY(4) NOT NULL,
  day DAY NOT NULL,
  debit_cents CENTS NOT NULL,
  credit_cents CENTS NOT NULL,
  PRIMARY KEY (location_id, account_code, day)
);
CREATE TABLE IF NOT EXISTS account_day_news (
  id ID NOT NULL PRIMARY KEY,
  location_id ID NOT NULL,
  account_code KEY(4) NOT NULL,
  day DAY NOT NULL,
  debit_cents CENTS NOT NULL,
  credit_cents CENTS NOT NULL
);
INSERT INTO account_days (location_id, account_code, day, debit_cents, credit_cents)
  SELECT e.location_id, e.account_code, e.posting_date, SUM(CASE WHEN e.amount_cents > 0 THEN e.amount_cents ELSE 0 END), SUM(CASE WHEN e.amount_cents < 0 THEN -e.amount_cents ELSE 0 END)
  FROM entries e WHERE NOT EXISTS (SELECT 1 FROM account_days d) GROUP BY e.location_id, e.account_code, e.posting_date;
CREATE INDEX ix_invoices_state ON invoices (location_id, state, id);
CREATE INDEX ix_payments_unapplied ON payments (location_id, state, unapplied_cents);
