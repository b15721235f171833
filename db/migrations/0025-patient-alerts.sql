-- What anybody who opens the patient must see: alerts and balance reminders set by hand.

CREATE TABLE IF NOT EXISTS patient_alerts (
  id ID NOT NULL PRIMARY KEY,
  patient_id ID NOT NULL,
  kind KEY(10) NOT NULL,
  text TEXT(300) NOT NULL,
  valid_from DAY NOT NULL,
  valid_until DAY,
  set_by_name TEXT(120) NOT NULL,
  set_on DAY NOT NULL,
  ended_on DAY,
  ended_by_name TEXT(120) NOT NULL,
  CONSTRAINT fk_patient_alerts_patient FOREIGN KEY (patient_id) REFERENCES patients (id)
);
CREATE INDEX ix_patient_alerts_patient ON patient_alerts (patient_id, id);
CREATE INDEX ix_patients_guarantor ON patients (guarantor_id, id);
CREATE INDEX ix_patients_merged ON patients (merged_into, id);
