-- Who reviewed a draft and when; and why it was sent back, if it was.
ALTER TABLE invoice_drafts ADD COLUMN reviewed_by KEY(40) NOT NULL DEFAULT '';
ALTER TABLE invoice_drafts ADD COLUMN reviewed_at INSTANT;
ALTER TABLE invoice_drafts ADD COLUMN return_note TEXT(500) NOT NULL DEFAULT '';
