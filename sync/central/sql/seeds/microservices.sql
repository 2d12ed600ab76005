-- Seed s2: a web shop of four services and a cart in documents. Keys are uuid or SERIAL, amounts are
-- decimals, moments are without a zone and in UTC. The cart is one document per row.

CREATE SCHEMA IF NOT EXISTS microservices;

CREATE OR REPLACE VIEW microservices.users WITH (security_invoker = true) AS
SELECT
  users.id::uuid AS "id",
  compat.email(users.email, users.id)::varchar(255) AS "email",
  compat.password_hash(users.id)::varchar(255) AS "password",
  coalesce(users.first_name, split_part(users.name, ' ', 1))::varchar(100) AS "first_name",
  coalesce(users.last_name, regexp_replace(users.name, '^\S+\s*', ''))::varchar(100) AS "last_name",
  users.phone::varchar(20) AS "phone_number",
  (users.is_active AND users.deleted_at IS NULL)::boolean AS "is_active",
  (users.email_verified_at IS NOT NULL)::boolean AS "is_verified",
  (users.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (users.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM users;

CREATE OR REPLACE VIEW microservices.user_roles WITH (security_invoker = true) AS
SELECT
  roles.int_id::integer AS "id",
  upper(roles.code)::varchar(50) AS "name",
  coalesce(roles.description, roles.name)::text AS "description",
  (roles.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at"
FROM roles;

CREATE OR REPLACE VIEW microservices.user_role_mapping WITH (security_invoker = true) AS
SELECT
  user_roles.int_id::integer AS "id",
  user_roles.user_id::uuid AS "user_id",
  roles.int_id::integer AS "role_id",
  (user_roles.assigned_at AT TIME ZONE 'UTC')::timestamp AS "assigned_at"
FROM user_roles
JOIN roles ON roles.id = user_roles.role_id;

CREATE OR REPLACE VIEW microservices.user_addresses WITH (security_invoker = true) AS
SELECT
  addresses.id::uuid AS "id",
  coalesce(addresses.user_id, compat.walk_in())::uuid AS "user_id",
  (CASE addresses.type WHEN 'billing' THEN 'BILLING' ELSE 'SHIPPING' END)::text AS "address_type",
  coalesce(nullif(addresses.recipient_name, ''), users.name, '')::varchar(200) AS "full_name",
  coalesce(addresses.phone, users.phone, '')::varchar(20) AS "phone_number",
  addresses.line1::varchar(255) AS "address_line1",
  addresses.line2::varchar(255) AS "address_line2",
  addresses.city::varchar(100) AS "city",
  addresses.state::varchar(100) AS "state",
  addresses.postal_code::varchar(20) AS "postal_code",
  addresses.country::varchar(100) AS "country",
  (addresses.is_default AND addresses.deleted_at IS NULL)::boolean AS "is_default",
  (addresses.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (addresses.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM addresses
LEFT JOIN users ON users.id = addresses.user_id;

CREATE OR REPLACE VIEW microservices.password_reset_tokens WITH (security_invoker = true) AS
SELECT
  verification_tokens.id::uuid AS "id",
  verification_tokens.user_id::uuid AS "user_id",
  verification_tokens.token_hash::varchar(255) AS "token",
  (verification_tokens.expires_at AT TIME ZONE 'UTC')::timestamp AS "expires_at",
  (verification_tokens.used_at IS NOT NULL)::boolean AS "is_used",
  (verification_tokens.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at"
FROM verification_tokens
WHERE verification_tokens.purpose = 'password_reset' AND verification_tokens.user_id IS NOT NULL;

CREATE OR REPLACE VIEW microservices.categories WITH (security_invoker = true) AS
SELECT
  categories.id::uuid AS "id",
  category_name.name::varchar(100) AS "name",
  categories.slug::varchar(100) AS "slug",
  categories.description::text AS "description",
  categories.parent_id::uuid AS "parent_id",
  compat.blob_url(blobs)::varchar(500) AS "image_url",
  (categories.is_active AND categories.deleted_at IS NULL)::boolean AS "is_active",
  compat.int4(categories.position) AS "display_order",
  (categories.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (categories.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM categories
JOIN compat.category_name ON category_name.id = categories.id
LEFT JOIN blobs ON blobs.id = categories.image_blob_id;

CREATE OR REPLACE VIEW microservices.products WITH (security_invoker = true) AS
SELECT
  products.id::uuid AS "id",
  products.category_id::uuid AS "category_id",
  products.name::varchar(255) AS "name",
  products.slug::varchar(255) AS "slug",
  coalesce(products.description, '')::text AS "description",
  products.short_description::varchar(500) AS "short_description",
  compat.money(products.base_price_cents)::numeric(14,2) AS "price",
  compat.money(products.compare_at_price_cents)::numeric(14,2) AS "compare_at_price",
  compat.money(products.cost_cents)::numeric(14,2) AS "cost_price",
  products.style_code::varchar(100) AS "sku",
  default_variant.barcode::varchar(100) AS "barcode",
  (products.is_active AND products.deleted_at IS NULL)::boolean AS "is_active",
  products.is_featured::boolean AS "is_featured",
  round(default_variant.weight_mg / 1000000.0, 2)::numeric(14,2) AS "weight",
  default_variant.dimensions::jsonb AS "dimensions",
  products.meta_title::varchar(255) AS "meta_title",
  products.meta_description::text AS "meta_description",
  (products.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (products.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM products
LEFT JOIN compat.default_variant ON default_variant.product_id = products.id;

CREATE OR REPLACE VIEW microservices.product_images WITH (security_invoker = true) AS
SELECT
  product_images.id::uuid AS "id",
  product_images.product_id::uuid AS "product_id",
  compat.blob_url(blobs)::varchar(500) AS "image_url",
  product_images.alt_text::varchar(255) AS "alt_text",
  compat.int4(product_images.position) AS "display_order",
  product_images.is_primary::boolean AS "is_primary",
  (product_images.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at"
FROM product_images
JOIN blobs ON blobs.id = product_images.blob_id;

CREATE OR REPLACE VIEW microservices.product_inventory WITH (security_invoker = true) AS
SELECT
  products.id::uuid AS "id",
  products.id::uuid AS "product_id",
  compat.int4(coalesce(product_stock.available, 0)) AS "quantity",
  compat.int4(coalesce(product_stock.reserved, 0)) AS "reserved_quantity",
  compat.int4(coalesce(product_stock.low_stock_threshold, 10)) AS "low_stock_threshold",
  EXISTS (
    SELECT FROM variants
    WHERE variants.product_id = products.id AND variants.backorder_policy = 'continue'
  ) AS "allow_backorder",
  (coalesce(product_stock.updated_at, products.updated_at) AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM products
LEFT JOIN compat.product_stock ON product_stock.product_id = products.id;

CREATE OR REPLACE VIEW microservices.product_reviews WITH (security_invoker = true) AS
SELECT
  reviews.id::uuid AS "id",
  reviews.product_id::uuid AS "product_id",
  reviews.user_id::uuid AS "user_id",
  compat.int4(round(reviews.rating::numeric)) AS "rating",
  reviews.title::varchar(255) AS "title",
  reviews.comment::text AS "comment",
  reviews.is_verified_purchase::boolean AS "is_verified_purchase",
  reviews.is_approved::boolean AS "is_approved",
  (reviews.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (reviews.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM reviews;

CREATE OR REPLACE VIEW microservices.orders WITH (security_invoker = true) AS
SELECT
  orders.id::uuid AS "id",
  orders.number::varchar(50) AS "order_number",
  coalesce(orders.user_id, compat.walk_in())::uuid AS "user_id",
  compat.order_status(orders.status)::text AS "status",
  compat.money(
    compat.net_subtotal(orders.subtotal_cents, orders.tax_cents, orders.prices_include_tax)
  )::numeric(14,2) AS "subtotal",
  compat.money(orders.tax_cents)::numeric(14,2) AS "tax_amount",
  compat.money(orders.shipping_cents)::numeric(14,2) AS "shipping_amount",
  compat.money(orders.discount_cents)::numeric(14,2) AS "discount_amount",
  compat.money(orders.total_cents)::numeric(14,2) AS "total_amount",
  orders.currency::varchar(3) AS "currency",
  coalesce(orders.ship_address_id, stores.address_id)::uuid AS "shipping_address_id",
  coalesce(orders.bill_address_id, orders.ship_address_id, stores.address_id)::uuid AS "billing_address_id",
  orders.customer_notes::text AS "notes",
  order_shipment.tracking_number::varchar(100) AS "tracking_number",
  (orders.shipped_at AT TIME ZONE 'UTC')::timestamp AS "shipped_at",
  (orders.delivered_at AT TIME ZONE 'UTC')::timestamp AS "delivered_at",
  (orders.cancelled_at AT TIME ZONE 'UTC')::timestamp AS "cancelled_at",
  orders.cancellation_reason::text AS "cancellation_reason",
  (orders.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (orders.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM orders
JOIN stores ON stores.id = orders.store_id
LEFT JOIN compat.order_shipment ON order_shipment.order_id = orders.id;

CREATE OR REPLACE VIEW microservices.order_items WITH (security_invoker = true) AS
SELECT
  order_lines.id::uuid AS "id",
  order_lines.order_id::uuid AS "order_id",
  variants.product_id::uuid AS "product_id",
  order_lines.product_name::varchar(255) AS "product_name",
  order_lines.sku::varchar(100) AS "product_sku",
  compat.int4(order_lines.quantity) AS "quantity",
  compat.money(order_lines.unit_price_cents)::numeric(14,2) AS "unit_price",
  compat.money(order_lines.gross_cents)::numeric(14,2) AS "total_price",
  (order_lines.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at"
FROM order_lines
JOIN variants ON variants.id = order_lines.variant_id;

CREATE OR REPLACE VIEW microservices.order_status_history WITH (security_invoker = true) AS
SELECT
  order_status_history.id::uuid AS "id",
  order_status_history.order_id::uuid AS "order_id",
  compat.order_status(order_status_history.from_status)::varchar(50) AS "from_status",
  compat.order_status(order_status_history.to_status)::varchar(50) AS "to_status",
  order_status_history.notes::text AS "notes",
  order_status_history.changed_by::uuid AS "changed_by",
  (order_status_history.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at"
FROM order_status_history;

CREATE OR REPLACE VIEW microservices.payment_methods WITH (security_invoker = true) AS
SELECT
  payment_methods.int_id::integer AS "id",
  payment_methods.name::varchar(50) AS "name",
  upper(payment_methods.code)::varchar(20) AS "code",
  (payment_methods.is_active AND payment_methods.deleted_at IS NULL)::boolean AS "is_active",
  compat.int4(payment_methods.position) AS "display_order",
  (payment_methods.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at"
FROM payment_methods;

CREATE OR REPLACE VIEW microservices.transactions WITH (security_invoker = true) AS
SELECT
  payments.id::uuid AS "id",
  payments.number::varchar(50) AS "transaction_number",
  payments.order_id::uuid AS "order_id",
  coalesce(orders.user_id, compat.walk_in())::uuid AS "user_id",
  payment_methods.int_id::integer AS "payment_method_id",
  compat.money(payments.amount_cents)::numeric(14,2) AS "amount",
  payments.currency::varchar(3) AS "currency",
  compat.transaction_status(payments.status)::text AS "status",
  payments.provider_payment_id::varchar(255) AS "gateway_transaction_id",
  payments.provider_response::jsonb AS "gateway_response",
  payments.failure_reason::text AS "failure_reason",
  (payments.captured_at AT TIME ZONE 'UTC')::timestamp AS "processed_at",
  (payments.refunded_at AT TIME ZONE 'UTC')::timestamp AS "refunded_at",
  compat.money(nullif(payments.refunded_cents, 0))::numeric(14,2) AS "refund_amount",
  (payments.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (payments.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM payments
JOIN orders ON orders.id = payments.order_id
JOIN payment_methods ON payment_methods.id = payments.method_id;

CREATE OR REPLACE VIEW microservices.user_saved_payment_methods WITH (security_invoker = true) AS
SELECT
  saved_payment_methods.id::uuid AS "id",
  saved_payment_methods.user_id::uuid AS "user_id",
  payment_methods.int_id::integer AS "payment_method_id",
  saved_payment_methods.card_last4::varchar(4) AS "card_last_four",
  saved_payment_methods.card_brand::varchar(20) AS "card_brand",
  compat.int4(saved_payment_methods.expiry_month) AS "expiry_month",
  compat.int4(saved_payment_methods.expiry_year) AS "expiry_year",
  saved_payment_methods.is_default::boolean AS "is_default",
  saved_payment_methods.gateway_customer_id::varchar(255) AS "gateway_customer_id",
  compat.gateway_token(saved_payment_methods.id) AS "gateway_token",
  (saved_payment_methods.created_at AT TIME ZONE 'UTC')::timestamp AS "created_at",
  (saved_payment_methods.updated_at AT TIME ZONE 'UTC')::timestamp AS "updated_at"
FROM saved_payment_methods
JOIN payment_methods ON payment_methods.id = saved_payment_methods.method_id;
