-- Who was spoken to about a payer, a payment or an invoice, what was said, and who looks at it again when.
-- What is written stays; a correction is another entry. Only the follow-up changes.
CREATE TABLE IF NOT EXISTS communications (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  payer_id ID NOT NULL,
  location_id ID,
  invoice_id ID,
  payment_id ID,
  happened_on DAY NOT NULL,
  channel KEY(10) NOT NULL,
  spoke_to TEXT(120) NOT NULL,
  body TEXT(2000) NOT NULL,
  written_by KEY(40) NOT NULL,
  author_name TEXT(120) NOT NULL,
  corrects_id ID,
  next_on DAY,
  owner_id KEY(40) NOT NULL,
  owner_name TEXT(120) NOT NULL,
  state KEY(10) NOT NULL,
  closed_at INSTANT,
  closed_by_name TEXT(120) NOT NULL,
  outcome TEXT(500) NOT NULL,
  CONSTRAINT uq_communications_corrects UNIQUE (corrects_id),
  CONSTRAINT fk_communications_payer FOREIGN KEY (payer_id) REFERENCES payers (id),
  CONSTRAINT fk_communications_location FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT fk_communications_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT fk_communications_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
  CONSTRAINT fk_communications_corrects FOREIGN KEY (corrects_id) REFERENCES communications (id)
);
CREATE INDEX ix_communications_payer ON communications (payer_id, id);
CREATE INDEX ix_communications_invoice ON communications (invoice_id, id);
CREATE INDEX ix_communications_payment ON communications (payment_id, id);
CREATE INDEX ix_communications_due ON communications (state, next_on, id);
CREATE INDEX ix_communications_owner ON communications (owner_id, state, next_on, id);
