-- What the views of the seeds share: words mapped both ways are in words.sql; here are amounts, keys
-- and the roll-ups by which a seed with one payment or one cart per order or person sees the first.

CREATE SCHEMA IF NOT EXISTS compat;

CREATE OR REPLACE FUNCTION compat.money(p_cents bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT round(p_cents::numeric / 100, 2) $$;

-- Quantities and cents in the seeds' int columns: clamped, so that a stock in grams fails no view.
CREATE OR REPLACE FUNCTION compat.int4(p_value numeric) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT greatest(least(p_value, 2147483647), -2147483648)::integer $$;

CREATE OR REPLACE FUNCTION compat.int4(p_value bigint) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT greatest(least(p_value, 2147483647), -2147483648)::integer $$;

CREATE OR REPLACE FUNCTION compat.int4(p_value integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT p_value $$;

CREATE OR REPLACE FUNCTION compat.walk_in() RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$ SELECT '00000000-0000-7000-8000-000000000001'::uuid $$;

-- The person on whose behalf a customer's session reads; null: nobody.
CREATE OR REPLACE FUNCTION public.app_user_id() RETURNS uuid
LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- The time zone in which days of coupons begin and end.
CREATE OR REPLACE FUNCTION compat.tz() RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT value #>> '{}' FROM public.settings WHERE scope = 'global' AND key = 'business.timezone'),
    'UTC')
$$;

-- The value of the option that has one of these names, as in opt(variants, 'colour', 'color').
CREATE OR REPLACE FUNCTION compat.opt(v public.variants, VARIADIC wanted text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN lower(v.option1_name) = ANY (wanted) THEN v.option1_value
    WHEN lower(v.option2_name) = ANY (wanted) THEN v.option2_value
    WHEN lower(v.option3_name) = ANY (wanted) THEN v.option3_value
  END
$$;

CREATE OR REPLACE FUNCTION compat.text_array(p_list jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(word), '{}') FROM jsonb_array_elements_text(coalesce(p_list, '[]')) AS word
$$;

CREATE OR REPLACE FUNCTION compat.dims_text(p_size jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(concat_ws(' ',
    nullif(concat_ws(' x ', p_size ->> 'length', p_size ->> 'width', p_size ->> 'height'), ''),
    p_size ->> 'unit'), '')
$$;

CREATE OR REPLACE FUNCTION compat.address_json(p_address uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'recipient_name', recipient_name, 'company', company, 'line1', line1, 'line2', line2,
    'city', city, 'state', state, 'postal_code', postal_code, 'country', country, 'phone', phone)
  FROM public.addresses WHERE id = p_address
$$;

-- A hash is shown to members of compat_secrets only; everybody else sees a mark that fits no password.
CREATE OR REPLACE FUNCTION compat.password_hash(p_user uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT password_hash FROM public.user_credentials
    WHERE user_id = p_user AND pg_has_role(session_user, 'compat_secrets', 'MEMBER')), '!')
$$;

CREATE OR REPLACE FUNCTION compat.secret(p_text text) RETURNS text
LANGUAGE sql STABLE AS $$ SELECT CASE WHEN pg_has_role('compat_secrets', 'MEMBER') THEN p_text END $$;

-- The highest role, where a seed knows only one.
CREATE OR REPLACE VIEW compat.user_role WITH (security_invoker = true) AS
SELECT DISTINCT ON (user_roles.user_id) user_roles.user_id, roles.code AS role_code
FROM user_roles
JOIN roles ON roles.id = user_roles.role_id
ORDER BY user_roles.user_id, roles.rank DESC, roles.code;

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
SELECT DISTINCT ON (variants.product_id) variants.product_id, variants.id AS variant_id, variants.sku,
  barcodes.code AS barcode, variants.weight_mg, variants.dimensions
FROM variants
LEFT JOIN barcodes ON barcodes.variant_id = variants.id AND barcodes.is_primary
ORDER BY variants.product_id, variants.is_default DESC, variants.position, variants.id;

-- Stock where goods are sold from. On hand may be negative while tills are apart; a seed sees 0.
CREATE OR REPLACE VIEW compat.variant_stock WITH (security_invoker = true) AS
SELECT l.variant_id,
  sum(l.on_hand)::bigint AS on_hand,
  sum(l.reserved)::bigint AS reserved,
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
WHERE loc.is_sellable AND loc.is_active AND loc.deleted_at IS NULL
GROUP BY l.variant_id;

CREATE OR REPLACE VIEW compat.product_stock WITH (security_invoker = true) AS
SELECT variants.product_id,
  sum(s.quantity)::bigint AS quantity,
  sum(least(greatest(s.reserved, 0), s.quantity))::bigint AS reserved,
  sum(s.available)::bigint AS available,
  sum(s.low_stock_threshold)::int AS low_stock_threshold,
  max(s.updated_at) AS updated_at
FROM compat.variant_stock s
JOIN variants ON variants.id = s.variant_id
GROUP BY variants.product_id;

CREATE OR REPLACE VIEW compat.primary_image WITH (security_invoker = true) AS
SELECT DISTINCT ON (product_images.product_id) product_images.product_id,
  coalesce(blobs.public_url, blobs.storage_key) AS url
FROM product_images
JOIN blobs ON blobs.id = product_images.blob_id
ORDER BY product_images.product_id, product_images.is_primary DESC, product_images.position,
  product_images.id;

-- One cart per person: online before register, open before parked, newest first.
CREATE OR REPLACE VIEW compat.user_cart WITH (security_invoker = true) AS
SELECT DISTINCT ON (coalesce(carts.user_id, carts.id)) carts.*
FROM carts
WHERE carts.status IN ('open', 'parked') AND (carts.expires_at IS NULL OR carts.expires_at > now())
ORDER BY coalesce(carts.user_id, carts.id), (carts.channel = 'online') DESC,
  (carts.status = 'open') DESC, carts.updated_at DESC, carts.id;

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
SELECT DISTINCT ON (shipments.order_id) shipments.*
FROM shipments
ORDER BY shipments.order_id, (shipments.status = 'cancelled'), shipments.created_at, shipments.id;

CREATE OR REPLACE VIEW compat.order_promotion WITH (security_invoker = true) AS
SELECT DISTINCT ON (r.order_id) r.order_id, r.promotion_id,
  CASE WHEN promotions.code IS NOT NULL THEN r.promotion_id END AS coupon_id, promotions.code
FROM promotion_redemptions r
JOIN promotions ON promotions.id = r.promotion_id
ORDER BY r.order_id, (promotions.code IS NULL), r.discount_cents DESC, r.id;

CREATE OR REPLACE VIEW compat.order_refund WITH (security_invoker = true) AS
SELECT DISTINCT ON (refunds.order_id) refunds.*
FROM refunds
ORDER BY refunds.order_id, (refunds.status IN ('rejected', 'failed')), refunds.requested_at DESC,
  refunds.id;

CREATE OR REPLACE VIEW compat.user_registry WITH (security_invoker = true) AS
SELECT DISTINCT ON (registries.user_id) registries.*
FROM registries
ORDER BY registries.user_id, (registries.closed_at IS NOT NULL), registries.created_at DESC,
  registries.id;
