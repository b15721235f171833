-- A remittance in the making: head and rows, kept for whoever takes it up again. No money, no number, no journal. Each row is a
-- record of its own, so that two people type in one draft without overwriting each other.
CREATE TABLE IF NOT EXISTS remittance_drafts (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  state KEY(10) NOT NULL,
  payer_id ID NOT NULL,
  method KEY(40) NOT NULL,
  amount_cents CENTS NOT NULL,
  reference TEXT(60) NOT NULL,
  payment_date DAY,
  deposit_date DAY,
  claim_number TEXT(120) NOT NULL,
  notes TEXT(1000) NOT NULL,
  remainder_kind KEY(20) NOT NULL,
  owed_reference TEXT(60) NOT NULL,
  duplicate_reason TEXT(500) NOT NULL,
  started_by KEY(40) NOT NULL,
  started_by_name TEXT(120) NOT NULL,
  started_at INSTANT NOT NULL,
  closed_by_name TEXT(120) NOT NULL,
  payment_id ID,
  CONSTRAINT fk_remittance_drafts_location FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT fk_remittance_drafts_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE INDEX ix_remittance_drafts_open ON remittance_drafts (state, location_id, id);
CREATE TABLE IF NOT EXISTS remittance_lines (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  draft_id ID NOT NULL,
  position WHOLE NOT NULL,
  invoice_id ID NOT NULL,
  line_id ID NOT NULL,
  allowed_cents CENTS,
  deductible_cents CENTS NOT NULL,
  coinsurance_cents CENTS NOT NULL,
  copay_cents CENTS NOT NULL,
  paid_cents CENTS,
  takeback_cents CENTS NOT NULL,
  codes TEXT(200) NOT NULL,
  follow_up TEXT(200) NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT fk_remittance_lines_draft FOREIGN KEY (draft_id) REFERENCES remittance_drafts (id),
  CONSTRAINT fk_remittance_lines_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT fk_remittance_lines_line FOREIGN KEY (line_id) REFERENCES invoice_lines (id)
);
CREATE INDEX ix_remittance_lines_draft ON remittance_lines (draft_id, position);
CREATE TABLE IF NOT EXISTS remittance_provider_lines (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  draft_id ID NOT NULL,
  position WHOLE NOT NULL,
  code KEY(2) NOT NULL,
  reference TEXT(60) NOT NULL,
  amount_cents CENTS NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT fk_remittance_provider_lines_draft FOREIGN KEY (draft_id) REFERENCES remittance_drafts (id)
);
CREATE INDEX ix_remittance_provider_lines_draft ON remittance_provider_lines (draft_id, position);
