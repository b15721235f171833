-- Which of the money on a share is the newest: the invoice's version and the order within the act, never a clock or an id.
ALTER TABLE allocations ADD COLUMN invoice_version WHOLE NOT NULL DEFAULT 0;
ALTER TABLE allocations ADD COLUMN ordinal WHOLE NOT NULL DEFAULT 0;
-- Why an amount moved to somebody else.
ALTER TABLE transfers ADD COLUMN reason_code KEY(10) NOT NULL DEFAULT '';
ALTER TABLE transfers ADD COLUMN reason TEXT(500) NOT NULL DEFAULT '';
-- Acts on an invoice ask which payments hold money for one of its lines.
CREATE INDEX ix_payment_holdings_reference ON payment_holdings (reference, kind);
