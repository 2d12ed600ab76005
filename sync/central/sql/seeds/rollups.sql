-- Roll-ups for the seeds: one payment, shipment or coupon of an order, one cart, role or registry of a
-- person, the stock of a variant over all places that sell. "The first" is picked row by row, so that a
-- question about one order or person touches no other's rows.

-- The highest role, where a seed knows only one.
CREATE OR REPLACE VIEW compat.user_role WITH (security_invoker = true) AS
SELECT user_roles.user_id, roles.code AS role_code
FROM user_roles
JOIN roles ON roles.id = user_roles.role_id
WHERE user_roles.id = (
  SELECT u.id FROM user_roles u JOIN roles r ON r.id = u.role_id
  WHERE u.user_id = user_roles.user_id
  ORDER BY r.rank DESC, r.code LIMIT 1);

-- Names that are unique, as two seeds demand: the path where two categories share a name.
CREATE OR REPLACE VIEW compat.category_name WITH (security_invoker = true) AS
WITH RECURSIVE tree AS (
  SELECT id, name, name AS path FROM categories WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, c.name, tree.path || ' / ' || c.name
  FROM categories c JOIN tree ON c.parent_id = tree.id),
named AS (
  SELECT id, CASE WHEN count(*) OVER (PARTITION BY name) = 1 THEN name ELSE path END AS name
  FROM tree)
SELECT id,
  CASE WHEN row_number() OVER (PARTITION BY name ORDER BY id) = 1 THEN name
    ELSE name || ' #' || row_number() OVER (PARTITION BY name ORDER BY id) END AS name
FROM named;

CREATE OR REPLACE VIEW compat.default_variant WITH (security_invoker = true) AS
SELECT variants.product_id, variants.id AS variant_id, variants.sku, barcodes.code AS barcode,
  variants.weight_mg, variants.dimensions
FROM variants
LEFT JOIN barcodes ON barcodes.variant_id = variants.id AND barcodes.is_primary
WHERE variants.id = (
  SELECT v.id FROM variants v WHERE v.product_id = variants.product_id
  ORDER BY v.is_default DESC, v.position, v.id LIMIT 1);

-- Stock where goods are sold from. On hand may be negative while tills are apart, and more reserved than
-- there is; a seed sees no less than 0, and quantity - reserved = available.
CREATE OR REPLACE VIEW compat.variant_stock WITH (security_invoker = true) AS
SELECT variants.id AS variant_id, s.*
FROM variants
JOIN LATERAL (
  SELECT
    sum(l.on_hand)::bigint AS on_hand,
    least(sum(l.reserved), greatest(sum(l.on_hand), 0))::bigint AS reserved,
    greatest(sum(l.on_hand), 0)::bigint AS quantity,
    greatest(sum(l.available), 0)::bigint AS available,
    sum(l.low_stock_threshold)::int AS low_stock_threshold,
    sum(l.reorder_point)::int AS reorder_point,
    sum(l.reorder_quantity)::int AS reorder_quantity,
    (array_agg(l.location_id ORDER BY l.on_hand DESC, l.location_id))[1] AS main_location_id,
    (array_agg(coalesce(l.bin, loc.name) ORDER BY l.on_hand DESC, l.location_id))[1] AS main_place,
    max(l.last_restocked_at) AS last_restocked_at,
    min(l.next_restock_at) AS next_restock_at,
    min(l.created_at) AS created_at,
    max(l.updated_at) AS updated_at
  FROM inventory_levels l
  JOIN locations loc ON loc.id = l.location_id
  WHERE l.variant_id = variants.id
    AND loc.is_sellable AND loc.is_active AND loc.deleted_at IS NULL
  HAVING count(*) > 0) s ON true;

CREATE OR REPLACE VIEW compat.product_stock WITH (security_invoker = true) AS
SELECT products.id AS product_id, t.*
FROM products
JOIN LATERAL (
  SELECT
    sum(s.quantity)::bigint AS quantity,
    sum(s.reserved)::bigint AS reserved,
    sum(s.available)::bigint AS available,
    sum(s.low_stock_threshold)::int AS low_stock_threshold,
    max(s.updated_at) AS updated_at
  FROM variants
  JOIN compat.variant_stock s ON s.variant_id = variants.id
  WHERE variants.product_id = products.id
  HAVING count(*) > 0) t ON true;

CREATE OR REPLACE VIEW compat.primary_image WITH (security_invoker = true) AS
SELECT product_images.product_id, compat.blob_url(blobs) AS url
FROM product_images
JOIN blobs ON blobs.id = product_images.blob_id
WHERE product_images.id = (
  SELECT i.id FROM product_images i WHERE i.product_id = product_images.product_id
  ORDER BY i.is_primary DESC, i.position, i.id LIMIT 1);

