-- Seed s4, Baby Petite: the views and functions of its SQL chapters. Sub-queries instead of one wide
-- join, so that rows do not multiply.

CREATE OR REPLACE VIEW baby_petite."product_summary" WITH (security_invoker = true) AS
SELECT
  compat.key_text(products.id) AS "id",
  products.name::text AS "name",
  products.slug::text AS "slug",
  compat.money(products.base_price_cents)::numeric(14,2) AS "base_price",
  compat.money(products.compare_at_price_cents)::numeric(14,2) AS "compare_at_price",
  products.is_active AS "is_active",
  products.is_featured AS "is_featured",
  products.is_on_sale AS "is_on_sale",
  products.popularity_score AS "popularity_score",
  categories.name::text AS "category_name",
  categories.slug::text AS "category_slug",
  (
    SELECT count(*) FROM variants
    WHERE variants.product_id = products.id AND variants.is_active AND variants.deleted_at IS NULL
  ) AS "variant_count",
  (
    SELECT count(*) FROM product_images WHERE product_images.product_id = products.id
  ) AS "image_count",
  (
    SELECT coalesce(avg(reviews.rating::numeric), 0) FROM reviews
    WHERE reviews.product_id = products.id AND reviews.is_approved
  ) AS "avg_rating",
  (
    SELECT count(*) FROM reviews
    WHERE reviews.product_id = products.id AND reviews.is_approved
  ) AS "review_count"
FROM products
JOIN categories ON categories.id = products.category_id
WHERE products.is_active AND products.deleted_at IS NULL;

-- What is not counted is always there.
CREATE OR REPLACE VIEW baby_petite."inventory_status" WITH (security_invoker = true) AS
SELECT
  compat.key_text(variants.id) AS "variant_id",
  compat.key_text(variants.product_id) AS "product_id",
  variants.sku::text AS "sku",
  coalesce(compat.opt(variants, 'size'), 'One Size') AS "size",
  compat.opt(variants, 'color', 'colour') AS "color",
  compat.money(variants.price_cents)::numeric(14,2) AS "price",
  compat.int4(coalesce(variant_stock.quantity, 0)) AS "quantity",
  compat.int4(coalesce(variant_stock.reserved, 0)) AS "reserved",
  compat.int4(coalesce(variant_stock.available, 0)) AS "available",
  CASE
    WHEN NOT variants.track_stock THEN 'IN_STOCK'
    WHEN coalesce(variant_stock.available, 0) = 0 THEN 'OUT_OF_STOCK'
    WHEN variant_stock.available <= variant_stock.low_stock_threshold THEN 'LOW_STOCK'
    ELSE 'IN_STOCK'
  END AS "stock_status"
FROM variants
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id
WHERE variants.is_active AND variants.deleted_at IS NULL;

CREATE OR REPLACE VIEW baby_petite."order_summary" WITH (security_invoker = true) AS
SELECT
  compat.key_text(orders.id) AS "id",
  orders.number::text AS "order_number",
  compat.key_text(coalesce(orders.user_id, compat.walk_in())) AS "user_id",
  compat.order_status(orders.status)::baby_petite."OrderStatus" AS "status",
  compat.payment_status(orders.payment_status)::baby_petite."PaymentStatus" AS "payment_status",
  compat.money(orders.total_cents)::numeric(14,2) AS "total",
  (orders.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "created_at",
  (SELECT count(*) FROM order_lines WHERE order_lines.order_id = orders.id) AS "item_count",
  (
    SELECT sum(order_lines.quantity)::bigint FROM order_lines WHERE order_lines.order_id = orders.id
  ) AS "total_quantity"
FROM orders;

-- The functions that seed s4 names.

CREATE OR REPLACE FUNCTION baby_petite.current_user_id() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT compat.key_text(public.app_user_id()) $$;

-- Its user argument was never used; the weights are the seed's.
CREATE OR REPLACE FUNCTION baby_petite.get_product_recommendations(
  user_id_param varchar, limit_param int DEFAULT 10)
RETURNS TABLE (product_id varchar, product_name varchar, score double precision)
LANGUAGE sql STABLE AS $$
  SELECT compat.key_text(p.id)::varchar, p.name::varchar,
    p.popularity_score * 0.3 + coalesce(r.rating, 0) * 20
      + CASE WHEN p.is_on_sale THEN 10 ELSE 0 END + CASE WHEN p.is_new THEN 5 ELSE 0 END
  FROM public.products p
  LEFT JOIN compat.product_rating r ON r.product_id = p.id
  WHERE p.is_active AND p.deleted_at IS NULL
  ORDER BY 3 DESC, 1 LIMIT limit_param
$$;

-- The goods of an order, before discount and tax.
CREATE OR REPLACE FUNCTION baby_petite.calculate_order_total(order_id_param varchar) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(compat.money(gross_cents)), 0) FROM public.order_lines
  WHERE order_id = compat.text_key(order_id_param)
$$;
