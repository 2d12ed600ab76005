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

CREATE OR REPLACE TRIGGER move_stock BEFORE INSERT ON public.stock_movements
FOR EACH ROW EXECUTE FUNCTION sync.move_stock();

-- Take the levels' locks in one order before many movements are written, so that two registers that
-- sold the same goods in different order do not wait for each other in a circle.
CREATE OR REPLACE FUNCTION sync.lock_levels(p_movements jsonb[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM (
    SELECT FROM public.inventory_levels level
    WHERE (level.variant_id, level.location_id) IN (
      SELECT (given.row ->> 'variant_id')::uuid, (given.row ->> 'location_id')::uuid
      FROM unnest(p_movements) AS given (row))
    ORDER BY level.variant_id, level.location_id
    FOR UPDATE) AS locked
$$;
