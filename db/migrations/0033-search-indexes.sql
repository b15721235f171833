-- What is typed into the search box is looked up by the beginning of a column, never by reading a table.
CREATE INDEX ix_patients_first ON patients (first_name, id);
CREATE INDEX ix_invoices_number ON invoices (number, id);
CREATE INDEX ix_invoices_service ON invoices (service_date, id);
CREATE INDEX ix_payments_reference ON payments (reference_key, id);
CREATE INDEX ix_payments_claim ON payments (claim_number, id);
