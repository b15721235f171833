-- The outbox: e-mails with a paper each, and what the mail server said at every try.

CREATE TABLE IF NOT EXISTS mails (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  location_id ID NOT NULL,
  paper_kind KEY(20) NOT NULL,
  paper_id ID NOT NULL,
  paper_title TEXT(120) NOT NULL,
  to_address TEXT(160) NOT NULL,
  subject TEXT(200) NOT NULL,
  body TEXT(2000) NOT NULL,
  queued_by KEY(40) NOT NULL,
  queued_name TEXT(120) NOT NULL,
  queued_at INSTANT NOT NULL,
  state KEY(10) NOT NULL,
  tries WHOLE NOT NULL,
  next_try_at INSTANT,
  CONSTRAINT fk_mails_location FOREIGN KEY (location_id) REFERENCES locations (id)
);
CREATE INDEX ix_mails_next ON mails (next_try_at, id);
CREATE INDEX ix_mails_paper ON mails (paper_kind, paper_id, id);
CREATE INDEX ix_mails_state ON mails (state, id);

CREATE TABLE IF NOT EXISTS mail_tries (
  id ID NOT NULL PRIMARY KEY,
  mail_id ID NOT NULL,
  ordinal WHOLE NOT NULL,
  tried_at INSTANT NOT NULL,
  outcome KEY(10) NOT NULL,
  detail TEXT(500) NOT NULL,
  CONSTRAINT uq_mail_tries UNIQUE (mail_id, ordinal),
  CONSTRAINT fk_mail_tries_mail FOREIGN KEY (mail_id) REFERENCES mails (id)
);
