-- What may be shown as "was" beside a sale price: the lowest price of the 30 days before the sale begins
-- (98/6/EC, article 6a). It is worked out here, where all past prices are, and comes down with the price.
-- A price for members is no announcement to everybody and has none; nor has one that has always been there.

-- When a day begins where the list's store is; lists of all stores count days in UTC.
CREATE OR REPLACE FUNCTION shop.list_begins_at(p_list public.price_lists) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_list.valid_from::timestamp AT TIME ZONE coalesce(
    (SELECT s.timezone FROM public.stores s WHERE s.id = p_list.store_id), 'UTC')
$$;

-- The prices that anybody could pay in the 30 days before: the shelf price at their beginning, each price
-- that it was changed to, and those of other lists for everybody.
CREATE OR REPLACE FUNCTION shop.prior_price(p_variant uuid, p_list public.price_lists) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH span AS (
    SELECT shop.list_begins_at(p_list) - interval '30 days' AS first, shop.list_begins_at(p_list) AS after),
  changes AS (
    SELECT h.id, h.old_price_cents, h.new_price_cents, h.created_at FROM public.price_history h, span
    WHERE h.variant_id = p_variant AND h.created_at >= span.first),
  offered (price_cents) AS (
    SELECT coalesce(
      (SELECT c.old_price_cents FROM changes c ORDER BY c.created_at, c.id LIMIT 1),
      (SELECT v.price_cents FROM public.variants v WHERE v.id = p_variant))
    UNION ALL
    SELECT c.new_price_cents FROM changes c, span WHERE c.created_at < span.after
    UNION ALL
    SELECT p.price_cents
    FROM public.price_list_prices p JOIN public.price_lists l ON l.id = p.price_list_id, span
    WHERE p.variant_id = p_variant AND l.id <> p_list.id AND l.customer_group_id IS NULL
      AND l.is_active AND l.deleted_at IS NULL
      AND (l.store_id IS NULL OR p_list.store_id IS NULL OR l.store_id = p_list.store_id)
      AND (l.valid_from IS NULL OR l.valid_from < p_list.valid_from)
      AND (l.valid_to IS NULL OR l.valid_to >= span.first::date))
  SELECT min(price_cents) FROM offered
  WHERE p_list.valid_from IS NOT NULL AND p_list.customer_group_id IS NULL
$$;

CREATE OR REPLACE FUNCTION shop.work_out_prior_price() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_list public.price_lists;
BEGIN
  SELECT * INTO v_list FROM public.price_lists l WHERE l.id = NEW.price_list_id;
  NEW.prior_price_cents := shop.prior_price(NEW.variant_id, v_list);
  RETURN NEW;
END $$;

-- Prices of lists that have not begun are worked out again when something they follow from changes. What
-- has begun stays: it was true when it was announced.
CREATE OR REPLACE FUNCTION shop.follow_price() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_variant uuid := CASE TG_TABLE_NAME WHEN 'variants' THEN to_jsonb(NEW) ->> 'id'
                    ELSE to_jsonb(NEW) ->> 'variant_id' END;
BEGIN
  UPDATE public.price_list_prices p SET price_cents = p.price_cents
  FROM public.price_lists l
  WHERE l.id = p.price_list_id AND p.variant_id = v_variant AND p.id <> NEW.id
    AND shop.list_begins_at(l) > now();
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION shop.follow_price_list() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.price_list_prices SET price_cents = price_cents WHERE price_list_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER work_out_prior_price
BEFORE INSERT OR UPDATE OF price_cents, variant_id, price_list_id ON public.price_list_prices
FOR EACH ROW EXECUTE FUNCTION shop.work_out_prior_price();

-- Depth 0 is the writer's own statement: what follows from it is not followed again.
CREATE OR REPLACE TRIGGER follow_price AFTER INSERT OR UPDATE OF price_cents
ON public.price_list_prices FOR EACH ROW WHEN (pg_trigger_depth() = 0)
EXECUTE FUNCTION shop.follow_price();

-- After note_price, which writes the history.
CREATE OR REPLACE TRIGGER then_follow_price AFTER UPDATE ON public.variants
FOR EACH ROW WHEN (OLD.price_cents IS DISTINCT FROM NEW.price_cents)
EXECUTE FUNCTION shop.follow_price();

CREATE OR REPLACE TRIGGER follow_price_list
AFTER UPDATE OF valid_from, store_id, customer_group_id ON public.price_lists
FOR EACH ROW WHEN ((OLD.valid_from, OLD.store_id, OLD.customer_group_id)
                   IS DISTINCT FROM (NEW.valid_from, NEW.store_id, NEW.customer_group_id))
EXECUTE FUNCTION shop.follow_price_list();
