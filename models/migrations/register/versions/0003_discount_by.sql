ALTER TABLE carts ADD COLUMN discount_by BLOB

CREATE INDEX ix_carts_discount_by ON carts (discount_by)

ALTER TABLE cart_lines ADD COLUMN discount_by BLOB

CREATE INDEX ix_cart_lines_discount_by ON cart_lines (discount_by)