-- Orders of the web shop: placed with a number, a status and a history. What a till sold is not touched
-- by any of these functions: it is posted.

-- p_number: null takes the next one. p_status: pending or confirmed; an order takes its other steps, so
-- that goods and moments follow. p_total_cents: null is what the other amounts come to.
-- The header's sums are the shop's word; a shop that writes its lines later may give none at all, then
-- the lines make the sums (order_lines.sql).
CREATE OR REPLACE FUNCTION shop.place_order(
  p_id uuid, p_number text, p_user_id uuid, p_status text DEFAULT 'pending',
  p_currency text DEFAULT NULL, p_subtotal_cents bigint DEFAULT 0, p_discount_cents bigint DEFAULT 0,
  p_shipping_cents bigint DEFAULT 0, p_tax_cents bigint DEFAULT 0, p_total_cents bigint DEFAULT NULL,
  p_ship_address_id uuid DEFAULT NULL, p_bill_address_id uuid DEFAULT NULL,
  p_ship_address jsonb DEFAULT NULL, p_bill_address jsonb DEFAULT NULL,
  p_customer_email text DEFAULT NULL, p_customer_phone text DEFAULT NULL,
  p_customer_notes text DEFAULT NULL, p_internal_notes text DEFAULT NULL,
  p_placed_at timestamptz DEFAULT NULL, p_cart_id uuid DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := coalesce(p_id, sync.new_id());
  v_store uuid := shop.default_store();
  v_sum bigint := p_subtotal_cents - p_discount_cents + p_shipping_cents + p_tax_cents;
  v_person public.users;
BEGIN
  IF p_status NOT IN ('pending', 'confirmed') THEN
    PERFORM shop.refuse(format('no order begins as %s', p_status),
                        'Place it as pending or confirmed; then let it take its steps.');
  ELSIF coalesce(p_total_cents, v_sum) <> v_sum THEN
    PERFORM shop.refuse(
      format('the order does not add up: %s - %s + %s + %s is %s, not %s', p_subtotal_cents,
             p_discount_cents, p_shipping_cents, p_tax_cents, v_sum, p_total_cents),
      'Amounts are in minor units; total = subtotal - discount + shipping + tax.');
  END IF;
  IF least(p_subtotal_cents, p_discount_cents, p_shipping_cents, p_tax_cents, v_sum) < 0 THEN
    PERFORM shop.refuse('an amount of the order is negative');
  END IF;
  SELECT * INTO v_person FROM public.users u WHERE u.id = p_user_id;
  IF p_user_id IS NOT NULL AND (v_person.id IS NULL OR v_person.deleted_at IS NOT NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'there is no such customer';
  END IF;
  INSERT INTO public.orders
    (id, number, channel, store_id, user_id, cart_id, status, currency, prices_include_tax,
     subtotal_cents, discount_cents, shipping_cents, tax_cents, total_cents, customer_name,
     customer_email, customer_phone, customer_notes, internal_notes, ship_address_id,
     bill_address_id, ship_address, bill_address, placed_at, confirmed_at)
  SELECT v_id, coalesce(p_number, shop.next_number(shop.series_of(v_store, 'W'))), 'online', s.id,
    p_user_id, p_cart_id, p_status, coalesce(p_currency, s.currency), false,
    p_subtotal_cents, p_discount_cents, p_shipping_cents, p_tax_cents, v_sum, v_person.name,
    coalesce(p_customer_email, v_person.email), coalesce(p_customer_phone, v_person.phone),
    p_customer_notes, p_internal_notes, p_ship_address_id, p_bill_address_id,
    coalesce(p_ship_address, compat.address_json(p_ship_address_id)),
    coalesce(p_bill_address, compat.address_json(p_bill_address_id)), coalesce(p_placed_at, now()),
    CASE WHEN p_status = 'confirmed' THEN now() END
  FROM public.stores s WHERE s.id = v_store;
  INSERT INTO public.order_status_history (id, order_id, from_status, to_status, changed_by)
  VALUES (sync.new_id(), v_id, NULL, p_status, p_user_id);
  UPDATE public.carts SET status = 'checked_out', updated_at = now() WHERE id = p_cart_id;
  RETURN v_id;
END $$;

-- The order, locked, when it is one of the web shop; refused when a till posted it.
CREATE OR REPLACE FUNCTION shop.web_order(p_order_id uuid) RETURNS public.orders
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders;
BEGIN
  SELECT * INTO v_order FROM public.orders o WHERE o.id = p_order_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'there is no such order';
  ELSIF v_order.channel = 'register' THEN
    PERFORM shop.refuse(
      format('order %s was sold at a register; what is posted is not altered', v_order.number),
      'Take the goods back at a till.');
  END IF;
  RETURN v_order;
END $$;

-- Which steps an order may take (schema.md 4.1).
CREATE OR REPLACE FUNCTION shop.next_order_statuses(p_status text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_status
    WHEN 'pending' THEN '{confirmed,cancelled}'
    WHEN 'confirmed' THEN '{processing,ready,shipped,completed,cancelled}'
    WHEN 'processing' THEN '{ready,shipped,completed,cancelled}'
    WHEN 'ready' THEN '{shipped,completed,cancelled}'
    WHEN 'shipped' THEN '{completed,cancelled}'
    WHEN 'completed' THEN '{refunded}'
    WHEN 'cancelled' THEN '{refunded}'
    ELSE '{}'
  END::text[]
$$;

-- The same status again does nothing. Stock follows (reservations.sql).
CREATE OR REPLACE FUNCTION shop.set_order_status(
  p_order_id uuid, p_status text, p_notes text DEFAULT NULL, p_changed_by uuid DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
  v_next text[] := shop.next_order_statuses(v_order.status);
BEGIN
  IF v_order.status = p_status THEN
    RETURN;
  ELSIF p_status <> ALL (v_next) THEN
    PERFORM shop.refuse(
      format('order %s is %s and cannot become %s', v_order.number, v_order.status, p_status),
      CASE WHEN cardinality(v_next) = 0 THEN 'This is where an order ends.'
        ELSE 'It can become: ' || array_to_string(v_next, ', ') || '.' END);
  END IF;
  UPDATE public.orders SET
    status = p_status, updated_at = now(),
    confirmed_at = CASE WHEN p_status = 'confirmed' THEN now() ELSE confirmed_at END,
    shipped_at = CASE WHEN p_status = 'shipped' THEN now() ELSE shipped_at END,
    delivered_at = CASE WHEN p_status = 'completed' THEN now() ELSE delivered_at END,
    cancelled_at = CASE WHEN p_status = 'cancelled' THEN now() ELSE cancelled_at END,
    cancellation_reason = CASE WHEN p_status = 'cancelled' THEN coalesce(p_notes, cancellation_reason)
      ELSE cancellation_reason END
  WHERE id = p_order_id;
  INSERT INTO public.order_status_history
    (id, order_id, from_status, to_status, notes, changed_by)
  VALUES (sync.new_id(), p_order_id, v_order.status, p_status, p_notes, p_changed_by);
  IF p_status IN ('shipped', 'completed') THEN
    PERFORM shop.hand_over(p_order_id);
  ELSIF p_status = 'cancelled' THEN
    PERFORM shop.release(p_order_id);
  ELSIF p_status IN ('confirmed', 'processing', 'ready') THEN
    PERFORM shop.reserve(p_order_id);
  END IF;
END $$;

-- Amounts and notes; null leaves what is there. Amounts stay once the order is paid or on its way.
CREATE OR REPLACE FUNCTION shop.change_order(
  p_order_id uuid, p_subtotal_cents bigint, p_discount_cents bigint, p_shipping_cents bigint,
  p_tax_cents bigint, p_total_cents bigint, p_ship_address jsonb DEFAULT NULL,
  p_customer_notes text DEFAULT NULL, p_internal_notes text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
  v_sum bigint := coalesce(p_subtotal_cents, v_order.subtotal_cents)
    - coalesce(p_discount_cents, v_order.discount_cents)
    + coalesce(p_shipping_cents, v_order.shipping_cents) + coalesce(p_tax_cents, v_order.tax_cents);
BEGIN
  IF (v_order.paid_cents > 0 OR v_order.status NOT IN ('pending', 'confirmed')) AND (
      coalesce(p_subtotal_cents, v_order.subtotal_cents),
      coalesce(p_discount_cents, v_order.discount_cents),
      coalesce(p_shipping_cents, v_order.shipping_cents), coalesce(p_tax_cents, v_order.tax_cents))
      <> (v_order.subtotal_cents, v_order.discount_cents, v_order.shipping_cents, v_order.tax_cents)
  THEN
    PERFORM shop.refuse(
      format('order %s is %s and its amounts stay as they are', v_order.number,
             CASE WHEN v_order.paid_cents > 0 THEN 'paid' ELSE v_order.status END),
      'Cancel it and place another, or give money back with a refund.');
  ELSIF coalesce(p_total_cents, v_sum) NOT IN (v_sum, v_order.total_cents) THEN
    PERFORM shop.refuse(
      format('the order does not add up: its parts come to %s, not %s', v_sum, p_total_cents),
      'total = subtotal - discount + shipping + tax, in minor units.');
  END IF;
  UPDATE public.orders SET
    subtotal_cents = coalesce(p_subtotal_cents, subtotal_cents),
    discount_cents = coalesce(p_discount_cents, discount_cents),
    shipping_cents = coalesce(p_shipping_cents, shipping_cents),
    tax_cents = coalesce(p_tax_cents, tax_cents), total_cents = v_sum,
    ship_address = coalesce(p_ship_address, ship_address),
    customer_notes = coalesce(p_customer_notes, customer_notes),
    internal_notes = coalesce(p_internal_notes, internal_notes), updated_at = now()
  WHERE id = p_order_id;
  PERFORM shop.settle_again(p_order_id);
END $$;

-- What an order is worth has changed: whether its tenders pay it is asked again.
CREATE OR REPLACE FUNCTION shop.settle_again(p_order_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT sync.settle_orders(ARRAY[p_order_id])
  WHERE EXISTS (SELECT FROM public.payments p WHERE p.order_id = p_order_id)
$$;
