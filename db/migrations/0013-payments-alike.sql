-- A payer's payments of one amount, by the day they bear: what looks like the one being typed.
CREATE INDEX ix_payments_alike ON payments (party_root, amount_cents, payment_date);
