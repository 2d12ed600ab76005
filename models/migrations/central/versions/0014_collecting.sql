ALTER TABLE order_status_history ADD COLUMN shift_id UUID

ALTER TABLE order_status_history
  ADD CONSTRAINT fk_order_status_history_shift_id
  FOREIGN KEY (shift_id) REFERENCES shifts (id) ON DELETE RESTRICT

ALTER TABLE payments ADD COLUMN settles_payment_id UUID

ALTER TABLE payments
  ADD CONSTRAINT fk_payments_settles_payment_id
  FOREIGN KEY (settles_payment_id) REFERENCES payments (id) ON DELETE RESTRICT

CREATE INDEX ix_order_status_history_shift_id ON order_status_history (shift_id)

CREATE INDEX ix_payments_settles_payment_id ON payments (settles_payment_id)
