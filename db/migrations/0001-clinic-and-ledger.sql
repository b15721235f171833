-- The whole first schema, for both engines. Type words (ID, CENTS, DAY, INSTANT, KEY(n), TEXT(n), WHOLE, BYTES)
-- are replaced per engine by src/platform/database/migrate.ts; triggers come from db/protection.json.

CREATE TABLE IF NOT EXISTS audit_acts (
  id ID NOT NULL PRIMARY KEY,
  command KEY(80) NOT NULL,
  title TEXT(160) NOT NULL,
  outcome KEY(10) NOT NULL,
  refusal TEXT(1000),
  reason TEXT(500),
  actor_kind KEY(10) NOT NULL,
  actor_id KEY(40) NOT NULL,
  actor_name TEXT(120) NOT NULL,
  actor_role TEXT(120) NOT NULL,
  address KEY(60) NOT NULL,
  session_ref KEY(16) NOT NULL,
  request_id KEY(40) NOT NULL,
  submission KEY(64) NOT NULL,
  entered_at INSTANT NOT NULL
);

CREATE TABLE IF NOT EXISTS audit_entries (
  id ID NOT NULL PRIMARY KEY,
  act_id ID NOT NULL,
  record_type KEY(40) NOT NULL,
  record_id ID NOT NULL,
  version WHOLE NOT NULL,
  kind KEY(12) NOT NULL,
  diff BYTES NOT NULL,
  entered_at INSTANT NOT NULL,
  CONSTRAINT uq_audit_entries_record UNIQUE (record_type, record_id, version),
  CONSTRAINT fk_audit_entries_act FOREIGN KEY (act_id) REFERENCES audit_acts (id)
);
CREATE INDEX ix_audit_entries_act ON audit_entries (act_id, id);
CREATE INDEX ix_audit_entries_record ON audit_entries (record_id, version);

CREATE TABLE IF NOT EXISTS audit_act_locations (
  act_id ID NOT NULL,
  location_id ID NOT NULL,
  PRIMARY KEY (location_id, act_id),
  CONSTRAINT fk_audit_act_locations_act FOREIGN KEY (act_id) REFERENCES audit_acts (id)
);
CREATE INDEX ix_audit_acts_actor ON audit_acts (actor_id, id);
CREATE INDEX ix_audit_act_locations_act ON audit_act_locations (act_id);

CREATE TABLE IF NOT EXISTS idempotency (
  submission KEY(64) NOT NULL PRIMARY KEY,
  command KEY(80) NOT NULL,
  actor_id KEY(40) NOT NULL,
  content_hash KEY(64) NOT NULL,
  content BYTES NOT NULL,
  act_id ID NOT NULL,
  answer BYTES,
  entered_at INSTANT NOT NULL
);

CREATE TABLE IF NOT EXISTS number_blocks (
  kind KEY(20) NOT NULL PRIMARY KEY,
  next_number WHOLE NOT NULL
);

CREATE TABLE IF NOT EXISTS organizations (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  name TEXT(120) NOT NULL,
  currency KEY(3) NOT NULL,
  exponent WHOLE NOT NULL
);

CREATE TABLE IF NOT EXISTS locations (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  code KEY(20) NOT NULL,
  name TEXT(120) NOT NULL,
  time_zone KEY(60) NOT NULL,
  address TEXT(300) NOT NULL,
  tax_id TEXT(40) NOT NULL,
  invoice_prefix KEY(10) NOT NULL,
  terms_days WHOLE NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_locations_code UNIQUE (code),
  CONSTRAINT uq_locations_prefix UNIQUE (invoice_prefix)
);

