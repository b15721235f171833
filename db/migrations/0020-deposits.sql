-- Money taken to the bank: which receipts went in which deposit, under a slip number without gaps, and when the bank had them.

ALTER TABLE payments ADD COLUMN deposit_id ID;
ALTER TABLE payments ADD COLUMN money_moved_on DAY;
CREATE INDEX ix_payments_undeposited ON payments (location_id, state, deposit_id, id);

CREATE TABLE IF NOT EXISTS deposits (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  slip_number WHOLE NOT NULL,
  posting_date DAY NOT NULL,
  amount_cents CENTS NOT NULL,
  notes TEXT(300) NOT NULL,
  posted_by KEY(40) NOT NULL,
  state KEY(10) NOT NULL,
  last_posted_on DAY NOT NULL,
  CONSTRAINT uq_deposits_slip UNIQUE (location_id, slip_number),
  CONSTRAINT fk_deposits_day FOREIGN KEY (location_id, posting_date) REFERENCES days (location_id, day)
);
CREATE INDEX ix_deposits_location ON deposits (location_id, id);
CREATE TABLE IF NOT EXISTS deposit_items (
  id ID NOT NULL PRIMARY KEY,
  deposit_id ID NOT NULL,
  payment_id ID NOT NULL,
  amount_cents CENTS NOT NULL,
  is_cash WHOLE NOT NULL,
  state KEY(10) NOT NULL,
  bank_date DAY,
  CONSTRAINT uq_deposit_items UNIQUE (deposit_id, payment_id),
  CONSTRAINT fk_deposit_items_deposit FOREIGN KEY (deposit_id) REFERENCES deposits (id),
  CONSTRAINT fk_deposit_items_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
);
CREATE INDEX ix_deposit_items_payment ON deposit_items (payment_id, state);
