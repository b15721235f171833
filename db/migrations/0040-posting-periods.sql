-- Months as posting periods: open, soft closed (supervisor and finance only, with a reason), closed.

CREATE TABLE IF NOT EXISTS periods (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  month KEY(7) NOT NULL,
  state KEY(12) NOT NULL,
  CONSTRAINT uq_periods UNIQUE (location_id, month),
  CONSTRAINT fk_periods_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_payments_posted ON payments (location_id, posting_date, id);
