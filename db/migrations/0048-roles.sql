-- Roles that the clinic makes for itself, as copies of a built-in one. Grants name a role by its code, as they name a built-in one.
CREATE TABLE IF NOT EXISTS roles (
  id ID NOT NULL PRIMARY KEY,
  version WHOLE NOT NULL,
  code KEY(20) NOT NULL,
  name TEXT(60) NOT NULL,
  base KEY(20) NOT NULL,
  state KEY(10) NOT NULL,
  CONSTRAINT uq_roles_code UNIQUE (code)
);
CREATE TABLE IF NOT EXISTS role_rights (
  id ID NOT NULL PRIMARY KEY,
  role_id ID NOT NULL,
  permission KEY(40) NOT NULL,
  CONSTRAINT uq_role_rights UNIQUE (role_id, permission),
  CONSTRAINT fk_role_rights_role FOREIGN KEY (role_id) REFERENCES roles (id)
);
CREATE INDEX ix_grants_role ON grants (role);
