-- Stock is the sum of its movements, whoever writes them: a register's facts, the back office, the
-- web shop. The level follows in the same transaction, and the movement remembers what it left.

CREATE OR REPLACE FUNCTION sync.move_stock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.stock_movements WHERE id = NEW.id) THEN
    RETURN NEW;  -- comes a second time; the insert will drop it
  END IF;
  UPDATE public.inventory_levels AS level
  SET on_hand = level.on_hand + NEW.quantity_delta, updated_at = now()
  WHERE level.variant_id = NEW.variant_id AND level.location_id = NEW.location_id
  RETURNING level.on_hand INTO NEW.quantity_after;
  IF NOT FOUND THEN
    INSERT INTO public.inventory_levels AS level (id, variant_id, location_id, on_hand)
    VALUES (sync.new_id(), NEW.variant_id, NEW.location_id, NEW.quantity_delta)
    ON CONFLICT (variant_id, location_id)
    DO UPDATE SET on_hand = level.on_hand + excluded.on_hand, updated_at = now()
    RETURNING level.on_hand INTO NEW.quantity_after;
  END IF;
  IF NEW.quantity_after < 0 AND NEW.quantity_after - NEW.quantity_delta >= 0 THEN
    INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
    VALUES (sync.new_id(), NEW.register_id, 'stock_movements', NEW.id, 'negative_stock',
            jsonb_build_object('variant_id', NEW.variant_id, 'location_id', NEW.location_id,
                               'on_hand', NEW.quantity_after));
  END IF;
  RETURN NEW;
END $$;

-- What a register sends moves its levels all at once, see below.
CREATE OR REPLACE TRIGGER move_stock BEFORE INSERT ON public.stock_movements
FOR EACH ROW WHEN (current_setting('sync.levels_are_moved', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION sync.move_stock();

-- Write the movements of a batch of facts: each level is locked once and changed once, however many
-- movements it has. The levels are locked in one order, so that two registers that sold the same goods
-- in different order do not wait for each other in a circle.
CREATE OR REPLACE FUNCTION sync.book_movements(p_device sync.device, p_rows jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_rows jsonb[];
BEGIN
  SELECT array_agg(m.line ORDER BY m.place) INTO v_rows
  FROM (SELECT DISTINCT ON (id) * FROM sync.moves_of(p_rows) ORDER BY id, place) AS m
  WHERE NOT EXISTS (SELECT FROM public.stock_movements known WHERE known.id = m.id);
  IF v_rows IS NULL THEN
    RETURN;  -- all of them came before
  END IF;
  PERFORM sync.lock_levels(v_rows);
  v_rows := sync.with_quantity_after(v_rows);
  PERFORM set_config('sync.levels_are_moved', 'on', true);
  PERFORM sync.insert_stock_movements(v_rows, p_device.store_id, p_device.device_id);
  PERFORM set_config('sync.levels_are_moved', 'off', true);
  PERFORM sync.move_levels(v_rows);
END $$;

-- Movements as they travel, with the columns that stock depends on.
CREATE OR REPLACE FUNCTION sync.moves_of(p_movements jsonb[])
RETURNS TABLE (line jsonb, place bigint, id uuid, variant_id uuid, location_id uuid,
               quantity_delta bigint, quantity_after bigint)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT given.line, given.place, (given.line ->> 'id')::uuid, (given.line ->> 'variant_id')::uuid,
    (given.line ->> 'location_id')::uuid, (given.line ->> 'quantity_delta')::bigint,
    (given.line ->> 'quantity_after')::bigint
  FROM unnest(p_movements) WITH ORDINALITY AS given (line, place)
$$;

-- Lock the levels of some movements; those that are not there yet begin at nothing.
CREATE OR REPLACE FUNCTION sync.lock_levels(p_movements jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.inventory_levels (id, variant_id, location_id, on_hand)
  SELECT sync.new_id(), place.variant_id, place.location_id, 0
  FROM (SELECT DISTINCT variant_id, location_id FROM sync.moves_of(p_movements)) AS place
  WHERE NOT EXISTS (
    SELECT FROM public.inventory_levels level
    WHERE level.variant_id = place.variant_id AND level.location_id = place.location_id)
  ORDER BY place.variant_id, place.location_id
  ON CONFLICT (variant_id, location_id) DO NOTHING;

  PERFORM FROM public.inventory_levels level
  WHERE (level.variant_id, level.location_id) IN (
    SELECT m.variant_id, m.location_id FROM sync.moves_of(p_movements) AS m)
  ORDER BY level.variant_id, level.location_id
  FOR UPDATE;
END $$;

-- The movements with what each of them leaves on its level, which must be locked.
CREATE OR REPLACE FUNCTION sync.with_quantity_after(p_movements jsonb[]) RETURNS jsonb[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_agg(
    m.line || jsonb_build_object('quantity_after', level.on_hand + m.moved) ORDER BY m.place)
  FROM (
    SELECT given.*, sum(given.quantity_delta) OVER (
      PARTITION BY given.variant_id, given.location_id ORDER BY given.place) AS moved
    FROM sync.moves_of(p_movements) AS given) AS m
  JOIN public.inventory_levels level
    ON level.variant_id = m.variant_id AND level.location_id = m.location_id
$$;

-- Let the locked levels follow movements that were written, and note where one fell below zero.
CREATE OR REPLACE FUNCTION sync.move_levels(p_movements jsonb[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.inventory_levels AS level
  SET on_hand = level.on_hand + moved.quantity_delta, updated_at = now()
  FROM (
    SELECT variant_id, location_id, sum(quantity_delta) AS quantity_delta
    FROM sync.moves_of(p_movements) GROUP BY variant_id, location_id) AS moved
  WHERE level.variant_id = moved.variant_id AND level.location_id = moved.location_id;

  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  SELECT sync.new_id(), (m.line ->> 'register_id')::uuid, 'stock_movements', m.id, 'negative_stock',
    jsonb_build_object('variant_id', m.variant_id, 'location_id', m.location_id,
                       'on_hand', m.quantity_after)
  FROM sync.moves_of(p_movements) AS m
  WHERE m.quantity_after < 0 AND m.quantity_after - m.quantity_delta >= 0
$$;
