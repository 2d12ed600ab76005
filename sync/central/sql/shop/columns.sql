-- Columns of a view that nobody changes through it, and those that its seed calls NOT NULL: said in the
-- seed's own words, before the view's writer is asked. A change is never dropped without a sound.

-- Arguments: the columns that stay as they were written.
CREATE OR REPLACE FUNCTION shop.keep_columns() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.refuse_to_alter(to_jsonb(OLD), to_jsonb(NEW), VARIADIC TG_ARGV);
  RETURN NEW;
END $$;

-- Arguments: the columns that must have a value.
CREATE OR REPLACE FUNCTION shop.need_columns() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_given jsonb := to_jsonb(NEW);
BEGIN
  FOR v_place IN 0..TG_NARGS - 1 LOOP
    IF v_given ->> TG_ARGV[v_place] IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'not_null_violation',
        MESSAGE = format('%I.%I: %I must be given', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_ARGV[v_place]),
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = TG_ARGV[v_place];
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- Their names come before write_…, and so do they.
CREATE OR REPLACE FUNCTION shop.hold_columns(p_view regclass, p_kept text[], p_needed text[])
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_unknown text := (
    SELECT string_agg(n.name, ', ') FROM unnest(p_kept || p_needed) AS n (name)
    WHERE n.name NOT IN (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = p_view));
BEGIN
  IF v_unknown IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_column',
      MESSAGE = format('%s has no column %s', p_view, v_unknown);
  END IF;
  EXECUTE format(
    'CREATE OR REPLACE TRIGGER keep_columns INSTEAD OF UPDATE ON %s
     FOR EACH ROW EXECUTE FUNCTION shop.keep_columns(%s)', p_view,
    (SELECT string_agg(quote_literal(k.name), ', ') FROM unnest(p_kept) AS k (name)));
  EXECUTE format(
    'CREATE OR REPLACE TRIGGER need_columns INSTEAD OF INSERT OR UPDATE ON %s
     FOR EACH ROW EXECUTE FUNCTION shop.need_columns(%s)', p_view,
    (SELECT string_agg(quote_literal(n.name), ', ') FROM unnest(p_needed) AS n (name)));
END $$;
