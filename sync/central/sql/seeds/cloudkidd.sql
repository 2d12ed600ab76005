-- Seed s0, CloudKidd: a shop for children. Its document names few columns per table; the views show
-- just those, under the types of the tables themselves.

CREATE SCHEMA IF NOT EXISTS cloudkidd;

CREATE OR REPLACE VIEW cloudkidd.users WITH (security_invoker = true) AS
SELECT
  users.id AS "id",
  users.phone AS "phone",
  users.email AS "email",
  users.name AS "name",
  coalesce(user_role.role_code, 'customer') AS "role",
  users.is_active AND users.deleted_at IS NULL AS "is_active",
  users.email_verified_at IS NOT NULL OR users.phone_verified_at IS NOT NULL AS "is_verified"
FROM users
LEFT JOIN compat.user_role ON user_role.user_id = users.id;

CREATE OR REPLACE VIEW cloudkidd.children WITH (security_invoker = true) AS
SELECT
  children.id AS "id",
  children.user_id AS "user_id"
FROM children;

CREATE OR REPLACE VIEW cloudkidd.otp_verifications WITH (security_invoker = true) AS
SELECT
  verification_tokens.id AS "id",
  verification_tokens.phone AS "phone"
FROM verification_tokens
WHERE verification_tokens.purpose = 'phone_otp';

CREATE OR REPLACE VIEW cloudkidd.addresses WITH (security_invoker = true) AS
SELECT
  addresses.id AS "id",
  addresses.user_id AS "user_id",
  addresses.postal_code AS "pincode"
FROM addresses;

CREATE OR REPLACE VIEW cloudkidd.categories WITH (security_invoker = true) AS
SELECT
  categories.id AS "id",
  categories.parent_id AS "parent_id",
  categories.slug AS "slug"
FROM categories;

CREATE OR REPLACE VIEW cloudkidd.products WITH (security_invoker = true) AS
SELECT
  products.id AS "id",
  products.category_id AS "category_id",
  products.style_code AS "sku",
  products.name AS "name",
  products.brand AS "brand"
FROM products;

CREATE OR REPLACE VIEW cloudkidd.product_images WITH (security_invoker = true) AS
SELECT
  product_images.id AS "id",
  product_images.product_id AS "product_id"
FROM product_images;

CREATE OR REPLACE VIEW cloudkidd.inventory WITH (security_invoker = true) AS
SELECT
  products.id AS "id",
  products.id AS "product_id"
FROM products;

CREATE OR REPLACE VIEW cloudkidd.inventory_locks WITH (security_invoker = true) AS
SELECT
  stock_reservations.id AS "id",
  variants.product_id AS "product_id",
  stock_reservations.order_id AS "order_id",
  user_cart.id AS "cart_id"
FROM stock_reservations
JOIN variants ON variants.id = stock_reservations.variant_id
LEFT JOIN compat.user_cart ON user_cart.id = stock_reservations.cart_id
WHERE stock_reservations.status = 'active';

CREATE OR REPLACE VIEW cloudkidd.carts WITH (security_invoker = true) AS
SELECT
  user_cart.id AS "id",
  user_cart.user_id AS "user_id"
FROM compat.user_cart;

CREATE OR REPLACE VIEW cloudkidd.cart_items WITH (security_invoker = true) AS
SELECT
  cart_lines.id AS "id",
  cart_lines.cart_id AS "cart_id",
  variants.product_id AS "product_id"
FROM cart_lines
JOIN compat.user_cart ON user_cart.id = cart_lines.cart_id
JOIN variants ON variants.id = cart_lines.variant_id;

CREATE OR REPLACE VIEW cloudkidd.wishlists WITH (security_invoker = true) AS
SELECT
  wishlist_items.id AS "id",
  wishlists.user_id AS "user_id",
  wishlist_items.product_id AS "product_id"
FROM wishlist_items
JOIN wishlists ON wishlists.id = wishlist_items.wishlist_id;

CREATE OR REPLACE VIEW cloudkidd.orders WITH (security_invoker = true) AS
SELECT
  orders.id AS "id",
  coalesce(orders.user_id, compat.walk_in()) AS "user_id",
  orders.ship_address_id AS "address_id",
  order_promotion.coupon_id AS "coupon_id",
  orders.number AS "order_number",
  lower(compat.order_status(orders.status)) AS "status"
FROM orders
LEFT JOIN compat.order_promotion ON order_promotion.order_id = orders.id;

CREATE OR REPLACE VIEW cloudkidd.order_items WITH (security_invoker = true) AS
SELECT
  order_lines.id AS "id",
  order_lines.order_id AS "order_id",
  variants.product_id AS "product_id"
FROM order_lines
JOIN variants ON variants.id = order_lines.variant_id;

CREATE OR REPLACE VIEW cloudkidd.payments WITH (security_invoker = true) AS
SELECT
  order_payment.order_id AS "id",
  order_payment.order_id AS "order_id",
  order_payment.transaction_id AS "transaction_id"
FROM compat.order_payment;

CREATE OR REPLACE VIEW cloudkidd.payment_attempts WITH (security_invoker = true) AS
SELECT
  payments.id AS "id",
  payments.order_id AS "payment_id"
FROM payments;

CREATE OR REPLACE VIEW cloudkidd.refunds WITH (security_invoker = true) AS
SELECT
  order_refund.id AS "id",
  order_refund.order_id AS "order_id",
  order_payment.order_id AS "payment_id",
  order_refund.number AS "refund_number"
FROM compat.order_refund
LEFT JOIN compat.order_payment ON order_payment.order_id = order_refund.order_id;

CREATE OR REPLACE VIEW cloudkidd.coupons WITH (security_invoker = true) AS
SELECT
  promotions.id AS "id",
  promotions.code AS "code"
FROM promotions
WHERE promotions.code IS NOT NULL;

CREATE OR REPLACE VIEW cloudkidd.coupon_usage WITH (security_invoker = true) AS
SELECT
  promotion_redemptions.id AS "id",
  promotion_redemptions.promotion_id AS "coupon_id",
  promotion_redemptions.user_id AS "user_id",
  promotion_redemptions.order_id AS "order_id"
FROM promotion_redemptions
JOIN promotions ON promotions.id = promotion_redemptions.promotion_id
WHERE promotions.code IS NOT NULL;
