-- Where the money of a payment lies until it is deposited: the till or the undeposited funds, as its method said when it was received.
-- Empty on payments of before: only cash lay in the till.

ALTER TABLE payments ADD COLUMN lies_in KEY(10) NOT NULL DEFAULT '';
