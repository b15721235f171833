-- Taking money: several tenders of one act, what a prepayment is for, and money named as owed back.

ALTER TABLE payments ADD COLUMN tender_group_id ID;
ALTER TABLE payments ADD COLUMN purpose TEXT(120) NOT NULL DEFAULT '';
CREATE INDEX ix_invoices_guarantor ON invoices (guarantor_id, id);
CREATE INDEX ix_payments_tender_group ON payments (tender_group_id);
CREATE INDEX ix_payment_holdings_reference ON payment_holdings (reference, kind);

CREATE TABLE IF NOT EXISTS payment_moves (
  id ID NOT NULL PRIMARY KEY,
  payment_id ID NOT NULL,
  kind KEY(20) NOT NULL,
  amount_cents CENTS NOT NULL,
  reference TEXT(60) NOT NULL,
  reason TEXT(500) NOT NULL,
  posting_date DAY NOT NULL,
  reverses_id ID,
  CONSTRAINT uq_payment_moves_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_payment_moves_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
  CONSTRAINT fk_payment_moves_reverses FOREIGN KEY (reverses_id) REFERENCES payment_moves (id)
);
CREATE INDEX ix_payment_moves_payment ON payment_moves (payment_id, id);
