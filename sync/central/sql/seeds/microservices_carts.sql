-- Seed s2: the cart service. Its collection of documents is shown twice: as columns under the names of
-- the document's fields, and as whole documents.

CREATE OR REPLACE FUNCTION compat.cart_items(p_cart uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(
    jsonb_agg(
      jsonb_build_object(
        'product_id', products.id,
        'product_name', products.name,
        'product_slug', products.slug,
        'quantity', cart_lines.quantity,
        'unit_price', compat.money(cart_lines.unit_price_cents),
        'total_price', compat.money(cart_lines.gross_cents),
        'image_url', primary_image.url,
        'added_at', compat.iso(cart_lines.created_at))
      ORDER BY cart_lines.line_no, cart_lines.id),
    '[]')
  FROM cart_lines
  JOIN variants ON variants.id = cart_lines.variant_id
  JOIN products ON products.id = variants.product_id
  LEFT JOIN compat.primary_image ON primary_image.product_id = products.id
  WHERE cart_lines.cart_id = p_cart
$$;

CREATE OR REPLACE FUNCTION compat.cart_coupons(p_cart uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(
    jsonb_agg(
      jsonb_build_object(
        'coupon_code', promotions.code,
        'discount_amount', compat.money(cart_promotions.discount_cents))
      ORDER BY promotions.code),
    '[]')
  FROM cart_promotions
  JOIN promotions ON promotions.id = cart_promotions.promotion_id
  WHERE cart_promotions.cart_id = p_cart AND promotions.code IS NOT NULL
$$;

-- An ObjectId has 24 hex digits: the first ones of the key, which are its time and what made it unique.
CREATE OR REPLACE FUNCTION compat.object_id(p_key uuid) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT left(replace(p_key::text, '-', ''), 24) $$;

CREATE OR REPLACE VIEW microservices.carts WITH (security_invoker = true) AS
SELECT
  compat.object_id(user_cart.id) AS "_id",
  user_cart.user_id::text AS "user_id",
  compat.cart_items(user_cart.id) AS "items",
  compat.money(user_cart.subtotal_cents)::numeric(14,2) AS "subtotal",
  compat.money(user_cart.tax_cents)::numeric(14,2) AS "tax_amount",
  compat.money(user_cart.total_cents)::numeric(14,2) AS "total_amount",
  compat.cart_coupons(user_cart.id) AS "applied_coupons",
  user_cart.created_at::timestamptz AS "created_at",
  user_cart.updated_at::timestamptz AS "updated_at",
  user_cart.expires_at::timestamptz AS "expires_at"
FROM compat.user_cart
WHERE user_cart.user_id IS NOT NULL;

-- The collection itself, one document in each row.
CREATE OR REPLACE VIEW microservices.cart_documents WITH (security_invoker = true) AS
SELECT
  carts._id,
  jsonb_build_object(
    '_id', carts._id,
    'user_id', carts.user_id,
    'items', carts.items,
    'subtotal', carts.subtotal,
    'tax_amount', carts.tax_amount,
    'total_amount', carts.total_amount,
    'applied_coupons', carts.applied_coupons,
    'created_at', compat.iso(carts.created_at),
    'updated_at', compat.iso(carts.updated_at),
    'expires_at', compat.iso(carts.expires_at)) AS document
FROM microservices.carts;
