-- A first password is changed at the first sign-in; who came in, went out or was turned away can be read.
ALTER TABLE staff_secrets ADD COLUMN must_change WHOLE NOT NULL DEFAULT 0;

CREATE TABLE IF NOT EXISTS access_events (
  id ID NOT NULL PRIMARY KEY,
  kind KEY(20) NOT NULL,
  staff_id ID,
  address KEY(60) NOT NULL,
  happened_at INSTANT NOT NULL
);
CREATE INDEX ix_access_events_staff ON access_events (staff_id, id);
