-- Seed s4, Baby Petite: carts, orders, their shipping and payment.

CREATE OR REPLACE VIEW baby_petite."Cart" WITH (security_invoker = true) AS
SELECT
  compat.key_text(user_cart.id) AS "id",
  compat.key_text(user_cart.user_id) AS "userId",
  (user_cart.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (user_cart.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.user_cart
WHERE user_cart.user_id IS NOT NULL;

CREATE OR REPLACE VIEW baby_petite."CartItem" WITH (security_invoker = true) AS
SELECT
  compat.key_text(min(cart_lines.id::text)::uuid) AS "id",
  compat.key_text(cart_lines.cart_id) AS "cartId",
  compat.key_text(cart_lines.variant_id) AS "variantId",
  compat.int4(sum(cart_lines.quantity)) AS "quantity",
  (min(cart_lines.created_at) AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (max(cart_lines.updated_at) AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM cart_lines
JOIN compat.user_cart ON user_cart.id = cart_lines.cart_id
WHERE user_cart.user_id IS NOT NULL
GROUP BY cart_lines.cart_id, cart_lines.variant_id;

CREATE OR REPLACE VIEW baby_petite."Order" WITH (security_invoker = true) AS
SELECT
  compat.key_text(orders.id) AS "id",
  orders.number::text AS "orderNumber",
  compat.key_text(coalesce(orders.user_id, compat.walk_in())) AS "userId",
  compat.money(
    compat.net_subtotal(orders.subtotal_cents, orders.tax_cents, orders.prices_include_tax)
  )::numeric(14,2) AS "subtotal",
  compat.money(orders.discount_cents)::numeric(14,2) AS "discountAmount",
  compat.money(orders.shipping_cents)::numeric(14,2) AS "shippingAmount",
  compat.money(orders.tax_cents)::numeric(14,2) AS "taxAmount",
  compat.money(orders.total_cents)::numeric(14,2) AS "total",
  compat.order_status(orders.status)::baby_petite."OrderStatus" AS "status",
  compat.payment_status(orders.payment_status)::baby_petite."PaymentStatus" AS "paymentStatus",
  upper(orders.fulfilment_status)::baby_petite."FulfillmentStatus" AS "fulfillmentStatus",
  coalesce(orders.ship_address, compat.address_json(stores.address_id))::jsonb AS "shippingAddress",
  coalesce(
    orders.bill_address, orders.ship_address, compat.address_json(stores.address_id)
  )::jsonb AS "billingAddress",
  coalesce(orders.customer_email, users.email, '')::text AS "customerEmail",
  coalesce(orders.customer_phone, users.phone)::text AS "customerPhone",
  orders.customer_notes::text AS "customerNotes",
  order_promotion.code::text AS "couponCode",
  compat.key_text(order_promotion.promotion_id) AS "discountId",
  (orders.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (orders.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt",
  (orders.confirmed_at AT TIME ZONE 'UTC')::timestamp(3) AS "confirmedAt",
  (orders.shipped_at AT TIME ZONE 'UTC')::timestamp(3) AS "shippedAt",
  (orders.delivered_at AT TIME ZONE 'UTC')::timestamp(3) AS "deliveredAt",
  (orders.cancelled_at AT TIME ZONE 'UTC')::timestamp(3) AS "cancelledAt"
FROM orders
JOIN stores ON stores.id = orders.store_id
LEFT JOIN users ON users.id = orders.user_id
LEFT JOIN compat.order_promotion ON order_promotion.order_id = orders.id;

CREATE OR REPLACE VIEW baby_petite."OrderItem" WITH (security_invoker = true) AS
SELECT
  compat.key_text(order_lines.id) AS "id",
  compat.key_text(order_lines.order_id) AS "orderId",
  compat.key_text(order_lines.variant_id) AS "variantId",
  order_lines.product_name::text AS "productName",
  order_lines.variant_name::text AS "variantName",
  order_lines.sku::text AS "sku",
  compat.int4(order_lines.quantity) AS "quantity",
  compat.money(order_lines.unit_price_cents)::numeric(14,2) AS "price",
  compat.money(order_lines.gross_cents)::numeric(14,2) AS "total",
  (order_lines.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM order_lines;

CREATE OR REPLACE VIEW baby_petite."Shipping" WITH (security_invoker = true) AS
SELECT
  compat.key_text(order_shipment.id) AS "id",
  compat.key_text(order_shipment.order_id) AS "orderId",
  order_shipment.carrier::text AS "carrier",
  order_shipment.service::text AS "service",
  order_shipment.tracking_number::text AS "trackingNumber",
  order_shipment.tracking_url::text AS "trackingUrl",
  (order_shipment.estimated_delivery_at AT TIME ZONE 'UTC')::timestamp(3) AS "estimatedDelivery",
  (order_shipment.delivered_at AT TIME ZONE 'UTC')::timestamp(3) AS "actualDelivery",
  (SELECT compat.blob_url(blobs) FROM blobs WHERE blobs.id = order_shipment.label_blob_id) AS "shippingLabel",
  (order_shipment.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (order_shipment.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.order_shipment;

CREATE OR REPLACE VIEW baby_petite."Payment" WITH (security_invoker = true) AS
SELECT
  compat.key_text(order_payment.order_id) AS "id",
  compat.key_text(order_payment.order_id) AS "orderId",
  order_payment.provider::text AS "provider",
  order_payment.transaction_id::text AS "providerId",
  compat.money(order_payment.amount_cents)::numeric(14,2) AS "amount",
  order_payment.currency::text AS "currency",
  compat.payment_status(order_payment.payment_status)::baby_petite."PaymentStatus" AS "status",
  order_payment.method_code::text AS "paymentMethod",
  order_payment.card_last4::text AS "cardLast4",
  order_payment.card_brand::text AS "cardBrand",
  order_payment.failure_reason::text AS "failureReason",
  order_payment.failure_code::text AS "failureCode",
  (order_payment.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (order_payment.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.order_payment;
