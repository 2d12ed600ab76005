-- How much a product is liked: 0.5 for each unit kept, 10 times the average approved rating, 2 for each
-- order (schema.md 7). A product is found through the variant that was sold; what was cancelled or
-- refunded does not count.

-- product_ids: the products to work out again; null: all
-- Returns how many scores changed.
CREATE OR REPLACE FUNCTION public.refresh_product_popularity(product_ids uuid[] DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_changed bigint;
BEGIN
  -- No till shows a score: it is not told to them (triggers.sql).
  PERFORM set_config('sync.quiet', 'on', true);
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
  SELECT count(*) INTO v_changed FROM changed;
  PERFORM set_config('sync.quiet', '', true);
  RETURN v_changed;
END $$;

-- Products whose score may have changed since the last run. A row per reason and no key: two tills that
-- sell the same goods do not wait for each other here.
CREATE SCHEMA IF NOT EXISTS shop;
CREATE TABLE IF NOT EXISTS shop.touched_products (
  product_id uuid NOT NULL,
  touched_at timestamptz NOT NULL DEFAULT now()
);

-- Lines that were sold, a statement at a time: this is on the way of every sale.
CREATE OR REPLACE FUNCTION shop.touch_sold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO shop.touched_products (product_id)
  SELECT DISTINCT v.product_id FROM written w JOIN public.variants v ON v.id = w.variant_id;
  RETURN NULL;
END $$;

-- A line that changed, came back or went; both products when it moved.
CREATE OR REPLACE FUNCTION shop.touch_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO shop.touched_products (product_id)
  SELECT v.product_id FROM public.variants v
  WHERE v.id IN (OLD.variant_id, CASE WHEN TG_OP = 'UPDATE' THEN NEW.variant_id END);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION shop.touch_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO shop.touched_products (product_id)
  SELECT DISTINCT v.product_id
  FROM public.order_lines l JOIN public.variants v ON v.id = l.variant_id
  WHERE l.order_id = NEW.id;
  RETURN NULL;
END $$;

-- Of reviews, and of variants that went to another product.
CREATE OR REPLACE FUNCTION shop.touch_product() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO shop.touched_products (product_id) VALUES (OLD.product_id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO shop.touched_products (product_id) VALUES (NEW.product_id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER touch_sold AFTER INSERT ON public.order_lines
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION shop.touch_sold();
CREATE OR REPLACE TRIGGER touch_changed AFTER UPDATE ON public.order_lines
FOR EACH ROW WHEN ((OLD.quantity, OLD.returned_qty, OLD.variant_id)
  IS DISTINCT FROM (NEW.quantity, NEW.returned_qty, NEW.variant_id))
EXECUTE FUNCTION shop.touch_line();
CREATE OR REPLACE TRIGGER touch_removed AFTER DELETE ON public.order_lines
FOR EACH ROW EXECUTE FUNCTION shop.touch_line();
CREATE OR REPLACE TRIGGER touch_status AFTER UPDATE ON public.orders
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION shop.touch_order();
CREATE OR REPLACE TRIGGER touch_reviewed AFTER INSERT OR UPDATE OR DELETE ON public.reviews
FOR EACH ROW EXECUTE FUNCTION shop.touch_product();
CREATE OR REPLACE TRIGGER touch_moved AFTER UPDATE ON public.variants
FOR EACH ROW WHEN (OLD.product_id IS DISTINCT FROM NEW.product_id)
EXECUTE FUNCTION shop.touch_product();

-- Returns how many scores changed. What is touched meanwhile waits for the next run.
CREATE OR REPLACE FUNCTION shop.refresh_touched_products() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_products uuid[];
BEGIN
  WITH taken AS (DELETE FROM shop.touched_products RETURNING product_id)
  SELECT array_agg(DISTINCT product_id) INTO v_products FROM taken;
  RETURN CASE WHEN v_products IS NULL THEN 0
    ELSE public.refresh_product_popularity(v_products) END;
END $$;