CREATE TABLE IF NOT EXISTS staff (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  user_name KEY(60) NOT NULL,
  display_name TEXT(120) NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_staff_user_name UNIQUE (user_name)
);
CREATE TABLE IF NOT EXISTS grants (
  id ID NOT NULL PRIMARY KEY,
  staff_id ID NOT NULL,
  role KEY(20) NOT NULL,
  location_id KEY(26) NOT NULL,
  CONSTRAINT uq_grants UNIQUE (staff_id, role, location_id),
  CONSTRAINT fk_grants_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
);
CREATE TABLE IF NOT EXISTS staff_secrets (
  staff_id ID NOT NULL PRIMARY KEY,
  password_hash TEXT(200) NOT NULL,
  CONSTRAINT fk_staff_secrets FOREIGN KEY (staff_id) REFERENCES staff (id)
);
CREATE TABLE IF NOT EXISTS sessions (
  id ID NOT NULL PRIMARY KEY,
  token_hash KEY(64) NOT NULL,
  staff_id ID NOT NULL,
  location_id ID NOT NULL,
  address KEY(60) NOT NULL,
  signed_in_at INSTANT NOT NULL,
  seen_at INSTANT NOT NULL,
  ended_at INSTANT,
  CONSTRAINT uq_sessions_token UNIQUE (token_hash),
  CONSTRAINT fk_sessions_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
);

CREATE INDEX ix_sessions_staff ON sessions (staff_id, id);

