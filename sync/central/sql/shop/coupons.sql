-- What a coupon gives, or which of its rules stands against it. The arithmetic is the till's
-- (pos/domain/discount.py): what the customer pays is rounded, half up, not what goes.

-- p_percent_ppm: parts per million, or null when it is an amount.
CREATE OR REPLACE FUNCTION shop.cents_off(
  p_percent_ppm integer, p_amount_off_cents bigint, p_value_cents bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_percent_ppm IS NULL THEN least(p_amount_off_cents, p_value_cents)
    ELSE p_value_cents - round(p_value_cents::numeric * (1000000 - p_percent_ppm) / 1000000)::bigint
  END
$$;

-- Whether a product is among a promotion's goods: in one that it names, or in a category that it names
-- or below, unless it is excluded. A promotion that names no goods is for all.
CREATE OR REPLACE FUNCTION shop.is_promoted(p_promotion uuid, p_product uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT c.id, c.parent_id FROM public.categories c
    JOIN public.products p ON p.category_id = c.id WHERE p.id = p_product
    UNION
    SELECT c.id, c.parent_id FROM public.categories c JOIN above ON c.id = above.parent_id),
  named AS (
    SELECT t.is_excluded,
      t.product_id = p_product OR t.category_id IN (SELECT id FROM above) AS is_meant
    FROM public.promotion_targets t
    WHERE t.promotion_id = p_promotion AND t.store_id IS NULL)
  SELECT (SELECT p.is_discountable FROM public.products p WHERE p.id = p_product)
    AND NOT EXISTS (SELECT FROM named WHERE is_excluded AND is_meant)
    AND (EXISTS (SELECT FROM named WHERE NOT is_excluded AND is_meant)
         OR NOT EXISTS (SELECT FROM named WHERE NOT is_excluded))
$$;

CREATE OR REPLACE FUNCTION shop.is_promoted_at(p_promotion uuid, p_store uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT coalesce(bool_or(t.store_id = p_store AND t.is_excluded), false)
    AND coalesce(bool_or(t.store_id = p_store) FILTER (WHERE NOT t.is_excluded), count(*) = 0
                 OR bool_and(t.is_excluded))
  FROM public.promotion_targets t
  WHERE t.promotion_id = p_promotion AND t.store_id IS NOT NULL
$$;

-- p_lines: [{"variant_id": …, "total_cents": …}], the goods at their prices. The minimum counts the goods
-- that the coupon is for. p_store_id: null is the store of the web shop.
-- Returns the discount; refuses with the rule that stands against it.
CREATE OR REPLACE FUNCTION shop.check_coupon(
  p_code text, p_user_id uuid, p_lines jsonb, p_at timestamptz DEFAULT now(),
  p_store_id uuid DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_promotion public.promotions;
  v_value bigint;
BEGIN
  SELECT * INTO v_promotion FROM public.promotions p
  WHERE p.code = upper(btrim(p_code)) AND p.deleted_at IS NULL;
  PERFORM shop.refuse_over(v_promotion, p_at);
  PERFORM shop.refuse_over_limit(v_promotion, p_user_id);
  IF NOT shop.is_promoted_at(v_promotion.id, coalesce(p_store_id, shop.default_store())) THEN
    PERFORM shop.refuse(format('coupon %s is not for this store', v_promotion.code));
  END IF;
  SELECT sum((line ->> 'total_cents')::bigint)::bigint INTO v_value
  FROM jsonb_array_elements(p_lines) AS line
  JOIN public.variants v ON v.id = (line ->> 'variant_id')::uuid
  WHERE shop.is_promoted(v_promotion.id, v.product_id);
  IF v_value IS NULL THEN
    PERFORM shop.refuse(format('coupon %s is for none of these goods', v_promotion.code));
  ELSIF v_value < v_promotion.min_purchase_cents THEN
    PERFORM shop.refuse(
      format('coupon %s needs goods for %s, not %s', v_promotion.code,
             v_promotion.min_purchase_cents, v_value), 'Amounts are in minor units.');
  END IF;
  RETURN least(
    shop.cents_off(v_promotion.percent_ppm, v_promotion.amount_off_cents, v_value),
    coalesce(v_promotion.max_discount_cents, v_value));
END $$;

-- Refuse one that is not there, switched off, not yet or no longer valid. The end is exclusive.
CREATE OR REPLACE FUNCTION shop.refuse_over(p_promotion public.promotions, p_at timestamptz)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_promotion.id IS NULL OR NOT p_promotion.is_active OR p_promotion.deleted_at IS NOT NULL THEN
    PERFORM shop.refuse('there is no such coupon', 'Look whether it is spelled right and active.');
  ELSIF p_at < p_promotion.starts_at THEN
    PERFORM shop.refuse(format('coupon %s is not valid yet', p_promotion.code));
  ELSIF p_at >= p_promotion.expires_at THEN
    PERFORM shop.refuse(format('coupon %s is over', p_promotion.code));
  END IF;
END $$;

CREATE OR REPLACE FUNCTION shop.refuse_over_limit(p_promotion public.promotions, p_user_id uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF shop.uses(p_promotion.id) >= p_promotion.usage_limit THEN
    PERFORM shop.refuse(format('coupon %s is used up', p_promotion.code));
  ELSIF p_promotion.per_user_limit IS NOT NULL AND p_user_id IS NULL THEN
    PERFORM shop.refuse(format('coupon %s is for customers who are signed in', p_promotion.code));
  ELSIF shop.uses(p_promotion.id, p_user_id) >= p_promotion.per_user_limit THEN
    PERFORM shop.refuse(format('this customer has used coupon %s up', p_promotion.code));
  END IF;
END $$;

-- How often a promotion was used, by all or by one customer; a cancelled order is no use.
CREATE OR REPLACE FUNCTION shop.uses(p_promotion uuid, p_user_id uuid DEFAULT NULL) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)
  FROM public.promotion_redemptions r JOIN public.orders o ON o.id = r.order_id
  WHERE r.promotion_id = p_promotion AND o.status <> 'cancelled'
    AND (p_user_id IS NULL OR r.user_id = p_user_id)
$$;
