-- Lines of web orders, with snapshots of what was ordered. They may come in other transactions than
-- their order; once it is paid or on its way they stay as they are.

-- p_unit_price_cents: null is the variant's price. Returns the line's id.
CREATE OR REPLACE FUNCTION shop.add_order_line(
  p_id uuid, p_order_id uuid, p_variant_id uuid, p_quantity bigint,
  p_unit_price_cents bigint DEFAULT NULL, p_discount_cents bigint DEFAULT 0,
  p_tax_cents bigint DEFAULT 0, p_product_name text DEFAULT NULL, p_variant_name text DEFAULT NULL,
  p_sku text DEFAULT NULL, p_customization jsonb DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.order_to_edit(p_order_id);
  v_agrees boolean := shop.agrees_with_lines(v_order);
  v_id uuid := coalesce(p_id, sync.new_id());
  v_gross bigint;
  v_item record;
BEGIN
  SELECT v.*, p.name AS product_name INTO v_item
  FROM public.variants v JOIN public.products p ON p.id = v.product_id WHERE v.id = p_variant_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'there is no such article';
  END IF;
  v_gross := shop.gross(
    p_quantity, coalesce(p_unit_price_cents, v_item.price_cents), v_item.price_unit_qty);
  INSERT INTO public.order_lines
    (id, order_id, line_no, variant_id, product_name, variant_name, sku, quantity, unit,
     price_unit_qty, list_price_cents, unit_price_cents, gross_cents, discount_cents, tax_cents,
     total_cents, cost_cents, customization)
  VALUES (v_id, p_order_id,
    1 + coalesce((SELECT max(l.line_no) FROM public.order_lines l WHERE l.order_id = p_order_id), 0),
    p_variant_id, coalesce(p_product_name, v_item.product_name),
    coalesce(p_variant_name, v_item.name), coalesce(p_sku, v_item.sku), p_quantity, v_item.unit,
    v_item.price_unit_qty, v_item.price_cents, coalesce(p_unit_price_cents, v_item.price_cents),
    v_gross, p_discount_cents, p_tax_cents, v_gross - p_discount_cents + p_tax_cents,
    v_item.cost_cents, p_customization);
  PERFORM shop.reserve(v_order.id);
  IF v_agrees THEN
    PERFORM shop.sum_lines(v_order.id);
  END IF;
  RETURN v_id;
END $$;

-- p_quantity, p_unit_price_cents: null leaves what is there.
CREATE OR REPLACE FUNCTION shop.change_order_line(
  p_id uuid, p_quantity bigint, p_unit_price_cents bigint DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.order_to_edit(shop.order_of_line(p_id));
  v_agrees boolean := shop.agrees_with_lines(v_order);
BEGIN
  UPDATE public.order_lines l SET
    quantity = coalesce(p_quantity, l.quantity),
    unit_price_cents = coalesce(p_unit_price_cents, l.unit_price_cents),
    gross_cents = given.gross, total_cents = given.gross - l.discount_cents + l.tax_cents,
    updated_at = now()
  FROM (SELECT shop.gross(coalesce(p_quantity, o.quantity),
          coalesce(p_unit_price_cents, o.unit_price_cents), o.price_unit_qty) AS gross
        FROM public.order_lines o WHERE o.id = p_id) AS given
  WHERE l.id = p_id;
  PERFORM shop.reserve(v_order.id);
  IF v_agrees THEN
    PERFORM shop.sum_lines(v_order.id);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION shop.remove_order_line(p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.order_to_edit(shop.order_of_line(p_id));
  v_agrees boolean := shop.agrees_with_lines(v_order);
BEGIN
  DELETE FROM public.order_lines WHERE id = p_id;
  PERFORM shop.reserve(v_order.id);
  IF v_agrees THEN
    PERFORM shop.sum_lines(v_order.id);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION shop.order_of_line(p_line uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT order_id FROM public.order_lines WHERE id = p_line
$$;

-- Quantity times price, rounded half up once, within what a bigint of cents can hold.
CREATE OR REPLACE FUNCTION shop.gross(
  p_quantity bigint, p_unit_price_cents bigint, p_price_unit_qty integer) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_quantity IS NULL OR p_quantity <= 0 THEN
    PERFORM shop.refuse(format('a quantity of %s cannot be ordered', coalesce(p_quantity::text, 'nothing')),
                        'Give a whole number above 0.');
  ELSIF p_unit_price_cents < 0 THEN
    PERFORM shop.refuse('a price is negative');
  ELSIF p_quantity::numeric * p_unit_price_cents > 1000000000000000 THEN
    PERFORM shop.refuse('quantity times price is beyond what an order can be worth');
  END IF;
  RETURN round(p_quantity::numeric * p_unit_price_cents / p_price_unit_qty)::bigint;
END $$;

-- The order, locked, while its lines may still change.
CREATE OR REPLACE FUNCTION shop.order_to_edit(p_order_id uuid) RETURNS public.orders
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
BEGIN
  IF v_order.status NOT IN ('pending', 'confirmed') OR (
      v_order.paid_cents > 0 AND EXISTS (
        SELECT FROM public.order_lines l WHERE l.order_id = p_order_id)) THEN
    PERFORM shop.refuse(
      format('order %s is %s and its lines stay as they are', v_order.number,
             CASE WHEN v_order.paid_cents > 0 THEN 'paid' ELSE v_order.status END),
      'Cancel it and place another, or take goods back with a return.');
  END IF;
  RETURN v_order;
END $$;

-- A header that agrees with its lines goes on agreeing with them: one that was placed without sums
-- gets those of its lines. Any other keeps the shop's word; central check names it.
CREATE OR REPLACE FUNCTION shop.agrees_with_lines(p_order public.orders) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (p_order.subtotal_cents, p_order.discount_cents, p_order.tax_cents)
    = (coalesce(sum(l.gross_cents), 0), coalesce(sum(l.discount_cents), 0),
       coalesce(sum(l.tax_cents), 0))
  FROM public.order_lines l WHERE l.order_id = p_order.id
$$;

CREATE OR REPLACE FUNCTION shop.sum_lines(p_order_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH lines AS (
    SELECT coalesce(sum(l.gross_cents), 0)::bigint AS gross,
      coalesce(sum(l.discount_cents), 0)::bigint AS discount,
      coalesce(sum(l.tax_cents), 0)::bigint AS tax
    FROM public.order_lines l WHERE l.order_id = p_order_id)
  UPDATE public.orders o SET
    subtotal_cents = lines.gross, discount_cents = lines.discount, tax_cents = lines.tax,
    total_cents = lines.gross - lines.discount + o.shipping_cents + lines.tax, updated_at = now()
  FROM lines WHERE o.id = p_order_id;
  SELECT shop.settle_again(p_order_id)
$$;
