-- What a biller must know of a payer: how claims are submitted, until when, where paper goes, and whom to call.
ALTER TABLE payers ADD COLUMN claim_guidelines TEXT(4000) NOT NULL DEFAULT '';
ALTER TABLE payers ADD COLUMN claim_address TEXT(300) NOT NULL DEFAULT '';
ALTER TABLE payers ADD COLUMN filing_limit_days WHOLE;
ALTER TABLE payers ADD COLUMN notes TEXT(2000) NOT NULL DEFAULT '';
CREATE TABLE IF NOT EXISTS payer_contacts (
  id ID NOT NULL PRIMARY KEY,
  payer_id ID NOT NULL,
  role TEXT(80) NOT NULL,
  name TEXT(120) NOT NULL,
  phone TEXT(40) NOT NULL,
  fax TEXT(40) NOT NULL,
  email TEXT(160) NOT NULL,
  hours TEXT(120) NOT NULL,
  CONSTRAINT fk_payer_contacts_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE INDEX ix_payer_contacts_payer ON payer_contacts (payer_id, id);
