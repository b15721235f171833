-- What the ledger check found, and when; and the leases by which one of several processes is chosen for work in the background.

CREATE TABLE IF NOT EXISTS check_runs (
  id ID NOT NULL PRIMARY KEY,
  asked_by KEY(40) NOT NULL,
  asked_name TEXT(120) NOT NULL,
  started_at INSTANT NOT NULL,
  invariants WHOLE NOT NULL,
  ended_at INSTANT,
  state KEY(12) NOT NULL,
  found WHOLE NOT NULL
);
CREATE TABLE IF NOT EXISTS check_results (
  id ID NOT NULL PRIMARY KEY,
  run_id ID NOT NULL,
  invariant KEY(80) NOT NULL,
  proved_at INSTANT NOT NULL,
  took_ms WHOLE NOT NULL,
  found WHOLE NOT NULL,
  CONSTRAINT uq_check_results UNIQUE (run_id, invariant),
  CONSTRAINT fk_check_results_run FOREIGN KEY (run_id) REFERENCES check_runs (id)
);
CREATE TABLE IF NOT EXISTS check_findings (
  id ID NOT NULL PRIMARY KEY,
  run_id ID NOT NULL,
  invariant KEY(80) NOT NULL,
  record_id KEY(26) NOT NULL,
  record TEXT(300) NOT NULL,
  expected TEXT(200) NOT NULL,
  actual TEXT(200) NOT NULL,
  CONSTRAINT fk_check_findings_run FOREIGN KEY (run_id) REFERENCES check_runs (id)
);
CREATE INDEX ix_check_findings_run ON check_findings (run_id, id);

CREATE TABLE IF NOT EXISTS leases (
  name KEY(40) NOT NULL PRIMARY KEY,
  holder KEY(26) NOT NULL,
  expires_at INSTANT NOT NULL
);
