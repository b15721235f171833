-- Papers for patients: statements and insurance receipts (superbills). Numbered without gaps, frozen as issued down to each line, every print on record.

CREATE TABLE IF NOT EXISTS documents (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  kind KEY(20) NOT NULL,
  number WHOLE NOT NULL,
  subject_id ID NOT NULL,
  recipient_name TEXT(200) NOT NULL,
  issuer_name TEXT(200) NOT NULL,
  issuer_address TEXT(500) NOT NULL,
  issuer_phone TEXT(40) NOT NULL,
  issuer_tax_id TEXT(40) NOT NULL,
  issued_on DAY NOT NULL,
  from_day DAY NOT NULL,
  as_of DAY NOT NULL,
  amount_cents CENTS NOT NULL,
  head TEXT(4000) NOT NULL,
  CONSTRAINT uq_documents_number UNIQUE (location_id, kind, number),
  CONSTRAINT fk_documents_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_shares_guarantor ON shares (guarantor_id, invoice_id);
CREATE INDEX ix_documents_subject ON documents (subject_id, kind, id);
CREATE TABLE IF NOT EXISTS document_lines (
  id ID NOT NULL PRIMARY KEY,
  document_id ID NOT NULL,
  section KEY(20) NOT NULL,
  position WHOLE NOT NULL,
  content TEXT(4000) NOT NULL,
  CONSTRAINT uq_document_lines UNIQUE (document_id, section, position),
  CONSTRAINT fk_document_lines_document FOREIGN KEY (document_id) REFERENCES documents (id)
);
CREATE TABLE IF NOT EXISTS document_prints (
  id ID NOT NULL PRIMARY KEY,
  document_id ID NOT NULL,
  ordinal WHOLE NOT NULL,
  printed_by KEY(40) NOT NULL,
  printed_name TEXT(120) NOT NULL,
  printed_on DAY NOT NULL,
  reason TEXT(300) NOT NULL,
  CONSTRAINT uq_document_prints UNIQUE (document_id, ordinal),
  CONSTRAINT fk_document_prints_document FOREIGN KEY (document_id) REFERENCES documents (id)
);
