-- Parcels of web orders: no more than was ordered, and stock, lines and order follow what is sent.

-- p_lines: [{"order_line_id": …, "quantity": …}]; null: everything that is still to be sent.
-- Returns the shipment's id.
CREATE OR REPLACE FUNCTION shop.ship(
  p_order_id uuid, p_lines jsonb DEFAULT NULL, p_carrier text DEFAULT NULL,
  p_tracking_number text DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
  v_location uuid := shop.web_location(v_order.store_id);
  v_id uuid := sync.new_id();
BEGIN
  IF v_order.status NOT IN ('confirmed', 'processing', 'ready') THEN
    PERFORM shop.refuse(
      format('order %s is %s; nothing of it can be sent', v_order.number, v_order.status),
      'Orders are sent while they are confirmed, processing or ready.');
  END IF;
  INSERT INTO public.shipments
    (id, order_id, from_location_id, status, carrier, tracking_number, shipped_at)
  VALUES (v_id, p_order_id, v_location, 'shipped', p_carrier, p_tracking_number, now());
  INSERT INTO public.shipment_lines (id, shipment_id, order_line_id, quantity)
  SELECT sync.new_id(), v_id, w.order_line_id, w.quantity
  FROM shop.wanted_lines(v_order, p_lines) AS w;
  INSERT INTO public.stock_movements
    (id, variant_id, location_id, kind, quantity_delta, reference_type, reference_id)
  SELECT sync.new_id(), l.variant_id, v_location, 'sale', -sum(s.quantity), 'shipment', v_id
  FROM public.shipment_lines s
  JOIN public.order_lines l ON l.id = s.order_line_id
  JOIN public.variants v ON v.id = l.variant_id AND v.track_stock
  WHERE s.shipment_id = v_id
  GROUP BY l.variant_id ORDER BY l.variant_id;
  UPDATE public.order_lines l SET fulfilled_qty = l.fulfilled_qty + s.quantity
  FROM public.shipment_lines s WHERE s.shipment_id = v_id AND l.id = s.order_line_id;
  PERFORM shop.follow_shipment(p_order_id);
  RETURN v_id;
END $$;

-- The lines to be sent; refused when there is nothing or more than is left of one.
CREATE OR REPLACE FUNCTION shop.wanted_lines(p_order public.orders, p_lines jsonb)
RETURNS TABLE (order_line_id uuid, quantity bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_line record;
BEGIN
  FOR v_line IN
    SELECT l.id, l.sku, l.quantity - l.fulfilled_qty AS left_over,
      CASE WHEN p_lines IS NULL THEN l.quantity - l.fulfilled_qty ELSE w.quantity END AS wanted
    FROM public.order_lines l
    LEFT JOIN (SELECT (e ->> 'order_line_id')::uuid AS id, sum((e ->> 'quantity')::bigint)::bigint
                 AS quantity
               FROM jsonb_array_elements(p_lines) AS e GROUP BY 1) AS w ON w.id = l.id
    WHERE l.order_id = p_order.id ORDER BY l.line_no
  LOOP
    IF v_line.wanted > v_line.left_over OR v_line.wanted < 0 THEN
      PERFORM shop.refuse(format('%s of %s cannot be sent; %s are left of order %s', v_line.wanted,
                                 v_line.sku, v_line.left_over, p_order.number));
    END IF;
    CONTINUE WHEN coalesce(v_line.wanted, 0) = 0;
    order_line_id := v_line.id;
    quantity := v_line.wanted;
    RETURN NEXT;
  END LOOP;
  IF order_line_id IS NULL THEN
    PERFORM shop.refuse(format('nothing of order %s was named that could be sent', p_order.number));
  END IF;
END $$;

-- All lines sent: the order is shipped. Some: the rest stays reserved.
CREATE OR REPLACE FUNCTION shop.follow_shipment(p_order_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.order_lines l
             WHERE l.order_id = p_order_id AND l.fulfilled_qty < l.quantity) THEN
    UPDATE public.orders SET fulfilment_status = 'partially_fulfilled' WHERE id = p_order_id;
    PERFORM shop.reserve(p_order_id);
  ELSE
    PERFORM shop.set_order_status(p_order_id, 'shipped');
    UPDATE public.orders SET fulfilment_status = 'fulfilled' WHERE id = p_order_id;
  END IF;
END $$;

-- The parcel has arrived; with the last one of a shipped order the order is completed.
CREATE OR REPLACE FUNCTION shop.deliver(p_shipment_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order uuid;
BEGIN
  UPDATE public.shipments SET status = 'delivered', delivered_at = now()
  WHERE id = p_shipment_id AND status IN ('shipped', 'out_for_delivery')
  RETURNING order_id INTO v_order;
  IF v_order IS NULL THEN
    PERFORM shop.refuse('this parcel is not on its way');
  ELSIF (shop.web_order(v_order)).status = 'shipped' AND NOT EXISTS (
      SELECT FROM public.shipments s
      WHERE s.order_id = v_order AND s.status NOT IN ('delivered', 'cancelled')) THEN
    PERFORM shop.set_order_status(v_order, 'completed');
  END IF;
END $$;
