-- How much a product is liked: 0.5 for each unit kept, 10 times the average approved rating, 2 for each
-- order (schema.md 7). A product is found through the variant that was sold; what was cancelled or
-- refunded does not count.

-- product_ids: the products to work out again; null: all
-- Returns how many scores changed.
CREATE OR REPLACE FUNCTION public.refresh_product_popularity(product_ids uuid[] DEFAULT NULL)
RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH sold AS (
    SELECT v.product_id, sum(greatest(l.quantity - l.returned_qty, 0)) AS units,
      count(DISTINCT l.order_id) AS orders
    FROM order_lines l
    JOIN orders o ON o.id = l.order_id
    JOIN variants v ON v.id = l.variant_id
    WHERE o.status NOT IN ('cancelled', 'refunded')
      AND (product_ids IS NULL OR v.product_id = ANY (product_ids))
    GROUP BY v.product_id),
  rated AS (
    SELECT product_id, avg(rating) AS rating FROM reviews
    WHERE is_approved AND (product_ids IS NULL OR product_id = ANY (product_ids))
    GROUP BY product_id),
  score AS (
    SELECT p.id,
      coalesce(s.units, 0)::float8 * 0.5 + coalesce(r.rating, 0) * 10 + coalesce(s.orders, 0) * 2
        AS score
    FROM products p
    LEFT JOIN sold s ON s.product_id = p.id
    LEFT JOIN rated r ON r.product_id = p.id
    WHERE product_ids IS NULL OR p.id = ANY (product_ids)),
  changed AS (
    UPDATE products SET popularity_score = score.score
    FROM score
    WHERE products.id = score.id AND products.popularity_score IS DISTINCT FROM score.score
    RETURNING 1)
  SELECT count(*) FROM changed
$$;
