ALTER TABLE users ADD COLUMN credit_limit_cents BIGINT