CREATE TABLE IF NOT EXISTS days (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  day DAY NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_days UNIQUE (location_id, day),
  CONSTRAINT fk_days_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE TABLE IF NOT EXISTS series (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  kind KEY(20) NOT NULL,
  next_number WHOLE NOT NULL,
  CONSTRAINT uq_series UNIQUE (location_id, kind),
  CONSTRAINT fk_series_location FOREIGN KEY (location_id) REFERENCES locations (id)
);

CREATE TABLE IF NOT EXISTS payers (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  name TEXT(120) NOT NULL,
  name_key KEY(120) NOT NULL,
  kind KEY(20) NOT NULL,
  payer_ref KEY(40) NOT NULL,
  address TEXT(300) NOT NULL,
  phone TEXT(40) NOT NULL,
  terms_days WHOLE,
  state KEY(10) NOT NULL,
  merged_into ID,
  CONSTRAINT uq_payers_name UNIQUE (name_key)
);

CREATE TABLE IF NOT EXISTS patients (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  number KEY(20) NOT NULL,
  last_name TEXT(80) NOT NULL,
  first_name TEXT(80) NOT NULL,
  search_name KEY(170) NOT NULL,
  birth_date DAY NOT NULL,
  phone TEXT(40) NOT NULL,
  email TEXT(120) NOT NULL,
  address TEXT(300) NOT NULL,
  guarantor_id ID NOT NULL,
  merged_into ID,
  CONSTRAINT uq_patients_number UNIQUE (number)
);
CREATE INDEX ix_patients_name ON patients (search_name, id);
CREATE INDEX ix_patients_birth ON patients (birth_date, id);
CREATE TABLE IF NOT EXISTS patient_locations (
  id ID NOT NULL PRIMARY KEY,
  patient_id ID NOT NULL,
  location_id ID NOT NULL,
  CONSTRAINT uq_patient_locations UNIQUE (location_id, patient_id),
  CONSTRAINT fk_patient_locations_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT fk_patient_locations_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_patient_locations_patient ON patient_locations (patient_id);
CREATE TABLE IF NOT EXISTS coverages (
  id ID NOT NULL PRIMARY KEY,
  patient_id ID NOT NULL,
  payer_id ID NOT NULL,
  sequence WHOLE NOT NULL,
  repay KEY(10) NOT NULL,
  member_id TEXT(60) NOT NULL,
  member_key KEY(60) NOT NULL,
  group_number TEXT(60) NOT NULL,
  copay_kind KEY(10) NOT NULL,
  copay_value WHOLE NOT NULL,
  copay_whose KEY(10) NOT NULL,
  valid_from DAY NOT NULL,
  valid_to DAY,
  CONSTRAINT fk_coverages_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT fk_coverages_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE INDEX ix_coverages_patient ON coverages (patient_id, sequence);

CREATE TABLE IF NOT EXISTS services (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  code KEY(30) NOT NULL,
  description TEXT(160) NOT NULL,
  tax_basis_points WHOLE NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_services_code UNIQUE (code)
);
CREATE TABLE IF NOT EXISTS prices (
  id ID NOT NULL PRIMARY KEY,
  service_id ID NOT NULL,
  location_id ID NOT NULL,
  price_cents CENTS NOT NULL,
  CONSTRAINT uq_prices UNIQUE (location_id, service_id),
  CONSTRAINT fk_prices_service FOREIGN KEY (service_id) REFERENCES services (id),
  CONSTRAINT fk_prices_location FOREIGN KEY (location_id) REFERENCES locations (id)
);

CREATE TABLE IF NOT EXISTS accounts (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  code KEY(4) NOT NULL,
  name TEXT(80) NOT NULL,
  type KEY(20) NOT NULL,
  CONSTRAINT uq_accounts_code UNIQUE (code)
);

CREATE TABLE IF NOT EXISTS invoice_drafts (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  patient_id ID NOT NULL,
  state KEY(10) NOT NULL,
  started_on DAY NOT NULL,
  split KEY(10) NOT NULL,
  CONSTRAINT fk_invoice_drafts_location FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT fk_invoice_drafts_patient FOREIGN KEY (patient_id) REFERENCES patients (id)
);
CREATE INDEX ix_invoice_drafts_patient ON invoice_drafts (patient_id, state, id);
CREATE INDEX ix_invoice_drafts_location ON invoice_drafts (location_id, state, id);
CREATE TABLE IF NOT EXISTS draft_lines (
  id ID NOT NULL PRIMARY KEY,
  draft_id ID NOT NULL,
  position WHOLE NOT NULL,
  service_id ID NOT NULL,
  code KEY(30) NOT NULL,
  description TEXT(160) NOT NULL,
  service_date DAY NOT NULL,
  quantity WHOLE NOT NULL,
  unit_price_cents CENTS NOT NULL,
  tax_basis_points WHOLE NOT NULL,
  net_cents CENTS NOT NULL,
  tax_cents CENTS NOT NULL,
  charge_cents CENTS NOT NULL,
  CONSTRAINT fk_draft_lines_draft FOREIGN KEY (draft_id) REFERENCES invoice_drafts (id)
);
CREATE INDEX ix_draft_lines_draft ON draft_lines (draft_id, position);
CREATE TABLE IF NOT EXISTS draft_shares (
  id ID NOT NULL PRIMARY KEY,
  draft_id ID NOT NULL,
  line_id ID NOT NULL,
  party_kind KEY(10) NOT NULL,
  party_key KEY(26) NOT NULL,
  payer_id ID,
  sequence WHOLE NOT NULL,
  amount_cents CENTS NOT NULL,
  CONSTRAINT uq_draft_shares UNIQUE (line_id, party_kind, party_key),
  CONSTRAINT fk_draft_shares_draft FOREIGN KEY (draft_id) REFERENCES invoice_drafts (id)
);
CREATE INDEX ix_draft_shares_draft ON draft_shares (draft_id);

CREATE TABLE IF NOT EXISTS invoices (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  number KEY(30) NOT NULL,
  origin KEY(10) NOT NULL,
  patient_id ID NOT NULL,
  guarantor_id ID NOT NULL,
  patient_name TEXT(170) NOT NULL,
  guarantor_name TEXT(170) NOT NULL,
  issuer_name TEXT(120) NOT NULL,
  issuer_address TEXT(300) NOT NULL,
  service_date DAY NOT NULL,
  posting_date DAY NOT NULL,
  original_date DAY NOT NULL,
  due_date DAY NOT NULL,
  charge_cents CENTS NOT NULL,
  state KEY(10) NOT NULL,
  open_cents CENTS NOT NULL,
  CONSTRAINT uq_invoices_number UNIQUE (location_id, number),
  CONSTRAINT fk_invoices_day FOREIGN KEY (location_id, posting_date) REFERENCES days (location_id, day),
  CONSTRAINT fk_invoices_patient FOREIGN KEY (patient_id) REFERENCES patients (id)
);
CREATE INDEX ix_invoices_patient ON invoices (patient_id, id);
CREATE INDEX ix_invoices_location ON invoices (location_id, id);
CREATE TABLE IF NOT EXISTS invoice_lines (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  position WHOLE NOT NULL,
  kind KEY(10) NOT NULL,
  service_id ID,
  code KEY(30) NOT NULL,
  description TEXT(160) NOT NULL,
  service_date DAY NOT NULL,
  quantity WHOLE NOT NULL,
  unit_price_cents CENTS NOT NULL,
  tax_basis_points WHOLE NOT NULL,
  net_cents CENTS NOT NULL,
  tax_cents CENTS NOT NULL,
  charge_cents CENTS NOT NULL,
  state KEY(10) NOT NULL,
  credited_cents CENTS NOT NULL,
  tax_credited_cents CENTS NOT NULL,
  CONSTRAINT uq_invoice_lines UNIQUE (invoice_id, position),
  CONSTRAINT fk_invoice_lines_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id)
);
CREATE TABLE IF NOT EXISTS shares (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  line_id ID NOT NULL,
  party_kind KEY(10) NOT NULL,
  party_key KEY(26) NOT NULL,
  payer_id ID,
  guarantor_id ID,
  sequence WHOLE NOT NULL,
  charged_cents CENTS NOT NULL,
  paid_cents CENTS NOT NULL,
  adjusted_cents CENTS NOT NULL,
  last_posted_on DAY NOT NULL,
  CONSTRAINT uq_shares UNIQUE (line_id, party_kind, party_key),
  CONSTRAINT fk_shares_line FOREIGN KEY (line_id) REFERENCES invoice_lines (id),
  CONSTRAINT fk_shares_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT fk_shares_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE INDEX ix_shares_invoice ON shares (invoice_id);
CREATE INDEX ix_shares_payer ON shares (payer_id, invoice_id);
CREATE TABLE IF NOT EXISTS transfers (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  line_id ID NOT NULL,
  from_share_id ID NOT NULL,
  to_share_id ID NOT NULL,
  amount_cents CENTS NOT NULL,
  cause KEY(20) NOT NULL,
  payment_id ID,
  adjudication_id ID,
  posting_date DAY NOT NULL,
  invoice_version WHOLE NOT NULL,
  ordinal WHOLE NOT NULL,
  reverses_id ID,
  CONSTRAINT uq_transfers_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_transfers_from FOREIGN KEY (from_share_id) REFERENCES shares (id),
  CONSTRAINT fk_transfers_to FOREIGN KEY (to_share_id) REFERENCES shares (id),
  CONSTRAINT fk_transfers_reverses FOREIGN KEY (reverses_id) REFERENCES transfers (id)
);
CREATE INDEX ix_transfers_invoice ON transfers (invoice_id, id);
CREATE INDEX ix_transfers_payment ON transfers (payment_id);
CREATE TABLE IF NOT EXISTS adjustments (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  line_id ID NOT NULL,
  share_id ID NOT NULL,
  kind KEY(20) NOT NULL,
  reason_code KEY(10) NOT NULL,
  reason TEXT(500) NOT NULL,
  amount_cents CENTS NOT NULL,
  tax_cents CENTS NOT NULL,
  payment_id ID,
  adjudication_id ID,
  posting_date DAY NOT NULL,
  invoice_version WHOLE NOT NULL,
  ordinal WHOLE NOT NULL,
  reverses_id ID,
  CONSTRAINT uq_adjustments_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_adjustments_share FOREIGN KEY (share_id) REFERENCES shares (id),
  CONSTRAINT fk_adjustments_reverses FOREIGN KEY (reverses_id) REFERENCES adjustments (id)
);
CREATE INDEX ix_adjustments_invoice ON adjustments (invoice_id, id);
CREATE INDEX ix_adjustments_payment ON adjustments (payment_id);

CREATE TABLE IF NOT EXISTS payments (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  number WHOLE NOT NULL,
  kind KEY(10) NOT NULL,
  payer_id ID,
  guarantor_id ID,
  party_root KEY(26) NOT NULL,
  method KEY(20) NOT NULL,
  amount_cents CENTS NOT NULL,
  reference TEXT(60) NOT NULL,
  reference_key KEY(60) NOT NULL,
  duplicate_ordinal WHOLE NOT NULL,
  duplicate_reason TEXT(500),
  live_key KEY(26) NOT NULL,
  payment_date DAY NOT NULL,
  deposit_date DAY,
  posting_date DAY NOT NULL,
  claim_number TEXT(120) NOT NULL,
  notes TEXT(1000) NOT NULL,
  posted_by KEY(40) NOT NULL,
  state KEY(10) NOT NULL,
  allocated_cents CENTS NOT NULL,
  parts_cents CENTS NOT NULL,
  unapplied_cents CENTS NOT NULL,
  refunded_cents CENTS NOT NULL,
  owed_cents CENTS NOT NULL,
  recouped_cents CENTS NOT NULL,
  last_posted_on DAY NOT NULL,
  CONSTRAINT uq_payments_number UNIQUE (number),
  CONSTRAINT uq_payments_reference UNIQUE (party_root, reference_key, duplicate_ordinal, live_key),
  CONSTRAINT fk_payments_day FOREIGN KEY (location_id, posting_date) REFERENCES days (location_id, day),
  CONSTRAINT fk_payments_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE INDEX ix_payments_location ON payments (location_id, id);
CREATE INDEX ix_payments_payer ON payments (payer_id, id);
CREATE INDEX ix_payments_guarantor ON payments (guarantor_id, id);
CREATE TABLE IF NOT EXISTS allocations (
  id ID NOT NULL PRIMARY KEY,
  payment_id ID NOT NULL,
  invoice_id ID NOT NULL,
  line_id ID NOT NULL,
  share_id ID NOT NULL,
  amount_cents CENTS NOT NULL,
  origin_id ID NOT NULL,
  taken_origin_id ID,
  posting_date DAY NOT NULL,
  reverses_id ID,
  CONSTRAINT uq_allocations_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_allocations_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
  CONSTRAINT fk_allocations_share FOREIGN KEY (share_id) REFERENCES shares (id),
  CONSTRAINT fk_allocations_reverses FOREIGN KEY (reverses_id) REFERENCES allocations (id)
);
CREATE INDEX ix_allocations_payment ON allocations (payment_id, id);
CREATE INDEX ix_allocations_invoice ON allocations (invoice_id, id);
CREATE INDEX ix_allocations_share ON allocations (share_id, id);
CREATE TABLE IF NOT EXISTS payment_holdings (
  id ID NOT NULL PRIMARY KEY,
  payment_id ID NOT NULL,
  kind KEY(20) NOT NULL,
  reference KEY(40) NOT NULL,
  amount_cents CENTS NOT NULL,
  owner_id KEY(40) NOT NULL,
  since DAY NOT NULL,
  CONSTRAINT uq_payment_holdings UNIQUE (payment_id, kind, reference),
  CONSTRAINT fk_payment_holdings_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
);

CREATE TABLE IF NOT EXISTS journals (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  number WHOLE NOT NULL,
  act_id ID NOT NULL,
  cause KEY(30) NOT NULL,
  memo TEXT(300) NOT NULL,
  source_type KEY(20) NOT NULL,
  source_id ID NOT NULL,
  posting_date DAY NOT NULL,
  event_date DAY NOT NULL,
  reverses_id ID,
  CONSTRAINT uq_journals_number UNIQUE (number),
  CONSTRAINT uq_journals_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_journals_reverses FOREIGN KEY (reverses_id) REFERENCES journals (id)
);
CREATE INDEX ix_journals_source ON journals (source_id, id);
CREATE INDEX ix_journals_act ON journals (act_id);
CREATE TABLE IF NOT EXISTS entries (
  id ID NOT NULL PRIMARY KEY,
  journal_id ID NOT NULL,
  position WHOLE NOT NULL,
  location_id ID NOT NULL,
  posting_date DAY NOT NULL,
  account_code KEY(4) NOT NULL,
  amount_cents CENTS NOT NULL,
  invoice_id ID,
  share_id ID,
  payment_id ID,
  payer_id ID,
  patient_id ID,
  item_id ID,
  CONSTRAINT uq_entries UNIQUE (journal_id, position),
  CONSTRAINT fk_entries_journal FOREIGN KEY (journal_id) REFERENCES journals (id),
  CONSTRAINT fk_entries_day FOREIGN KEY (location_id, posting_date) REFERENCES days (location_id, day),
  CONSTRAINT fk_entries_account FOREIGN KEY (account_code) REFERENCES accounts (code),
  CONSTRAINT fk_entries_share FOREIGN KEY (share_id) REFERENCES shares (id),
  CONSTRAINT fk_entries_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
);
CREATE INDEX ix_entries_patient ON entries (patient_id, posting_date, id);
CREATE INDEX ix_entries_share ON entries (share_id, id);
CREATE INDEX ix_entries_payment ON entries (payment_id, id);
CREATE INDEX ix_entries_invoice ON entries (invoice_id, id);
CREATE INDEX ix_entries_location ON entries (location_id, account_code, posting_date);
