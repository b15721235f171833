-- An EOB that comes after its payment, what the insurer calls each claim, and the line that a recoupment by letter is about.

ALTER TABLE remittance_drafts ADD COLUMN attach_to ID;
CREATE INDEX ix_remittance_drafts_attach ON remittance_drafts (attach_to);
ALTER TABLE remittance_lines ADD COLUMN claim_number TEXT(120) NOT NULL DEFAULT '';
ALTER TABLE remittance_provider_lines ADD COLUMN invoice_id ID;
ALTER TABLE remittance_provider_lines ADD COLUMN line_id ID;
