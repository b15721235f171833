-- What holds for the whole organization and may change: how a payment finds its invoices, how much one write-off may be, usual terms.
-- No limit is NULL: a clinic that has set none writes off as it did before.
ALTER TABLE organizations ADD COLUMN allocation_rule KEY(20) NOT NULL DEFAULT 'oldest-first';
ALTER TABLE organizations ADD COLUMN write_off_limit_a_cents CENTS;
ALTER TABLE organizations ADD COLUMN write_off_limit_b_cents CENTS;
ALTER TABLE organizations ADD COLUMN terms_days WHOLE NOT NULL DEFAULT 30;
