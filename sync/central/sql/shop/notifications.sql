-- What somebody should hear of. A store hears once that goods run low: when what is available falls to
-- the threshold, and again only after it has recovered.

CREATE OR REPLACE FUNCTION shop.note_low_stock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.notifications (id, store_id, type, title, message)
  SELECT sync.new_id(), l.store_id, 'inventory_alert',
    CASE WHEN NEW.available <= 0 THEN 'Out of stock' ELSE 'Low stock' END,
    format('%s (%s): %s available at %s', p.name, v.sku, NEW.available, l.name)
  FROM public.variants v
  JOIN public.products p ON p.id = v.product_id
  JOIN public.locations l ON l.id = NEW.location_id
  WHERE v.id = NEW.variant_id AND v.track_stock AND l.is_sellable AND l.store_id IS NOT NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_low_stock AFTER UPDATE ON public.inventory_levels
FOR EACH ROW WHEN (NEW.available <= NEW.low_stock_threshold
  AND OLD.available > OLD.low_stock_threshold)
EXECUTE FUNCTION shop.note_low_stock();

-- Something that two sides did differently wants a person of the store.
CREATE OR REPLACE FUNCTION shop.note_conflict() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.notifications (id, store_id, type, title, message)
  SELECT sync.new_id(), r.store_id, 'sync_conflict', 'Something has to be looked at',
    format('%s: %s', replace(NEW.kind, '_', ' '), replace(NEW.table_name, '_', ' '))
  FROM public.registers r WHERE r.id = NEW.register_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_conflict AFTER INSERT ON public.sync_conflicts
FOR EACH ROW EXECUTE FUNCTION shop.note_conflict();

-- Who reads at a till says only that it was read; when is noted here.
CREATE OR REPLACE FUNCTION shop.date_reading() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.read_at := now();
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER date_reading BEFORE UPDATE ON public.notifications
FOR EACH ROW WHEN (NEW.is_read AND NOT OLD.is_read AND NEW.read_at IS NULL)
EXECUTE FUNCTION shop.date_reading();

-- Returns how many were unread until now. p_until: those that came after it were not seen yet.
CREATE OR REPLACE FUNCTION shop.mark_read(p_user_id uuid, p_until timestamptz DEFAULT now())
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH read AS (
    UPDATE public.notifications SET is_read = true, read_at = now()
    WHERE user_id = p_user_id AND NOT is_read AND created_at <= p_until RETURNING 1)
  SELECT count(*) FROM read
$$;

-- What was read goes after 90 days, what nobody read after a year.
CREATE OR REPLACE FUNCTION shop.clear_notifications() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.notifications
    WHERE created_at < now() - CASE WHEN is_read THEN interval '90 days' ELSE interval '1 year' END
    RETURNING 1)
  SELECT count(*) FROM gone
$$;
