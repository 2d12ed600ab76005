-- Uses of promotions. The web shop is held to the limits; a register that was offline is not, because its
-- sale has happened: that it went over is written down. usage_count is what is left of all of them.

-- The promotion's row is locked first, so that of two customers one gets the last use.
-- Returns the redemption's id.
CREATE OR REPLACE FUNCTION shop.redeem_coupon(
  p_order_id uuid, p_promotion_id uuid, p_discount_cents bigint) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_promotion public.promotions;
  v_order public.orders := shop.web_order(p_order_id);
  v_id uuid := sync.new_id();
BEGIN
  SELECT * INTO v_promotion FROM public.promotions p WHERE p.id = p_promotion_id FOR UPDATE;
  PERFORM shop.refuse_over(v_promotion, v_order.placed_at);
  PERFORM shop.refuse_over_limit(v_promotion, v_order.user_id);
  IF p_discount_cents NOT BETWEEN 0 AND v_order.subtotal_cents THEN
    PERFORM shop.refuse('a coupon gives no more than the goods are worth');
  ELSIF EXISTS (SELECT FROM public.promotion_redemptions r
                WHERE r.promotion_id = p_promotion_id AND r.order_id = p_order_id) THEN
    PERFORM shop.refuse(format('order %s has coupon %s already', v_order.number, v_promotion.code));
  END IF;
  INSERT INTO public.promotion_redemptions
    (id, promotion_id, order_id, user_id, code, discount_cents)
  VALUES (v_id, p_promotion_id, p_order_id, v_order.user_id, v_promotion.code, p_discount_cents);
  RETURN v_id;
END $$;

-- p_promotions: null: all. Locks are taken in one order, so that two tills do not wait in a circle.
-- Returns how many counters were not right.
CREATE OR REPLACE FUNCTION shop.count_redemptions(p_promotions uuid[] DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_changed bigint;
BEGIN
  PERFORM FROM public.promotions p
  WHERE p_promotions IS NULL OR p.id = ANY (p_promotions) ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE public.promotions p SET usage_count = shop.uses(p.id)
  WHERE (p_promotions IS NULL OR p.id = ANY (p_promotions))
    AND p.usage_count IS DISTINCT FROM shop.uses(p.id);
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  RETURN v_changed;
END $$;

CREATE OR REPLACE FUNCTION shop.follow_redemptions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.count_redemptions(array_agg(DISTINCT promotion_id)) FROM written HAVING count(*) > 0;
  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  SELECT sync.new_id(), w.register_id, 'promotion_redemptions', w.id, 'over_limit',
    jsonb_build_object('code', p.code, 'usage_limit', p.usage_limit, 'uses', p.usage_count,
                       'per_user_limit', p.per_user_limit)
  FROM written w JOIN public.promotions p ON p.id = w.promotion_id
  WHERE w.register_id IS NOT NULL
    AND (p.usage_count > p.usage_limit
         OR (w.user_id IS NOT NULL AND shop.uses(p.id, w.user_id) > p.per_user_limit));
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_redemptions AFTER INSERT ON public.promotion_redemptions
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION shop.follow_redemptions();

-- A cancelled order gives its coupon back.
CREATE OR REPLACE FUNCTION shop.follow_cancelled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.count_redemptions(array_agg(DISTINCT r.promotion_id))
  FROM public.promotion_redemptions r WHERE r.order_id = NEW.id HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_cancelled AFTER UPDATE ON public.orders
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status = 'cancelled')
EXECUTE FUNCTION shop.follow_cancelled();
