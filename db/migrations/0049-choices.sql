-- What clerks choose from: payment methods and reasons. Payments and adjustments name them by their code; a retired one stays for what named it.
CREATE TABLE IF NOT EXISTS choices (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  list KEY(20) NOT NULL,
  code KEY(20) NOT NULL,
  name TEXT(60) NOT NULL,
  position WHOLE NOT NULL,
  serves KEY(120) NOT NULL,
  needs_number WHOLE NOT NULL,
  slip KEY(10) NOT NULL,
  on_slip WHOLE NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_choices_code UNIQUE (list, code)
);
