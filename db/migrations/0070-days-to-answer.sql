-- How long a payer usually takes to answer a claim; 30 days where nobody said so.

ALTER TABLE payers ADD COLUMN answer_days WHOLE;
