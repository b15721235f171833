-- Scans of papers. The file lies in DATA_DIR under its hash; this says whose it is and what it must still be.

CREATE TABLE IF NOT EXISTS scans (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  subject_kind KEY(20) NOT NULL,
  subject_id ID NOT NULL,
  hash KEY(64) NOT NULL,
  media_type KEY(40) NOT NULL,
  byte_size WHOLE NOT NULL,
  file_name TEXT(200) NOT NULL,
  added_by KEY(40) NOT NULL,
  added_name TEXT(120) NOT NULL,
  added_at INSTANT NOT NULL,
  state KEY(10) NOT NULL,
  removed_reason TEXT(300) NOT NULL,
  CONSTRAINT fk_scans_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_scans_subject ON scans (subject_kind, subject_id, id);
CREATE INDEX ix_remittance_drafts_payment ON remittance_drafts (payment_id);
