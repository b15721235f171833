-- What of a takeback waits in suspense, the line it was about, and the parts that settle it.

ALTER TABLE payment_moves ADD COLUMN settles_id ID;
ALTER TABLE payment_moves ADD COLUMN line_id ID;
CREATE INDEX ix_payment_moves_settles ON payment_moves (settles_id);
CREATE INDEX ix_payment_moves_account ON payment_moves (account_code, posting_date);
