-- What an insurer is expected to repay the patient for an invoice: a memo, no receivable and no money of the clinic's.

CREATE TABLE IF NOT EXISTS reimbursements (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  invoice_id ID NOT NULL,
  patient_id ID NOT NULL,
  coverage_id ID NOT NULL,
  payer_id ID NOT NULL,
  expected_cents CENTS NOT NULL,
  expected_on DAY NOT NULL,
  state KEY(10) NOT NULL,
  settled_on DAY,
  received_cents CENTS NOT NULL,
  note TEXT(300) NOT NULL,
  CONSTRAINT uq_reimbursements UNIQUE (invoice_id, coverage_id),
  CONSTRAINT fk_reimbursements_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT fk_reimbursements_payer FOREIGN KEY (payer_id) REFERENCES payers (id)
);
CREATE INDEX ix_reimbursements_patient ON reimbursements (patient_id, id);
