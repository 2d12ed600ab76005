-- The numbers of orders, each once. Orders are split by year, and across partitions PostgreSQL keeps
-- nothing unique but the key; order_numbers does, with the error that a taken number has always had.

CREATE OR REPLACE FUNCTION sync.keep_order_numbers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.order_numbers (order_id, number, int_id)
  SELECT id, number, int_id FROM written
  ON CONFLICT (order_id) DO UPDATE SET number = excluded.number, int_id = excluded.int_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION sync.change_order_number() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.order_numbers SET number = NEW.number, int_id = NEW.int_id WHERE order_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER keep_numbers AFTER INSERT ON public.orders
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.keep_order_numbers();

CREATE OR REPLACE TRIGGER change_number AFTER UPDATE OF number, int_id ON public.orders
FOR EACH ROW WHEN (OLD.number <> NEW.number OR OLD.int_id <> NEW.int_id)
EXECUTE FUNCTION sync.change_order_number();

-- Whoever may write an order gets a number for it, as with any other table that central numbers.
GRANT USAGE ON SEQUENCE public.orders_int_id_seq TO PUBLIC;
