-- Seed s3: a bakery with cakes to order. Upper-case names; every view has a twin in lower case
-- (twins.sql).

CREATE SCHEMA IF NOT EXISTS bakery;

CREATE OR REPLACE VIEW bakery."USERS" WITH (security_invoker = true) AS
SELECT
  users.id::uuid AS "id",
  users.name::text AS "name",
  users.email::text AS "email",
  users.phone::text AS "phone",
  users.created_at::timestamptz AS "created_at"
FROM users;

CREATE OR REPLACE VIEW bakery."ADDRESSES" WITH (security_invoker = true) AS
SELECT
  addresses.id::uuid AS "id",
  coalesce(addresses.user_id, compat.walk_in())::uuid AS "user_id",
  addresses.line1::text AS "line1",
  addresses.line2::text AS "line2",
  addresses.city::text AS "city",
  addresses.state::text AS "state",
  addresses.postal_code::text AS "postal_code",
  addresses.country::text AS "country",
  (addresses.is_default AND addresses.deleted_at IS NULL)::boolean AS "is_default"
FROM addresses;

CREATE OR REPLACE VIEW bakery."CATEGORIES" WITH (security_invoker = true) AS
SELECT
  categories.id::uuid AS "id",
  categories.name::text AS "name",
  categories.slug::text AS "slug",
  categories.description::text AS "description"
FROM categories;

CREATE OR REPLACE VIEW bakery."PRODUCTS" WITH (security_invoker = true) AS
SELECT
  products.id::uuid AS "id",
  products.category_id::uuid AS "category_id",
  products.name::text AS "name",
  products.slug::text AS "slug",
  primary_image.url::text AS "image",
  products.description::text AS "description",
  compat.money(products.base_price_cents)::numeric(14,2) AS "base_price",
  products.is_customizable::boolean AS "is_customizable"
FROM products
LEFT JOIN compat.primary_image ON primary_image.product_id = products.id;

CREATE OR REPLACE VIEW bakery."PRODUCT_VARIANTS" WITH (security_invoker = true) AS
SELECT
  variants.id::uuid AS "id",
  variants.product_id::uuid AS "product_id",
  variants.sku::text AS "sku",
  compat.opt(variants, 'size')::text AS "size",
  compat.opt(variants, 'flavor', 'flavour')::text AS "flavor",
  compat.money(variants.price_cents)::numeric(14,2) AS "price",
  compat.int4(variants.lead_time_days) AS "lead_time_days",
  (variants.is_available AND variants.is_active AND variants.deleted_at IS NULL)::boolean AS "is_available"
FROM variants;

CREATE OR REPLACE VIEW bakery."INVENTORY_ITEMS" WITH (security_invoker = true) AS
SELECT
  variants.id::uuid AS "id",
  variants.sku::text AS "sku",
  compat.int4(coalesce(variant_stock.quantity, 0)) AS "quantity_on_hand",
  compat.int4(coalesce(variant_stock.reserved, 0)) AS "quantity_reserved"
FROM variants
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id;

CREATE OR REPLACE VIEW bakery."CARTS" WITH (security_invoker = true) AS
SELECT
  user_cart.id::uuid AS "id",
  user_cart.user_id::uuid AS "user_id",
  compat.money(user_cart.total_cents + user_cart.discount_cents)::numeric(14,2) AS "subtotal",
  compat.money(user_cart.discount_cents)::numeric(14,2) AS "discount",
  compat.money(user_cart.total_cents)::numeric(14,2) AS "total",
  user_cart.updated_at::timestamptz AS "updated_at"
FROM compat.user_cart
WHERE user_cart.user_id IS NOT NULL;

CREATE OR REPLACE VIEW bakery."CART_ITEMS" WITH (security_invoker = true) AS
SELECT
  cart_lines.id::uuid AS "id",
  cart_lines.cart_id::uuid AS "cart_id",
  cart_lines.variant_id::uuid AS "variant_id",
  compat.int4(cart_lines.quantity) AS "quantity",
  compat.money(cart_lines.unit_price_cents)::numeric(14,2) AS "unit_price",
  compat.money(cart_lines.gross_cents)::numeric(14,2) AS "line_total"
