-- What a seed's view says when somebody writes where nothing can be written.

-- Arguments of the trigger: where such a change is made instead.
CREATE OR REPLACE FUNCTION shop.refuse_writing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
    MESSAGE = format('%I.%I is read-only', TG_TABLE_SCHEMA, TG_TABLE_NAME),
    HINT = TG_ARGV[0];
END $$;

-- Close every view of a schema that has no trigger of its own. Twins are left out: what is written to
-- one is written to its view, which answers.
CREATE OR REPLACE FUNCTION shop.close_views(
  p_schema text, p_hint text, p_twins text[] DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_view name;
BEGIN
  FOR v_view IN
    SELECT c.relname FROM pg_class c
    WHERE c.relkind = 'v' AND c.relnamespace = p_schema::regnamespace
      AND c.relname <> ALL (p_twins::name[])
      AND NOT EXISTS (SELECT FROM pg_class t
        WHERE t.relnamespace = c.relnamespace AND t.relkind = 'v' AND t.relname <> c.relname
          AND lower(t.relname) = c.relname)
      AND NOT EXISTS (SELECT FROM pg_trigger g
        WHERE g.tgrelid = c.oid AND g.tgname <> 'refuse_writing')
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER refuse_writing INSTEAD OF INSERT OR UPDATE OR DELETE ON %I.%I
       FOR EACH ROW EXECUTE FUNCTION shop.refuse_writing(%L)', p_schema, v_view, p_hint);
  END LOOP;
END $$;

-- What a view takes, but not in a change: a column of these that would be another is refused, never
-- dropped in silence.
CREATE OR REPLACE FUNCTION shop.refuse_to_alter(
  p_before jsonb, p_wanted jsonb, VARIADIC p_columns text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_altered text := (
    SELECT string_agg(name, ', ') FROM unnest(p_columns) AS name
    WHERE p_before -> name IS DISTINCT FROM p_wanted -> name);
BEGIN
  IF v_altered IS NOT NULL THEN
    PERFORM shop.refuse(format('%s stays as it was written', v_altered),
                        'Take this row back and write another.');
  END IF;
END $$;
