-- The reversed payment whose EOB a draft posts again.

ALTER TABLE remittance_drafts ADD COLUMN again_of ID;
CREATE INDEX ix_remittance_drafts_again ON remittance_drafts (again_of);
CREATE INDEX ix_remittance_drafts_payment ON remittance_drafts (payment_id);
