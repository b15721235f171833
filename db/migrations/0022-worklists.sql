-- What waits: open invoices by the day they were posted, and held money by the day it has been held since.

CREATE INDEX ix_invoices_open ON invoices (state, posting_date, id);
CREATE INDEX ix_payment_holdings_since ON payment_holdings (since, id);
