-- updated_at says when a row was changed last, whoever changed it. A writer that gives a moment of its own
-- keeps it: rows of registers carry the register's.

CREATE SCHEMA IF NOT EXISTS shop;

CREATE OR REPLACE FUNCTION shop.keep_updated_at() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

-- All tables of the business that have the column. The function is not even called for a row that brings
-- its moment along, as those of the exchange do.
DO $$
DECLARE
  v_table regclass;
BEGIN
  FOR v_table IN
    SELECT c.oid FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition
    ORDER BY c.relname
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER keep_updated_at BEFORE UPDATE ON %s FOR EACH ROW
       WHEN (NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at)
       EXECUTE FUNCTION shop.keep_updated_at()', v_table);
  END LOOP;
END $$;
