ALTER TABLE payment_attempts ADD COLUMN giving_back_since TEXT

CREATE INDEX ix_payment_attempts_giving_back ON payment_attempts (giving_back_since) WHERE giving_back_since IS NOT NULL
