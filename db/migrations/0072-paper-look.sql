-- How a location's papers look: a color, and a logo whose file lies in DATA_DIR under its hash. A light logo is printed on the color.

ALTER TABLE locations ADD COLUMN paper_color KEY(7) NOT NULL DEFAULT '';
ALTER TABLE locations ADD COLUMN logo_hash KEY(64) NOT NULL DEFAULT '';
ALTER TABLE locations ADD COLUMN logo_is_light WHOLE NOT NULL DEFAULT 0;
