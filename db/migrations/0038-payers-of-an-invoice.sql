-- The payers as entered on the invoice: the coverage is where they come from, and stays as it is.
ALTER TABLE invoice_drafts ADD COLUMN payers_from KEY(10) NOT NULL DEFAULT '';
CREATE TABLE IF NOT EXISTS draft_payers (
  id ID NOT NULL PRIMARY KEY,
  draft_id ID NOT NULL,
  party_kind KEY(10) NOT NULL,
  party_key KEY(26) NOT NULL,
  payer_id ID NOT NULL,
  sequence WHOLE NOT NULL,
  member_id TEXT(60) NOT NULL,
  group_number TEXT(60) NOT NULL,
  CONSTRAINT uq_draft_payers UNIQUE (draft_id, sequence),
  CONSTRAINT fk_draft_payers_draft FOREIGN KEY (draft_id) REFERENCES invoice_drafts (id),
  CONSTRAINT fk_draft_payers_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE TABLE IF NOT EXISTS invoice_payers (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  party_kind KEY(10) NOT NULL,
  party_key KEY(26) NOT NULL,
  payer_id ID NOT NULL,
  payer_name TEXT(120) NOT NULL,
  sequence WHOLE NOT NULL,
  member_id TEXT(60) NOT NULL,
  group_number TEXT(60) NOT NULL,
  CONSTRAINT uq_invoice_payers UNIQUE (invoice_id, sequence),
  CONSTRAINT fk_invoice_payers_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT fk_invoice_payers_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