-- One cart per person: online before register, open before parked, newest first.
CREATE OR REPLACE VIEW compat.living_cart WITH (security_invoker = true) AS
SELECT carts.* FROM carts
WHERE carts.status IN ('open', 'parked') AND (carts.expires_at IS NULL OR carts.expires_at > now());

CREATE OR REPLACE VIEW compat.user_cart WITH (security_invoker = true) AS
SELECT c.* FROM compat.living_cart c
WHERE c.user_id IS NULL OR c.id = (
  SELECT o.id FROM compat.living_cart o WHERE o.user_id = c.user_id
  ORDER BY (o.channel = 'online') DESC, (o.status = 'open') DESC, o.updated_at DESC, o.id LIMIT 1);

-- One payment per order: what was settled, else what is open, else the last try; the rest from the
-- tender that leads (settled first, then the largest).
CREATE OR REPLACE VIEW compat.order_payment WITH (security_invoker = true) AS
SELECT orders.id AS order_id, m.id AS payment_id,
  coalesce(m.provider_payment_id, m.number) AS transaction_id,
  CASE
    WHEN EXISTS (
      SELECT FROM payments d
      WHERE d.provider_payment_id = m.provider_payment_id AND d.provider <> m.provider)
    THEN m.provider || ':' || m.provider_payment_id
    ELSE coalesce(m.provider_payment_id, m.number)
  END AS unique_transaction_id,
  m.provider, m.provider_response, m.failure_code, m.failure_reason, m.card_last4, m.card_brand,
  m.currency, payment_methods.code AS method_code, payment_methods.kind AS method_kind,
  coalesce(a.settled_cents, a.pending_cents, m.amount_cents)::bigint AS amount_cents,
  a.captured_at, a.created_at, a.updated_at, orders.payment_status
FROM orders
JOIN LATERAL (
  SELECT * FROM payments WHERE payments.order_id = orders.id
  ORDER BY
    CASE
      WHEN status IN ('captured', 'partially_refunded', 'refunded') THEN 0
      WHEN status IN ('authorized', 'processing', 'pending') THEN 1
      ELSE 2
    END, amount_cents DESC, created_at DESC, id
  LIMIT 1) m ON true
JOIN payment_methods ON payment_methods.id = m.method_id
JOIN LATERAL (
  SELECT
    sum(amount_cents) FILTER (
      WHERE status IN ('captured', 'partially_refunded', 'refunded')) AS settled_cents,
    sum(amount_cents) FILTER (
      WHERE status IN ('authorized', 'processing', 'pending')) AS pending_cents,
    max(payments.captured_at) AS captured_at,
    min(payments.created_at) AS created_at,
    max(payments.updated_at) AS updated_at
  FROM payments WHERE payments.order_id = orders.id) a ON true;

CREATE OR REPLACE VIEW compat.order_shipment WITH (security_invoker = true) AS
SELECT shipments.*
FROM shipments
WHERE shipments.id = (
  SELECT s.id FROM shipments s WHERE s.order_id = shipments.order_id
  ORDER BY (s.status = 'cancelled'), s.created_at, s.id LIMIT 1);

-- Coupons before automatic discounts, then what took off most.
CREATE OR REPLACE VIEW compat.order_promotion WITH (security_invoker = true) AS
SELECT r.order_id, r.promotion_id,
  CASE WHEN promotions.code IS NOT NULL THEN r.promotion_id END AS coupon_id, promotions.code
FROM promotion_redemptions r
JOIN promotions ON promotions.id = r.promotion_id
WHERE r.id = (
  SELECT o.id FROM promotion_redemptions o JOIN promotions p ON p.id = o.promotion_id
  WHERE o.order_id = r.order_id
  ORDER BY (p.code IS NULL), o.discount_cents DESC, o.id LIMIT 1);

CREATE OR REPLACE VIEW compat.order_refund WITH (security_invoker = true) AS
SELECT refunds.*
FROM refunds
WHERE refunds.id = (
  SELECT r.id FROM refunds r WHERE r.order_id = refunds.order_id
  ORDER BY (r.status IN ('rejected', 'failed')), r.requested_at DESC, r.id LIMIT 1);

CREATE OR REPLACE VIEW compat.user_registry WITH (security_invoker = true) AS
SELECT registries.*
FROM registries
WHERE registries.id = (
  SELECT r.id FROM registries r WHERE r.user_id = registries.user_id
  ORDER BY (r.closed_at IS NOT NULL), r.created_at DESC, r.id LIMIT 1);
