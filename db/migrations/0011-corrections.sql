-- Which draft (and so which invoice) took the place of a voided invoice, and which payment that of a reversed one.
CREATE TABLE IF NOT EXISTS invoice_corrections (
  id ID NOT NULL PRIMARY KEY,
  invoice_id ID NOT NULL,
  reissue_id ID NOT NULL,
  reason TEXT(500) NOT NULL,
  posting_date DAY NOT NULL,
  CONSTRAINT uq_invoice_corrections UNIQUE (invoice_id),
  CONSTRAINT uq_invoice_corrections_reissue UNIQUE (reissue_id),
  CONSTRAINT fk_invoice_corrections_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id)
);
CREATE TABLE IF NOT EXISTS payment_corrections (
  id ID NOT NULL PRIMARY KEY,
  payment_id ID NOT NULL,
  replacement_id ID NOT NULL,
  reason TEXT(500) NOT NULL,
  posting_date DAY NOT NULL,
  CONSTRAINT uq_payment_corrections UNIQUE (payment_id),
  CONSTRAINT uq_payment_corrections_replacement UNIQUE (replacement_id),
  CONSTRAINT fk_payment_corrections_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
);
