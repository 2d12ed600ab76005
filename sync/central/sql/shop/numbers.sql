-- Where orders of the web shop belong, and the numbers that central gives out itself.

CREATE SCHEMA IF NOT EXISTS shop;

-- The store that serves the web shop: the setting web.store names its code, else it is the oldest.
CREATE OR REPLACE FUNCTION shop.default_store() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id FROM public.stores s
  WHERE s.is_active AND s.deleted_at IS NULL
  ORDER BY (s.code = (
      SELECT g.value #>> '{}' FROM public.settings g
      WHERE g.scope = 'global' AND g.key = 'web.store')) IS TRUE DESC, s.created_at, s.id
  LIMIT 1
$$;

-- The place from which a store sends what was ordered.
CREATE OR REPLACE FUNCTION shop.web_location(p_store uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id FROM public.locations l
  WHERE l.store_id = p_store AND l.is_sellable AND l.is_active AND l.deleted_at IS NULL
  ORDER BY l.created_at, l.id
  LIMIT 1
$$;

-- The next number of a series, as in S1-W-000001. It is taken in the caller's transaction: what is
-- rolled back leaves no gap, and two callers take turns.
CREATE OR REPLACE FUNCTION shop.next_number(p_series text) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.number_series AS series (name, last_value) VALUES (p_series, 1)
  ON CONFLICT (name) DO UPDATE SET last_value = series.last_value + 1
  RETURNING p_series || '-' || lpad(series.last_value::text, 6, '0')
$$;

CREATE OR REPLACE FUNCTION shop.series_of(p_store uuid, p_kind text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.code || '-' || p_kind FROM public.stores s WHERE s.id = p_store
$$;

CREATE OR REPLACE FUNCTION shop.new_id() RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT sync.new_id()
$$;

-- Refuse something with a sentence and what to do about it.
CREATE OR REPLACE FUNCTION shop.refuse(p_message text, p_hint text DEFAULT '') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'CT400', MESSAGE = p_message, HINT = p_hint;
END $$;
