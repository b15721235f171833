-- When each party is to pay; a share older than this column is due with its invoice.
ALTER TABLE shares ADD COLUMN due_date DAY;
