-- A location asks for a patient who is registered elsewhere, instead of registering a duplicate.

CREATE TABLE IF NOT EXISTS access_requests (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  patient_id ID NOT NULL,
  last_name TEXT(80) NOT NULL,
  first_name TEXT(80) NOT NULL,
  birth_date DAY NOT NULL,
  number KEY(20) NOT NULL,
  note TEXT(500) NOT NULL,
  asked_by KEY(40) NOT NULL,
  asked_by_name TEXT(120) NOT NULL,
  asked_on DAY NOT NULL,
  state KEY(10) NOT NULL,
  decided_by_name TEXT(120) NOT NULL,
  decided_on DAY,
  declined_because TEXT(500) NOT NULL,
  open_key KEY(26) NOT NULL,
  CONSTRAINT uq_access_requests_open UNIQUE (patient_id, location_id, open_key),
  CONSTRAINT fk_access_requests_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT fk_access_requests_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_access_requests_location ON access_requests (location_id, id);
CREATE TABLE IF NOT EXISTS access_request_holders (
  id ID NOT NULL PRIMARY KEY,
  request_id ID NOT NULL,
  location_id ID NOT NULL,
  CONSTRAINT uq_access_request_holders UNIQUE (request_id, location_id),
  CONSTRAINT fk_access_request_holders_request FOREIGN KEY (request_id) REFERENCES access_requests (id)
);
CREATE INDEX ix_access_request_holders_location ON access_request_holders (location_id, request_id);
