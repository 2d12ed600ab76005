-- Seed s1: carts and wishes, orders, and what follows an order: payment, shipment, refund, return.

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
  compat.int4(
    compat.net_subtotal(orders.subtotal_cents, orders.tax_cents, orders.prices_include_tax)
  ) AS "subtotal_cents",
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
