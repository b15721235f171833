-- Receipts of money received from patients and other payers: numbered without gaps, frozen as issued, every print on record.

CREATE TABLE IF NOT EXISTS receipts (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  number WHOLE NOT NULL,
  payer_name TEXT(200) NOT NULL,
  issuer_name TEXT(200) NOT NULL,
  issuer_address TEXT(500) NOT NULL,
  issuer_tax_id TEXT(40) NOT NULL,
  received_on DAY NOT NULL,
  issued_on DAY NOT NULL,
  amount_cents CENTS NOT NULL,
  held_cents CENTS NOT NULL,
  due_cents CENTS NOT NULL,
  CONSTRAINT uq_receipts_number UNIQUE (location_id, number),
  CONSTRAINT fk_receipts_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE TABLE IF NOT EXISTS receipt_tenders (
  id ID NOT NULL PRIMARY KEY,
  receipt_id ID NOT NULL,
  payment_id ID NOT NULL,
  method_name TEXT(80) NOT NULL,
  reference TEXT(60) NOT NULL,
  amount_cents CENTS NOT NULL,
  CONSTRAINT uq_receipt_tenders UNIQUE (payment_id),
  CONSTRAINT fk_receipt_tenders_receipt FOREIGN KEY (receipt_id) REFERENCES receipts (id),
  CONSTRAINT fk_receipt_tenders_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
);
CREATE INDEX ix_receipt_tenders_receipt ON receipt_tenders (receipt_id);
CREATE TABLE IF NOT EXISTS receipt_lines (
  id ID NOT NULL PRIMARY KEY,
  receipt_id ID NOT NULL,
  invoice_id ID NOT NULL,
  invoice_number TEXT(40) NOT NULL,
  patient_name TEXT(200) NOT NULL,
  service_date DAY NOT NULL,
  amount_cents CENTS NOT NULL,
  CONSTRAINT fk_receipt_lines_receipt FOREIGN KEY (receipt_id) REFERENCES receipts (id)
);
CREATE INDEX ix_receipt_lines_receipt ON receipt_lines (receipt_id);
CREATE TABLE IF NOT EXISTS receipt_prints (
  id ID NOT NULL PRIMARY KEY,
  receipt_id ID NOT NULL,
  ordinal WHOLE NOT NULL,
  printed_by KEY(40) NOT NULL,
  printed_name TEXT(120) NOT NULL,
  printed_on DAY NOT NULL,
  reason TEXT(300) NOT NULL,
  CONSTRAINT uq_receipt_prints UNIQUE (receipt_id, ordinal),
  CONSTRAINT fk_receipt_prints_receipt FOREIGN KEY (receipt_id) REFERENCES receipts (id)
);
