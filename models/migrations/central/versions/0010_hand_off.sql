ALTER TABLE carts ADD COLUMN origin_cart_id UUID
