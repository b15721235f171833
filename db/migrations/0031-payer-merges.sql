-- Whoever a merged payer is by now, also over several merges; merged_into stays what was decided, so that it can be undone.
ALTER TABLE payers ADD COLUMN merged_root ID;
CREATE INDEX ix_payers_root ON payers (merged_root, id);
