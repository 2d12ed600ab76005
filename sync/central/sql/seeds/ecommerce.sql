-- Seed s1: a web shop with whole numbers as keys (int_id), amounts in cents, and words in lower case.
-- Every view has a twin in lower case (twins.sql).

CREATE SCHEMA IF NOT EXISTS ecommerce;

CREATE OR REPLACE VIEW ecommerce."User" WITH (security_invoker = true) AS
SELECT
  users.int_id::integer AS "id",
  users.email::text AS "email",
  coalesce(users.first_name, split_part(users.name, ' ', 1))::text AS "first_name",
  coalesce(users.last_name, regexp_replace(users.name, '^\S+\s*', ''))::text AS "last_name",
  compat.password_hash(users.id)::text AS "hashed_password",
  coalesce(user_role.role_code, 'customer')::text AS "role",
  (users.is_active AND users.deleted_at IS NULL)::boolean AS "is_active",
  users.created_at::timestamptz AS "created_at",
  users.updated_at::timestamptz AS "updated_at"
FROM users
LEFT JOIN compat.user_role ON user_role.user_id = users.id;

CREATE OR REPLACE VIEW ecommerce."Address" WITH (security_invoker = true) AS
SELECT
  addresses.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  addresses.line1::text AS "address_line1",
  addresses.line2::text AS "address_line2",
  addresses.city::text AS "city",
  addresses.state::text AS "state",
  addresses.country::text AS "country",
  addresses.postal_code::text AS "postal_code",
  (CASE WHEN addresses.is_default AND addresses.deleted_at IS NULL THEN 1 ELSE 0 END)::integer AS "is_default"
FROM addresses
JOIN users ON users.id = addresses.user_id;

CREATE OR REPLACE VIEW ecommerce."Category" WITH (security_invoker = true) AS
SELECT
  categories.int_id::integer AS "id",
  category_name.name::text AS "name",
  categories.description::text AS "description",
  categories.slug::text AS "slug",
  categories.created_at::timestamptz AS "created_at",
  categories.updated_at::timestamptz AS "updated_at"
FROM categories
JOIN compat.category_name ON category_name.id = categories.id;

CREATE OR REPLACE VIEW ecommerce."Product" WITH (security_invoker = true) AS
SELECT
  products.int_id::integer AS "id",
  products.name::text AS "name",
  products.description::text AS "description",
  products.slug::text AS "slug",
  compat.int4(products.base_price_cents) AS "price_cents",
  compat.int4(products.compare_at_price_cents) AS "compare_at_price_cents",
  compat.int4(products.cost_cents) AS "cost_cents",
  products.style_code::text AS "sku",
  compat.int4(coalesce(product_stock.available, 0)) AS "stock_quantity",
  categories.int_id::integer AS "category_id",
  (products.is_active AND products.deleted_at IS NULL)::boolean AS "is_active",
  compat.int4(round(default_variant.weight_mg / 1000.0)) AS "weight",
  compat.dims_text(default_variant.dimensions)::text AS "dimensions",
  products.created_at::timestamptz AS "created_at",
  products.updated_at::timestamptz AS "updated_at"
FROM products
JOIN categories ON categories.id = products.category_id
LEFT JOIN compat.default_variant ON default_variant.product_id = products.id
LEFT JOIN compat.product_stock ON product_stock.product_id = products.id;

CREATE OR REPLACE VIEW ecommerce."ProductVariant" WITH (security_invoker = true) AS
SELECT
  variants.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  variants.sku::text AS "sku",
  coalesce(nullif(variants.name, ''), products.name)::text AS "name",
  compat.int4(variants.price_cents) AS "price_cents",
  compat.int4(variants.compare_at_price_cents) AS "compare_at_price_cents",
  compat.int4(variants.cost_cents) AS "cost_cents",
  compat.int4(coalesce(variant_stock.available, 0)) AS "stock_quantity",
  variants.inventory_management::text AS "inventory_management",
  variants.backorder_policy::text AS "inventory_policy",
  variants.track_stock::boolean AS "track_stock",
  variants.option1_name::text AS "option1_name",
  variants.option1_value::text AS "option1_value",
  variants.option2_name::text AS "option2_name",
  variants.option2_value::text AS "option2_value",
  variants.option3_name::text AS "option3_name",
  variants.option3_value::text AS "option3_value"
