-- Who looks at an item of a worklist, and when next. What is on a list follows from the books; this only keeps what people said about it.

CREATE TABLE IF NOT EXISTS work_items (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  kind KEY(20) NOT NULL,
  subject_key KEY(60) NOT NULL,
  owner_id KEY(40) NOT NULL,
  owner_name TEXT(120) NOT NULL,
  next_on DAY,
  note TEXT(500) NOT NULL,
  state KEY(10) NOT NULL,
  done_on DAY,
  outcome TEXT(500) NOT NULL,
  CONSTRAINT uq_work_items_subject UNIQUE (kind, subject_key),
  CONSTRAINT fk_work_items_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_adjudications_denied ON adjudications (denied_cents, id);
CREATE INDEX ix_adjudications_follow_up ON adjudications (follow_up, id);
CREATE INDEX ix_adjudications_line ON adjudications (line_id, sequence);
CREATE INDEX ix_payer_balances_account ON payer_balances (account_code, open_cents);
CREATE INDEX ix_deposit_items_open ON deposit_items (state, bank_date);