FROM cart_lines
JOIN compat.user_cart ON user_cart.id = cart_lines.cart_id
WHERE user_cart.user_id IS NOT NULL;

CREATE OR REPLACE VIEW bakery."COUPONS" WITH (security_invoker = true) AS
SELECT
  promotions.id::uuid AS "id",
  promotions.code::text AS "code",
  (promotions.percent_ppm / 10000.0)::double precision AS "percent_off",
  compat.money(promotions.amount_off_cents)::numeric(14,2) AS "amount_off",
  ((promotions.starts_at AT TIME ZONE compat.tz())::date)::date AS "valid_from",
  (((promotions.expires_at - interval '1 microsecond') AT TIME ZONE compat.tz())::date)::date AS "valid_to",
  compat.int4(promotions.usage_limit) AS "usage_limit"
FROM promotions
WHERE promotions.code IS NOT NULL;

CREATE OR REPLACE VIEW bakery."ORDERS" WITH (security_invoker = true) AS
SELECT
  orders.id::uuid AS "id",
  coalesce(orders.user_id, compat.walk_in())::uuid AS "user_id",
  orders.number::text AS "order_no",
  compat.order_status_s3(orders.status)::text AS "status",
  compat.money(
    orders.total_cents - orders.shipping_cents + orders.discount_cents
  )::numeric(14,2) AS "subtotal",
  compat.money(orders.discount_cents)::numeric(14,2) AS "discount",
  compat.money(orders.shipping_cents)::numeric(14,2) AS "shipping",
  compat.money(orders.total_cents)::numeric(14,2) AS "total",
  orders.placed_at::timestamptz AS "placed_at",
  coalesce(orders.ship_address_id, stores.address_id)::uuid AS "ship_to_id",
  coalesce(orders.bill_address_id, orders.ship_address_id, stores.address_id)::uuid AS "bill_to_id"
FROM orders
JOIN stores ON stores.id = orders.store_id;

CREATE OR REPLACE VIEW bakery."ORDER_ITEMS" WITH (security_invoker = true) AS
SELECT
  order_lines.id::uuid AS "id",
  order_lines.order_id::uuid AS "order_id",
  order_lines.variant_id::uuid AS "variant_id",
  compat.int4(order_lines.quantity) AS "quantity",
  compat.money(order_lines.unit_price_cents)::numeric(14,2) AS "unit_price",
  compat.money(order_lines.gross_cents)::numeric(14,2) AS "line_total",
  order_lines.sku::text AS "sku"
FROM order_lines;

CREATE OR REPLACE VIEW bakery."PAYMENTS" WITH (security_invoker = true) AS
SELECT
  orders.id::uuid AS "id",
  orders.id::uuid AS "order_id",
  order_payment.transaction_id::text AS "txn_id",
  compat.pay_method_s3(order_payment.method_kind)::text AS "method",
  compat.payment_status_s3(orders.payment_status)::text AS "status",
  compat.money(coalesce(order_payment.amount_cents, orders.total_cents))::numeric(14,2) AS "amount",
  order_payment.captured_at::timestamptz AS "paid_at"
FROM orders
LEFT JOIN compat.order_payment ON order_payment.order_id = orders.id;

-- Each order has a shipment; one that was handed over the counter has it in name only.
CREATE OR REPLACE VIEW bakery."SHIPMENTS" WITH (security_invoker = true) AS
SELECT
  coalesce(order_shipment.id, orders.id)::uuid AS "id",
  orders.id::uuid AS "order_id",
  order_shipment.carrier::text AS "carrier",
  order_shipment.tracking_number::text AS "tracking_number",
  coalesce(
    order_shipment.scheduled_for,
    order_shipment.estimated_delivery_at,
    CASE WHEN order_shipment.id IS NULL THEN orders.placed_at END
  )::timestamptz AS "scheduled_for",
  CASE
    WHEN order_shipment.id IS NOT NULL THEN compat.shipment_status_s3(order_shipment.status)
    WHEN orders.status IN ('completed', 'refunded') THEN 'DELIVERED'
    ELSE 'SCHEDULED'
  END AS "status"
FROM orders
LEFT JOIN compat.order_shipment ON order_shipment.order_id = orders.id;
