-- Stock that is put right by the web shop or the back office: always a movement, never a number.

-- p_location_id: null is where web orders are sent from. Returns the movement's id.
CREATE OR REPLACE FUNCTION shop.adjust_stock(
  p_variant_id uuid, p_quantity_delta bigint, p_kind text DEFAULT 'adjustment',
  p_reason text DEFAULT NULL, p_notes text DEFAULT NULL, p_location_id uuid DEFAULT NULL,
  p_reference_id uuid DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := sync.new_id();
BEGIN
  IF p_kind NOT IN ('opening', 'receipt', 'count', 'adjustment', 'write_off') THEN
    PERFORM shop.refuse(
      format('stock is not put right by a movement of kind %s', p_kind),
      'There are: opening, receipt, count, adjustment, write_off; sales and returns follow orders.');
  ELSIF coalesce(p_quantity_delta, 0) = 0 THEN
    PERFORM shop.refuse('a movement of nothing is no movement');
  END IF;
  INSERT INTO public.stock_movements
    (id, variant_id, location_id, kind, quantity_delta, reference_type, reference_id, reason, notes)
  VALUES (v_id, p_variant_id,
    coalesce(p_location_id, shop.web_location(shop.default_store())), p_kind, p_quantity_delta,
    'manual', p_reference_id, p_reason, p_notes);
  RETURN v_id;
END $$;

-- Somebody counted: so much lies there. The difference becomes the movement.
CREATE OR REPLACE FUNCTION shop.set_stock(
  p_variant_id uuid, p_on_hand bigint, p_location_id uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_location uuid := coalesce(p_location_id, shop.web_location(shop.default_store()));
  v_before bigint;
BEGIN
  IF p_on_hand IS NULL OR p_on_hand < 0 THEN
    PERFORM shop.refuse(format('%s pieces cannot lie on a shelf', coalesce(p_on_hand::text, 'no')));
  END IF;
  PERFORM sync.hold_true_levels(p_variant_id);
  SELECT l.on_hand INTO v_before FROM public.inventory_levels l
  WHERE l.variant_id = p_variant_id AND l.location_id = v_location;
  IF p_on_hand <> coalesce(v_before, 0) THEN
    PERFORM shop.adjust_stock(
      p_variant_id, p_on_hand - coalesce(v_before, 0), 'count', p_location_id => v_location);
  END IF;
END $$;

-- A seed knows one figure for all places: so much is there altogether. The difference is booked where web
-- orders are sent from.
CREATE OR REPLACE FUNCTION shop.set_total_stock(p_variant_id uuid, p_on_hand bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_there bigint;
BEGIN
  IF p_on_hand IS NULL OR p_on_hand < 0 THEN
    PERFORM shop.refuse(format('%s pieces cannot lie on a shelf', coalesce(p_on_hand::text, 'no')));
  END IF;
  PERFORM sync.hold_true_levels(p_variant_id);
  SELECT coalesce(sum(l.on_hand), 0) INTO v_there
  FROM public.inventory_levels l JOIN public.locations p ON p.id = l.location_id
  WHERE l.variant_id = p_variant_id AND p.is_sellable AND p.is_active AND p.deleted_at IS NULL;
  IF p_on_hand <> v_there THEN
    PERFORM shop.adjust_stock(p_variant_id, p_on_hand - v_there, 'count');
  END IF;
END $$;
