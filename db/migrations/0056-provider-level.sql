-- Provider-level rows of a remittance, as signed parts of its payment, and what they leave owed to an insurer under its own reference.

ALTER TABLE payment_moves ADD COLUMN account_code KEY(10) NOT NULL DEFAULT '';
ALTER TABLE payment_moves ADD COLUMN code KEY(10) NOT NULL DEFAULT '';
ALTER TABLE payment_moves ADD COLUMN other_payment_id ID;
ALTER TABLE payment_moves ADD COLUMN balance_id ID;
CREATE INDEX ix_payment_moves_other ON payment_moves (other_payment_id);
CREATE INDEX ix_payment_moves_balance ON payment_moves (balance_id);
CREATE TABLE IF NOT EXISTS payer_balances (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  payer_root ID NOT NULL,
  account_code KEY(10) NOT NULL,
  reference KEY(60) NOT NULL,
  open_cents CENTS NOT NULL,
  since DAY NOT NULL,
  last_posted_on DAY NOT NULL,
  CONSTRAINT uq_payer_balances UNIQUE (location_id, payer_root, account_code, reference),
  CONSTRAINT fk_payer_balances_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
