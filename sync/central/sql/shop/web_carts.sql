-- Carts of the web shop. Prices are the shop's own: what a client says a line costs is not asked.

-- The open cart of a person, made when there is none; null: a guest's, always new.
CREATE OR REPLACE FUNCTION shop.open_cart(p_user_id uuid, p_id uuid DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  UPDATE public.carts SET status = 'abandoned', updated_at = now()
  WHERE user_id = p_user_id AND channel = 'online' AND status = 'open' AND expires_at <= now();
  SELECT c.id INTO v_id FROM public.carts c
  WHERE c.user_id = p_user_id AND c.channel = 'online' AND c.status = 'open';
  IF v_id IS NOT NULL AND p_id IS NOT NULL AND v_id <> p_id THEN
    RAISE EXCEPTION USING ERRCODE = 'unique_violation',
      MESSAGE = 'this customer has an open cart', HINT = 'Fill that one, or delete it first.';
  END IF;
  IF v_id IS NULL THEN
    INSERT INTO public.carts (id, user_id, channel, store_id, currency, expires_at)
    SELECT coalesce(p_id, sync.new_id()), p_user_id, 'online', s.id, s.currency,
      now() + make_interval(days => shop.cart_days())
    FROM public.stores s WHERE s.id = shop.default_store()
    RETURNING id INTO v_id;
  END IF;
  RETURN v_id;
END $$;

-- For how many days an untouched cart is kept: setting web.cart_days, 30 at first.
CREATE OR REPLACE FUNCTION shop.cart_days() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT (g.value #>> '{}')::integer FROM public.settings g
    WHERE g.scope = 'global' AND g.key = 'web.cart_days'), 30)
$$;

-- The same article again, with the same wishes, adds to its line. Returns the line's id.
CREATE OR REPLACE FUNCTION shop.put_in_cart(
  p_id uuid, p_cart_id uuid, p_variant_id uuid, p_quantity bigint,
  p_customization jsonb DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_line uuid;
  v_price bigint;
BEGIN
  PERFORM shop.cart_to_edit(p_cart_id);
  SELECT v.price_cents INTO v_price FROM public.variants v
  WHERE v.id = p_variant_id AND v.deleted_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'there is no such article';
  END IF;
  PERFORM shop.gross(p_quantity, v_price, 1);
  INSERT INTO public.cart_lines AS line
    (id, cart_id, line_no, variant_id, line_key, quantity, unit_price_cents, customization)
  VALUES (coalesce(p_id, sync.new_id()), p_cart_id,
    1 + coalesce((SELECT max(l.line_no) FROM public.cart_lines l WHERE l.cart_id = p_cart_id), 0),
    p_variant_id, coalesce(md5(nullif(p_customization, '{}')::text), ''), p_quantity, v_price,
    p_customization)
  ON CONFLICT (cart_id, variant_id, line_key)
  DO UPDATE SET quantity = line.quantity + excluded.quantity, updated_at = now()
  RETURNING id INTO v_line;
  PERFORM shop.sum_cart(p_cart_id);
  RETURN v_line;
END $$;

-- Nothing left takes the line out.
CREATE OR REPLACE FUNCTION shop.set_cart_quantity(p_line_id uuid, p_quantity bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_cart uuid := (SELECT l.cart_id FROM public.cart_lines l WHERE l.id = p_line_id);
BEGIN
  PERFORM shop.cart_to_edit(v_cart);
  IF coalesce(p_quantity, 0) = 0 THEN
    DELETE FROM public.cart_lines WHERE id = p_line_id;
  ELSE
    PERFORM shop.gross(p_quantity, 0, 1);
    UPDATE public.cart_lines SET quantity = p_quantity, updated_at = now() WHERE id = p_line_id;
  END IF;
  PERFORM shop.sum_cart(v_cart);
END $$;

CREATE OR REPLACE FUNCTION shop.drop_cart(p_cart_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.cart_to_edit(p_cart_id);
  DELETE FROM public.carts WHERE id = p_cart_id;
END $$;

CREATE OR REPLACE FUNCTION shop.cart_to_edit(p_cart_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_cart public.carts;
BEGIN
  SELECT * INTO v_cart FROM public.carts c WHERE c.id = p_cart_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'there is no such cart';
  ELSIF v_cart.channel <> 'online' THEN
    PERFORM shop.refuse('this cart belongs to a till', 'Recall it there.');
  ELSIF v_cart.status <> 'open' THEN
    PERFORM shop.refuse(format('this cart is %s', replace(v_cart.status, '_', ' ')), 'Open another.');
  ELSIF v_cart.expires_at <= now() THEN
    PERFORM shop.refuse('this cart has expired', 'Open another.');
  END IF;
END $$;

-- Lines and the cart's own sums, at the prices that the lines were added with; its life begins anew.
CREATE OR REPLACE FUNCTION shop.sum_cart(p_cart_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.cart_lines l SET
    gross_cents = shop.gross(l.quantity, l.unit_price_cents, v.price_unit_qty),
    total_cents = shop.gross(l.quantity, l.unit_price_cents, v.price_unit_qty) - l.discount_cents
  FROM public.variants v WHERE l.cart_id = p_cart_id AND v.id = l.variant_id;
  UPDATE public.carts c SET
    subtotal_cents = sums.gross, discount_cents = sums.discount, tax_cents = 0,
    total_cents = sums.gross - sums.discount, updated_at = now(),
    expires_at = now() + make_interval(days => shop.cart_days())
  FROM (
    SELECT coalesce(sum(l.gross_cents), 0)::bigint AS gross,
      coalesce(sum(l.discount_cents), 0)::bigint AS discount
    FROM public.cart_lines l WHERE l.cart_id = p_cart_id) AS sums
  WHERE c.id = p_cart_id
$$;