FROM variants
JOIN products ON products.id = variants.product_id
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id;

CREATE OR REPLACE VIEW ecommerce."ProductImage" WITH (security_invoker = true) AS
SELECT
  product_images.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  blobs.int_id::integer AS "blob_id",
  product_images.alt_text::text AS "alt_text",
  product_images.is_primary::boolean AS "is_primary",
  compat.int4(product_images.position) AS "sort_order"
FROM product_images
JOIN products ON products.id = product_images.product_id
JOIN blobs ON blobs.id = product_images.blob_id;

CREATE OR REPLACE VIEW ecommerce."InventoryTransaction" WITH (security_invoker = true) AS
SELECT
  stock_movements.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  stock_movements.kind::text AS "transaction_type",
  compat.int4(stock_movements.quantity_delta) AS "quantity_change",
  compat.int4(stock_movements.quantity_after) AS "quantity_after",
  stock_movements.reference_id::text AS "reference_id",
  coalesce(stock_movements.notes, stock_movements.reason)::text AS "notes",
  stock_movements.occurred_at::timestamptz AS "created_at"
FROM stock_movements
JOIN variants ON variants.id = stock_movements.variant_id
JOIN products ON products.id = variants.product_id;

CREATE OR REPLACE VIEW ecommerce."Cart" WITH (security_invoker = true) AS
SELECT
  user_cart.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  user_cart.created_at::timestamptz AS "created_at",
  user_cart.updated_at::timestamptz AS "updated_at"
FROM compat.user_cart
LEFT JOIN users ON users.id = user_cart.user_id;

CREATE OR REPLACE VIEW ecommerce."CartItem" WITH (security_invoker = true) AS
SELECT
  cart_lines.int_id::integer AS "id",
  user_cart.int_id::integer AS "cart_id",
  products.int_id::integer AS "product_id",
  variants.int_id::integer AS "variant_id",
  compat.int4(cart_lines.quantity) AS "quantity",
  compat.int4(cart_lines.unit_price_cents) AS "unit_price_cents",
  cart_lines.customization::jsonb AS "metadata",
  cart_lines.created_at::timestamptz AS "added_at"
FROM cart_lines
JOIN compat.user_cart ON user_cart.id = cart_lines.cart_id
JOIN variants ON variants.id = cart_lines.variant_id
JOIN products ON products.id = variants.product_id;

CREATE OR REPLACE VIEW ecommerce."Wishlist" WITH (security_invoker = true) AS
SELECT
  wishlists.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  wishlists.created_at::timestamptz AS "created_at",
  wishlists.updated_at::timestamptz AS "updated_at"
FROM wishlists
JOIN users ON users.id = wishlists.user_id;

CREATE OR REPLACE VIEW ecommerce."WishlistItem" WITH (security_invoker = true) AS
SELECT
  wishlist_items.int_id::integer AS "id",
  wishlists.int_id::integer AS "wishlist_id",
  products.int_id::integer AS "product_id",
  wishlist_items.added_at::timestamptz AS "added_at"
FROM wishlist_items
JOIN wishlists ON wishlists.id = wishlist_items.wishlist_id
JOIN products ON products.id = wishlist_items.product_id;

CREATE OR REPLACE VIEW ecommerce."Order" WITH (security_invoker = true) AS
SELECT
  orders.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  orders.number::text AS "order_number",
  lower(compat.order_status(orders.status))::text AS "status",
  (orders.subtotal_cents - CASE WHEN orders.prices_include_tax THEN orders.tax_cents ELSE 0 END)::integer AS "subtotal_cents",
  compat.int4(orders.tax_cents) AS "tax_cents",
  compat.int4(orders.shipping_cents) AS "shipping_cost_cents",
  compat.int4(orders.discount_cents) AS "discount_cents",
  compat.int4(orders.total_cents) AS "total_cents",
  (orders.ship_address ->> 'line1')::text AS "shipping_address_line1",
  (orders.ship_address ->> 'line2')::text AS "shipping_address_line2",
  (orders.ship_address ->> 'city')::text AS "shipping_city",
  (orders.ship_address ->> 'state')::text AS "shipping_state",
  (orders.ship_address ->> 'country')::text AS "shipping_country",
  (orders.ship_address ->> 'postal_code')::text AS "shipping_postal_code",
  orders.customer_notes::text AS "customer_notes",
  orders.internal_notes::text AS "admin_notes",
  orders.created_at::timestamptz AS "created_at",
  orders.updated_at::timestamptz AS "updated_at"
