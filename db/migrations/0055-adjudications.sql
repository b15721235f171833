-- What an insurer decided about each line, code by code, as its explanation of benefits says it; never changed, only followed by a further decision or its reversal.

CREATE TABLE IF NOT EXISTS adjudications (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  line_id ID NOT NULL,
  share_id ID NOT NULL,
  payer_id ID NOT NULL,
  payment_id ID NOT NULL,
  sequence WHOLE NOT NULL,
  kind KEY(10) NOT NULL,
  reverses_id ID,
  charge_cents CENTS NOT NULL,
  allowed_cents CENTS,
  paid_cents CENTS NOT NULL,
  contractual_cents CENTS NOT NULL,
  responsibility_cents CENTS NOT NULL,
  denied_cents CENTS NOT NULL,
  prior_cents CENTS NOT NULL,
  taken_cents CENTS NOT NULL,
  claim_number TEXT(120) NOT NULL,
  remarks TEXT(200) NOT NULL,
  follow_up TEXT(500) NOT NULL,
  posting_date DAY NOT NULL,
  invoice_version WHOLE NOT NULL,
  ordinal WHOLE NOT NULL,
  CONSTRAINT uq_adjudications_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_adjudications_share FOREIGN KEY (share_id) REFERENCES shares (id),
  CONSTRAINT fk_adjudications_reverses FOREIGN KEY (reverses_id) REFERENCES adjudications (id)
);
CREATE INDEX ix_adjudications_invoice ON adjudications (invoice_id, id);
CREATE INDEX ix_adjudications_payment ON adjudications (payment_id, id);
CREATE TABLE IF NOT EXISTS adjudication_codes (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  adjudication_id ID NOT NULL,
  position WHOLE NOT NULL,
  group_code KEY(2) NOT NULL,
  reason_code KEY(10) NOT NULL,
  treatment KEY(20) NOT NULL,
  amount_cents CENTS NOT NULL,
  CONSTRAINT uq_adjudication_codes UNIQUE (adjudication_id, position),
  CONSTRAINT fk_adjudication_codes FOREIGN KEY (adjudication_id) REFERENCES adjudications (id)
);
CREATE INDEX ix_adjudication_codes_invoice ON adjudication_codes (invoice_id, id);
