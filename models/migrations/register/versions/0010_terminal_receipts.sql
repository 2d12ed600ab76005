ALTER TABLE payment_attempts ADD COLUMN before_terminal_id TEXT

ALTER TABLE payment_attempts ADD COLUMN before_receipt_no INTEGER

ALTER TABLE payment_attempts ADD COLUMN terminal_id TEXT

ALTER TABLE payment_attempts ADD COLUMN receipt_no INTEGER

ALTER TABLE payment_attempts ADD COLUMN customer_text TEXT

CREATE INDEX ix_payment_attempts_driver_answered_at ON payment_attempts (driver, answered_at)
