-- Stock that is held for open web orders, and what becomes of it; carts.sql ends what nobody paid for. A
-- level's `reserved` is the sum of its active reservations, as `on_hand` is that of its movements.

-- Hold what an order still has to get, one reservation per article. An order that is not paid holds it
-- for a while only (setting web.reservation_minutes, 60 at first).
CREATE OR REPLACE FUNCTION shop.reserve(p_order_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders;
  v_location uuid;
  v_until timestamptz;
BEGIN
  SELECT * INTO v_order FROM public.orders o WHERE o.id = p_order_id;
  v_location := shop.web_location(v_order.store_id);
  IF v_order.status = 'pending' AND v_order.paid_cents = 0 THEN
    v_until := now() + make_interval(mins => shop.reservation_minutes());
  END IF;
  WITH wanted AS (
    SELECT l.variant_id, sum(l.quantity - l.fulfilled_qty)::bigint AS quantity
    FROM public.order_lines l JOIN public.variants v ON v.id = l.variant_id
    WHERE l.order_id = p_order_id AND v.track_stock
    GROUP BY l.variant_id HAVING sum(l.quantity - l.fulfilled_qty) > 0),
  kept AS (
    UPDATE public.stock_reservations r
    SET quantity = wanted.quantity, expires_at = v_until, updated_at = now()
    FROM wanted
    WHERE r.order_id = p_order_id AND r.status = 'active' AND r.variant_id = wanted.variant_id
    RETURNING r.variant_id),
  freed AS (
    UPDATE public.stock_reservations r SET status = 'released', updated_at = now()
    WHERE r.order_id = p_order_id AND r.status = 'active'
      AND r.variant_id NOT IN (SELECT variant_id FROM wanted))
  INSERT INTO public.stock_reservations
    (id, variant_id, location_id, quantity, order_id, expires_at)
  SELECT sync.new_id(), wanted.variant_id, v_location, wanted.quantity, p_order_id, v_until
  FROM wanted WHERE wanted.variant_id NOT IN (SELECT variant_id FROM kept)
  ORDER BY wanted.variant_id;
END $$;

CREATE OR REPLACE FUNCTION shop.reservation_minutes() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT (g.value #>> '{}')::integer FROM public.settings g
    WHERE g.scope = 'global' AND g.key = 'web.reservation_minutes'), 60)
$$;

-- The order is off: nothing is held for it any more.
CREATE OR REPLACE FUNCTION shop.release(p_order_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.stock_reservations SET status = 'released', updated_at = now()
  WHERE order_id = p_order_id AND status = 'active'
$$;

-- The goods leave the house: what was held becomes sold, once. Also for an order whose reservation
-- expired, since the goods are gone all the same.
CREATE OR REPLACE FUNCTION shop.hand_over(p_order_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_location uuid := (
    SELECT shop.web_location(o.store_id) FROM public.orders o WHERE o.id = p_order_id);
BEGIN
  UPDATE public.stock_reservations SET status = 'consumed', updated_at = now()
  WHERE order_id = p_order_id AND status = 'active';
  INSERT INTO public.stock_movements
    (id, variant_id, location_id, kind, quantity_delta, reference_type, reference_id)
  SELECT sync.new_id(), l.variant_id, v_location, 'sale', -sum(l.quantity - l.fulfilled_qty), 'order',
    p_order_id
  FROM public.order_lines l JOIN public.variants v ON v.id = l.variant_id
  WHERE l.order_id = p_order_id AND v.track_stock
  GROUP BY l.variant_id HAVING sum(l.quantity - l.fulfilled_qty) > 0
  ORDER BY l.variant_id;
  UPDATE public.order_lines SET fulfilled_qty = quantity, updated_at = now()
  WHERE order_id = p_order_id AND fulfilled_qty < quantity;
  UPDATE public.orders SET fulfilment_status = 'fulfilled', updated_at = now()
  WHERE id = p_order_id AND fulfilment_status <> 'fulfilled';
END $$;

-- `reserved` follows the reservations.
CREATE OR REPLACE FUNCTION shop.follow_reservations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM shop.hold_at(OLD.variant_id, OLD.location_id,
      -CASE WHEN OLD.status = 'active' THEN OLD.quantity ELSE 0 END);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM shop.hold_at(NEW.variant_id, NEW.location_id,
      CASE WHEN NEW.status = 'active' THEN NEW.quantity ELSE 0 END);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION shop.hold_at(p_variant uuid, p_location uuid, p_quantity bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_quantity = 0 THEN
    RETURN;
  END IF;
  INSERT INTO public.inventory_levels AS level (id, variant_id, location_id, reserved)
  VALUES (sync.new_id(), p_variant, p_location, greatest(p_quantity, 0))
  ON CONFLICT (variant_id, location_id)
  DO UPDATE SET reserved = greatest(level.reserved + p_quantity, 0), updated_at = now();
END $$;

CREATE OR REPLACE TRIGGER follow_reservations AFTER INSERT OR UPDATE OR DELETE
ON public.stock_reservations FOR EACH ROW EXECUTE FUNCTION shop.follow_reservations();
