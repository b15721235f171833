-- What two locations owe each other is settled by transfers between their banks; the pair is what two people may not settle at once.
CREATE TABLE IF NOT EXISTS location_pairs (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  one_id ID NOT NULL,
  other_id ID NOT NULL,
  CONSTRAINT uq_location_pairs UNIQUE (one_id, other_id),
  CONSTRAINT fk_location_pairs_one FOREIGN KEY (one_id) REFERENCES locations (id),
  CONSTRAINT fk_location_pairs_other FOREIGN KEY (other_id) REFERENCES locations (id)
);
CREATE TABLE IF NOT EXISTS location_settlements (
  id ID NOT NULL PRIMARY KEY,
  pair_id ID NOT NULL,
  from_id ID NOT NULL,
  to_id ID NOT NULL,
  amount_cents CENTS NOT NULL,
  reference TEXT(60) NOT NULL,
  reason TEXT(500) NOT NULL,
  posting_date DAY NOT NULL,
  posted_by KEY(40) NOT NULL,
  reverses_id ID,
  CONSTRAINT uq_location_settlements_reverses UNIQUE (reverses_id),
  CONSTRAINT fk_location_settlements_pair FOREIGN KEY (pair_id) REFERENCES location_pairs (id),
  CONSTRAINT fk_location_settlements_from FOREIGN KEY (from_id, posting_date) REFERENCES days (location_id, day),
  CONSTRAINT fk_location_settlements_to FOREIGN KEY (to_id, posting_date) REFERENCES days (location_id, day)
);
CREATE INDEX ix_location_settlements_pair ON location_settlements (pair_id, id);
