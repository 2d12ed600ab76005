-- Goods that come back to the web shop: requested, approved, received (they are on the shelf again),
-- completed (the money is back). No more comes back than was sent, no more is paid out than was paid.

-- p_lines: [{"order_line_id": …, "quantity": …, "reason_code": …}]. Returns the return's id.
CREATE OR REPLACE FUNCTION shop.request_return(
  p_order_id uuid, p_lines jsonb, p_reason text DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
  v_id uuid := sync.new_id();
BEGIN
  PERFORM shop.refuse_more_than_sent(v_order, p_lines);
  INSERT INTO public.returns (id, number, order_id, status, reason, user_id, store_id)
  VALUES (v_id, shop.next_number(shop.series_of(v_order.store_id, 'WR')), p_order_id, 'requested',
          p_reason, v_order.user_id, v_order.store_id);
  INSERT INTO public.return_lines
    (id, return_id, line_no, order_line_id, variant_id, quantity, reason_code, refund_cents)
  SELECT sync.new_id(), v_id, row_number() OVER (ORDER BY l.line_no), l.id, l.variant_id, w.quantity,
    w.reason_code, shop.share_of_line(l, w.quantity, shop.coming_back(l.id))
  FROM shop.named_returns(p_lines) AS w JOIN public.order_lines l ON l.id = w.order_line_id;
  RETURN v_id;
END $$;

CREATE OR REPLACE FUNCTION shop.named_returns(p_lines jsonb)
RETURNS TABLE (order_line_id uuid, quantity bigint, reason_code text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (e ->> 'order_line_id')::uuid, sum((e ->> 'quantity')::bigint)::bigint,
    coalesce(min(e ->> 'reason_code'), 'other')
  FROM jsonb_array_elements(p_lines) AS e GROUP BY 1
$$;

-- How many of a line have come back or are about to.
CREATE OR REPLACE FUNCTION shop.coming_back(p_line uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(b.quantity), 0)::bigint
  FROM public.return_lines b JOIN public.returns r ON r.id = b.return_id
  WHERE b.order_line_id = p_line AND r.status NOT IN ('rejected', 'cancelled')
$$;

-- What the next pieces of a line are worth, so that all of them together are worth the line.
CREATE OR REPLACE FUNCTION shop.share_of_line(
  p_line public.order_lines, p_quantity bigint, p_before bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (round(p_line.total_cents::numeric * (p_before + p_quantity) / p_line.quantity)
          - round(p_line.total_cents::numeric * p_before / p_line.quantity))::bigint
$$;

CREATE OR REPLACE FUNCTION shop.refuse_more_than_sent(p_order public.orders, p_lines jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_named record;
  v_is_empty boolean := true;
BEGIN
  FOR v_named IN
    SELECT w.quantity, l.id, l.sku, l.fulfilled_qty - shop.coming_back(l.id) AS left_over
    FROM shop.named_returns(p_lines) AS w
    LEFT JOIN public.order_lines l ON l.id = w.order_line_id AND l.order_id = p_order.id
  LOOP
    v_is_empty := false;
    IF v_named.id IS NULL THEN
      PERFORM shop.refuse(format('order %s has no such line', p_order.number));
    ELSIF v_named.quantity NOT BETWEEN 1 AND v_named.left_over THEN
      PERFORM shop.refuse(format('%s of %s cannot come back; %s of order %s could', v_named.quantity,
                                 v_named.sku, v_named.left_over, p_order.number));
    END IF;
  END LOOP;
  IF v_is_empty THEN
    PERFORM shop.refuse('a return names what comes back');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION shop.next_return_statuses(p_status text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_status
    WHEN 'requested' THEN '{approved,rejected,cancelled}'
    WHEN 'approved' THEN '{received,cancelled}'
    WHEN 'received' THEN '{completed}'
    ELSE '{}'
  END::text[]
$$;

-- The same status again does nothing.
CREATE OR REPLACE FUNCTION shop.set_return_status(
  p_return_id uuid, p_status text, p_approved_by uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_return public.returns;
BEGIN
  SELECT * INTO v_return FROM public.returns r
  WHERE r.id = p_return_id AND r.register_id IS NULL FOR UPDATE;
  IF v_return.status = p_status THEN
    RETURN;
  ELSIF v_return.id IS NULL OR p_status <> ALL (shop.next_return_statuses(v_return.status)) THEN
    PERFORM shop.refuse(
      format('return %s is %s and cannot become %s', v_return.number, v_return.status, p_status),
      'A return is requested, approved, received and completed, in this order.');
  END IF;
  UPDATE public.returns SET status = p_status,
    approved_by = CASE WHEN p_status = 'approved' THEN p_approved_by ELSE approved_by END,
    approved_at = CASE WHEN p_status = 'approved' THEN now() ELSE approved_at END,
    received_at = CASE WHEN p_status = 'received' THEN now() ELSE received_at END,
    completed_at = CASE WHEN p_status = 'completed' THEN now() ELSE completed_at END
  WHERE id = p_return_id;
  IF p_status = 'received' THEN
    PERFORM shop.put_back(v_return);
  ELSIF p_status = 'completed' THEN
    PERFORM shop.refund(v_return);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION shop.put_back(p_return public.returns) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.stock_movements
    (id, variant_id, location_id, kind, quantity_delta, reference_type, reference_id)
  SELECT sync.new_id(), b.variant_id, coalesce(b.location_id, shop.web_location(p_return.store_id)),
    'return', b.quantity, 'return', p_return.id
  FROM public.return_lines b JOIN public.variants v ON v.id = b.variant_id
  WHERE b.return_id = p_return.id AND b.disposition = 'restock' AND v.track_stock
  ORDER BY b.variant_id
$$;

-- To the tenders that it was paid with, the largest first, none gets back more than it gave.
CREATE OR REPLACE FUNCTION shop.refund(p_return public.returns) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_owed bigint := (SELECT sum(b.refund_cents) FROM public.return_lines b
                    WHERE b.return_id = p_return.id);
  v_payment public.payments;
  v_part bigint;
BEGIN
  FOR v_payment IN
    SELECT * FROM public.payments p
    WHERE p.order_id = p_return.order_id AND p.status IN ('captured', 'partially_refunded')
    ORDER BY p.amount_cents DESC, p.id FOR UPDATE
  LOOP
    v_part := least(v_owed, v_payment.amount_cents - v_payment.refunded_cents);
    CONTINUE WHEN v_part <= 0;
    INSERT INTO public.refunds
      (id, number, order_id, payment_id, return_id, method_id, amount_cents, currency, status,
       approved_at, processed_at)
    VALUES (sync.new_id(), shop.next_number(shop.series_of(p_return.store_id, 'WF')),
            p_return.order_id, v_payment.id, p_return.id, v_payment.method_id, v_part,
            v_payment.currency, 'completed', now(), now());
    v_owed := v_owed - v_part;
  END LOOP;
  IF v_owed > 0 THEN
    PERFORM shop.refuse(
      format('return %s would pay out %s more than was paid', p_return.number, v_owed),
      'Amounts are in minor units. Look at the payments and refunds of the order.');
  END IF;
END $$;
