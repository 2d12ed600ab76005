-- The status of an order to which two sides said something: each step goes to the history, and the
-- order stands at the furthest step that can be reached (schema.md 4.1), in whatever order they came.

-- Whether an order can get from one status to another, over any number of steps.
CREATE OR REPLACE FUNCTION shop.leads_to(p_from text, p_to text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE reached (status) AS (
    SELECT p_from
    UNION
    SELECT unnest(shop.next_order_statuses(r.status)) FROM reached r)
  SELECT EXISTS (SELECT FROM reached r WHERE r.status = p_to)
$$;

-- What waits at a till is handed over once; two tills that were apart may both have done so.
CREATE OR REPLACE FUNCTION shop.note_fetched_twice(
  p_order public.orders, p_step public.order_status_history) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sync_conflicts
    (id, register_id, table_name, row_id, kind, central_data, register_data, resolution)
  SELECT sync.new_id(), p_step.register_id, 'orders', p_order.id, 'field_clash',
    jsonb_build_object('order', p_order.number, 'status', p_order.status),
    jsonb_build_object('status', p_step.to_status), 'central_kept'
  WHERE p_order.channel = 'register' AND p_step.to_status = 'completed'
    AND EXISTS (SELECT FROM public.order_status_history h
                WHERE h.order_id = p_order.id AND h.to_status = 'completed' AND h.id <> p_step.id)
$$;

-- A register took an order one step on. Cancelled and refunded is an order only by headquarters or by
-- the register that sold it; what contradicts is written down, and what central has stays.
CREATE OR REPLACE FUNCTION shop.follow_step(p_step public.order_status_history) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders;
BEGIN
  SELECT * INTO v_order FROM public.orders o WHERE o.id = p_step.order_id;
  IF shop.leads_to(p_step.to_status, v_order.status) THEN
    PERFORM shop.note_fetched_twice(v_order, p_step);
    RETURN;  -- it stands there, or further, already
  END IF;
  SELECT * INTO v_order FROM public.orders o WHERE o.id = p_step.order_id FOR NO KEY UPDATE;
  IF shop.leads_to(v_order.status, p_step.to_status)
     AND (p_step.to_status NOT IN ('cancelled', 'refunded') OR v_order.register_id = p_step.register_id) THEN
    PERFORM shop.take_step(v_order, p_step.to_status, p_step.created_at);
  ELSIF NOT shop.leads_to(p_step.to_status, v_order.status) THEN
    INSERT INTO public.sync_conflicts
      (id, register_id, table_name, row_id, kind, central_data, register_data, resolution)
    VALUES (sync.new_id(), p_step.register_id, 'orders', p_step.order_id, 'field_clash',
            jsonb_build_object('order', v_order.number, 'status', v_order.status),
            jsonb_build_object('status', p_step.to_status), 'central_kept');
  END IF;
END $$;

-- Most sales come with the one step that they ever take; those are passed over together.
CREATE OR REPLACE FUNCTION shop.follow_steps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.follow_step(step) FROM written AS step
  WHERE step.register_id IS NOT NULL
    AND (step.from_status IS NOT NULL OR step.to_status <> (
      SELECT o.status FROM public.orders o WHERE o.id = step.order_id));
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_steps AFTER INSERT ON public.order_status_history
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION shop.follow_steps();

-- Of a central before this one.
DROP TRIGGER IF EXISTS follow_step ON public.order_status_history;
DROP FUNCTION IF EXISTS shop.follow_step();

-- What was made to order left the stock when it was sold; it is with the customer when it is fetched.
CREATE OR REPLACE FUNCTION shop.note_fetched(p_order_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.order_lines SET fulfilled_qty = quantity, updated_at = now()
  WHERE order_id = p_order_id AND fulfilled_qty < quantity;
  UPDATE public.orders SET fulfilment_status = 'fulfilled', updated_at = now()
  WHERE id = p_order_id AND fulfilment_status IN ('unfulfilled', 'partially_fulfilled');
$$;

-- Goods that were held for a web order leave when they are handed over, and are free when it is cancelled.
CREATE OR REPLACE FUNCTION shop.take_step(
  p_order public.orders, p_status text, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.orders o SET
    status = p_status, updated_at = now(),
    confirmed_at = CASE WHEN p_status = 'confirmed' THEN p_at ELSE o.confirmed_at END,
    shipped_at = CASE WHEN p_status = 'shipped' THEN p_at ELSE o.shipped_at END,
    delivered_at = CASE WHEN p_status = 'completed' THEN p_at ELSE o.delivered_at END,
    cancelled_at = CASE WHEN p_status = 'cancelled' THEN p_at ELSE o.cancelled_at END
  WHERE o.id = p_order.id;
  IF p_order.channel = 'register' AND p_status <> 'completed' THEN
    RETURN;
  ELSIF p_order.channel = 'register' THEN
    PERFORM shop.note_fetched(p_order.id);
  ELSIF p_status IN ('shipped', 'completed') THEN
    PERFORM shop.hand_over(p_order.id);
  ELSIF p_status = 'cancelled' THEN
    PERFORM shop.release(p_order.id);
  END IF;
END $$;
