-- What a location prints on its invoices, and where its invoice numbers took up another prefix or left numbers out on purpose.
ALTER TABLE locations ADD COLUMN phone TEXT(40) NOT NULL DEFAULT '';
ALTER TABLE locations ADD COLUMN invoice_header TEXT(500) NOT NULL DEFAULT '';
ALTER TABLE locations ADD COLUMN invoice_footer TEXT(500) NOT NULL DEFAULT '';

CREATE TABLE IF NOT EXISTS number_breaks (
  id ID NOT NULL PRIMARY KEY,
  series_id ID NOT NULL,
  prefix KEY(10) NOT NULL,
  next_number WHOLE NOT NULL,
  resumes_at WHOLE NOT NULL,
  CONSTRAINT fk_number_breaks_series FOREIGN KEY (series_id) REFERENCES series (id)
);
CREATE INDEX ix_number_breaks_series ON number_breaks (series_id, next_number);
