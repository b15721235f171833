-- Who rendered a service, what it was for, and on what terms a line is charged.
CREATE TABLE IF NOT EXISTS providers (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  name TEXT(120) NOT NULL,
  npi KEY(10) NOT NULL,
  npi_key KEY(26) NOT NULL,
  license_number TEXT(40) NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_providers_npi UNIQUE (npi_key)
);

ALTER TABLE invoice_drafts ADD COLUMN diagnoses TEXT(160) NOT NULL DEFAULT '';
ALTER TABLE draft_lines ADD COLUMN provider_id ID;
ALTER TABLE draft_lines ADD COLUMN pointers KEY(4) NOT NULL DEFAULT '';
ALTER TABLE draft_lines ADD COLUMN list_price_cents CENTS NOT NULL DEFAULT 0;
ALTER TABLE draft_lines ADD COLUMN price_reason TEXT(200) NOT NULL DEFAULT '';
ALTER TABLE draft_lines ADD COLUMN discount_kind KEY(10) NOT NULL DEFAULT '';
ALTER TABLE draft_lines ADD COLUMN discount_value WHOLE NOT NULL DEFAULT 0;
ALTER TABLE draft_lines ADD COLUMN discount_cents CENTS NOT NULL DEFAULT 0;
ALTER TABLE draft_lines ADD COLUMN discount_reason TEXT(200) NOT NULL DEFAULT '';

ALTER TABLE invoices ADD COLUMN diagnoses TEXT(160) NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN issuer_tax_id TEXT(40) NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN guarantor_address TEXT(300) NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN provider_id ID;
ALTER TABLE invoice_lines ADD COLUMN provider_name TEXT(120) NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN provider_npi KEY(10) NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN pointers KEY(4) NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN list_price_cents CENTS NOT NULL DEFAULT 0;
ALTER TABLE invoice_lines ADD COLUMN price_reason TEXT(200) NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN discount_cents CENTS NOT NULL DEFAULT 0;
ALTER TABLE invoice_lines ADD COLUMN discount_reason TEXT(200) NOT NULL DEFAULT '';