FROM orders
JOIN users ON users.id = coalesce(orders.user_id, compat.walk_in());

CREATE OR REPLACE VIEW ecommerce."OrderItem" WITH (security_invoker = true) AS
SELECT
  order_lines.int_id::integer AS "id",
  orders.int_id::integer AS "order_id",
  products.int_id::integer AS "product_id",
  variants.int_id::integer AS "variant_id",
  order_lines.product_name::text AS "product_name",
  order_lines.sku::text AS "product_sku",
  order_lines.variant_name::text AS "variant_name",
  compat.int4(order_lines.quantity) AS "quantity",
  compat.int4(order_lines.unit_price_cents) AS "unit_price_cents",
  compat.int4(order_lines.gross_cents) AS "total_price_cents",
  compat.int4(order_lines.discount_cents) AS "discount_cents",
  compat.int4(order_lines.tax_cents) AS "tax_cents"
FROM order_lines
JOIN orders ON orders.id = order_lines.order_id
JOIN variants ON variants.id = order_lines.variant_id
JOIN products ON products.id = variants.product_id;

CREATE OR REPLACE VIEW ecommerce."Payment" WITH (security_invoker = true) AS
SELECT
  orders.int_id::integer AS "id",
  orders.int_id::integer AS "order_id",
  compat.int4(order_payment.amount_cents) AS "amount_cents",
  order_payment.method_code::text AS "method",
  lower(compat.payment_status(orders.payment_status))::text AS "status",
  order_payment.unique_transaction_id::text AS "transaction_id",
  (order_payment.provider_response #>> '{}')::text AS "raw_response",
  order_payment.created_at::timestamptz AS "created_at",
  order_payment.updated_at::timestamptz AS "updated_at"
FROM compat.order_payment
JOIN orders ON orders.id = order_payment.order_id;

CREATE OR REPLACE VIEW ecommerce."Shipment" WITH (security_invoker = true) AS
SELECT
  shipments.int_id::integer AS "id",
  orders.int_id::integer AS "order_id",
  shipments.tracking_number::text AS "tracking_number",
  shipments.carrier::text AS "carrier",
  shipments.status::text AS "status",
  blobs.int_id::integer AS "label_blob_id",
  compat.int4(shipments.cost_cents) AS "cost_cents",
  shipments.shipped_at::timestamptz AS "shipped_at",
  shipments.estimated_delivery_at::timestamptz AS "estimated_delivery",
  shipments.delivered_at::timestamptz AS "delivered_at",
  shipments.notes::text AS "notes",
  shipments.created_at::timestamptz AS "created_at",
  shipments.updated_at::timestamptz AS "updated_at"
FROM shipments
JOIN orders ON orders.id = shipments.order_id
LEFT JOIN blobs ON blobs.id = shipments.label_blob_id;

CREATE OR REPLACE VIEW ecommerce."ShipmentItem" WITH (security_invoker = true) AS
SELECT
  shipment_lines.int_id::integer AS "id",
  shipments.int_id::integer AS "shipment_id",
  order_lines.int_id::integer AS "order_item_id",
  compat.int4(shipment_lines.quantity) AS "quantity"
FROM shipment_lines
JOIN shipments ON shipments.id = shipment_lines.shipment_id
JOIN order_lines ON order_lines.id = shipment_lines.order_line_id;

CREATE OR REPLACE VIEW ecommerce."Refund" WITH (security_invoker = true) AS
SELECT
  refunds.int_id::integer AS "id",
  orders.int_id::integer AS "order_id",
  (CASE WHEN order_payment.order_id IS NOT NULL THEN orders.int_id END)::integer AS "payment_id",
  compat.int4(refunds.amount_cents) AS "amount_cents",
  refunds.reason::text AS "reason",
  refunds.status::text AS "status",
  refunds.internal_notes::text AS "admin_notes",
  refunds.requested_at::timestamptz AS "requested_at",
  refunds.processed_at::timestamptz AS "processed_at"
FROM refunds
JOIN orders ON orders.id = refunds.order_id
LEFT JOIN compat.order_payment ON order_payment.order_id = refunds.order_id;

CREATE OR REPLACE VIEW ecommerce."Return" WITH (security_invoker = true) AS
SELECT
  returns.int_id::integer AS "id",
  orders.int_id::integer AS "order_id",
  returns.reason::text AS "reason",
  returns.status::text AS "status",
  returns.internal_notes::text AS "admin_notes",
  returns.requested_at::timestamptz AS "requested_at",
  returns.approved_at::timestamptz AS "approved_at",
  returns.received_at::timestamptz AS "received_at"
FROM returns
JOIN orders ON orders.id = returns.order_id;

CREATE OR REPLACE VIEW ecommerce."Review" WITH (security_invoker = true) AS
SELECT
  reviews.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  users.int_id::integer AS "user_id",
  reviews.rating::double precision AS "rating",
  reviews.title::text AS "title",
  reviews.comment::text AS "comment",
  (CASE WHEN reviews.is_verified_purchase THEN 1 ELSE 0 END)::integer AS "is_verified_purchase",
  reviews.created_at::timestamptz AS "created_at",
  reviews.updated_at::timestamptz AS "updated_at"
FROM reviews
JOIN products ON products.id = reviews.product_id
JOIN users ON users.id = reviews.user_id;

CREATE OR REPLACE VIEW ecommerce."Coupon" WITH (security_invoker = true) AS
SELECT
  promotions.int_id::integer AS "id",
  promotions.code::text AS "code",
  promotions.description::text AS "description",
  promotions.discount_type::text AS "discount_type",
  compat.int4(CASE promotions.discount_type WHEN 'percent' THEN promotions.percent_ppm / 100 ELSE promotions.amount_off_cents END) AS "discount_value_cents",
  compat.int4(promotions.min_purchase_cents) AS "min_purchase_amount_cents",
  compat.int4(promotions.max_discount_cents) AS "max_discount_amount_cents",
  ((SELECT jsonb_agg(products.int_id ORDER BY products.int_id) FROM promotion_targets JOIN products ON products.id = promotion_targets.product_id WHERE promotion_targets.promotion_id = promotions.id AND NOT promotion_targets.is_excluded))::jsonb AS "applicable_product_ids",
  ((SELECT jsonb_agg(categories.int_id ORDER BY categories.int_id) FROM promotion_targets JOIN categories ON categories.id = promotion_targets.category_id WHERE promotion_targets.promotion_id = promotions.id AND NOT promotion_targets.is_excluded))::jsonb AS "applicable_category_ids",
  compat.int4(promotions.usage_limit) AS "usage_limit",
  compat.int4(promotions.usage_count) AS "usage_count",
  compat.int4(promotions.per_user_limit) AS "per_user_limit",
  (promotions.is_active AND promotions.deleted_at IS NULL)::boolean AS "is_active",
  promotions.starts_at::timestamptz AS "starts_at",
  promotions.expires_at::timestamptz AS "expires_at",
  promotions.created_at::timestamptz AS "created_at",
  promotions.updated_at::timestamptz AS "updated_at"
FROM promotions
WHERE promotions.code IS NOT NULL;

CREATE OR REPLACE VIEW ecommerce."Session" WITH (security_invoker = true) AS
SELECT
  sessions.int_id::integer AS "id",
  sessions.token_hash::text AS "session_token",
  user_cart.int_id::integer AS "cart_id",
  users.int_id::integer AS "user_id",
  sessions.expires_at::timestamptz AS "expires_at",
  sessions.created_at::timestamptz AS "created_at",
  sessions.last_activity_at::timestamptz AS "last_activity_at"
FROM sessions
LEFT JOIN users ON users.id = sessions.user_id
LEFT JOIN compat.user_cart ON user_cart.id = sessions.cart_id;

CREATE OR REPLACE VIEW ecommerce."APIKey" WITH (security_invoker = true) AS
SELECT
  api_keys.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  api_keys.key_hash::text AS "key_hash",
  api_keys.name::text AS "name",
  api_keys.scopes::jsonb AS "scopes",
  api_keys.is_active::boolean AS "is_active",
  (api_keys.revoked_at IS NOT NULL)::boolean AS "is_revoked",
  api_keys.created_at::timestamptz AS "created_at",
  api_keys.expires_at::timestamptz AS "expires_at",
  api_keys.last_used_at::timestamptz AS "last_used_at"
FROM api_keys
JOIN users ON users.id = api_keys.user_id;

CREATE OR REPLACE VIEW ecommerce."Blob" WITH (security_invoker = true) AS
SELECT
  blobs.int_id::integer AS "id",
  blobs.storage_key::text AS "storage_key",
  blobs.filename::text AS "filename",
  blobs.content_type::text AS "content_type",
  blobs.size_bytes::bigint AS "size_bytes",
  blobs.checksum::text AS "checksum",
  blobs.storage_provider::text AS "storage_provider",
  blobs.created_at::timestamptz AS "created_at"
FROM blobs;

CREATE OR REPLACE VIEW ecommerce."AuditLog" WITH (security_invoker = true) AS
SELECT
  audit_log.int_id::integer AS "id",
  users.int_id::integer AS "actor_id",
  audit_log.actor_type::text AS "actor_type",
  audit_log.actor_email::text AS "actor_email",
  audit_log.action::text AS "action",
  audit_log.target_type::text AS "target_type",
  audit_log.target_id::text AS "target_id",
  audit_log.metadata::jsonb AS "metadata",
  audit_log.ip_address::text AS "ip_address",
  audit_log.user_agent::text AS "user_agent",
  audit_log.created_at::timestamptz AS "created_at"
FROM audit_log
LEFT JOIN users ON users.id = audit_log.actor_id;

CREATE OR REPLACE VIEW ecommerce."Job" WITH (security_invoker = true) AS
SELECT
  jobs.int_id::integer AS "id",
  jobs.job_type::text AS "job_type",
  jobs.idempotency_key::text AS "idempotency_key",
  jobs.payload::jsonb AS "payload",
  jobs.result::jsonb AS "result",
  jobs.status::text AS "status",
  jobs.worker_id::text AS "worker_id",
  compat.int4(jobs.attempts) AS "attempts",
  compat.int4(jobs.max_attempts) AS "max_attempts",
  jobs.error::jsonb AS "error",
  jobs.created_at::timestamptz AS "created_at",
  jobs.started_at::timestamptz AS "started_at",
  jobs.completed_at::timestamptz AS "completed_at",
  jobs.failed_at::timestamptz AS "failed_at",
  jobs.retry_at::timestamptz AS "retry_at"
FROM jobs;

CREATE OR REPLACE VIEW ecommerce."ProductFeed" WITH (security_invoker = true) AS
SELECT
  product_feeds.int_id::integer AS "id",
  blobs.int_id::integer AS "blob_id",
  product_feeds.filename::text AS "filename",
  product_feeds.feed_type::text AS "feed_type",
  product_feeds.format::text AS "format",
  product_feeds.status::text AS "status",
  compat.int4(product_feeds.total_rows) AS "total_rows",
  compat.int4(product_feeds.processed_rows) AS "processed_rows",
  compat.int4(product_feeds.success_rows) AS "success_rows",
  compat.int4(product_feeds.error_rows) AS "error_rows",
  product_feeds.errors::jsonb AS "errors",
  jobs.int_id::integer AS "job_id",
  users.int_id::integer AS "created_by_user_id",
  product_feeds.created_at::timestamptz AS "created_at",
  product_feeds.started_at::timestamptz AS "started_at",
  product_feeds.completed_at::timestamptz AS "completed_at"
FROM product_feeds
LEFT JOIN blobs ON blobs.id = product_feeds.blob_id
LEFT JOIN jobs ON jobs.id = product_feeds.job_id
LEFT JOIN users ON users.id = product_feeds.created_by;
