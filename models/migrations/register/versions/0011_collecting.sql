ALTER TABLE order_status_history ADD COLUMN shift_id BLOB

ALTER TABLE payments ADD COLUMN settles_payment_id BLOB

CREATE INDEX ix_order_status_history_shift_id ON order_status_history (shift_id)

CREATE INDEX ix_payments_settles_payment_id ON payments (settles_payment_id)
