-- Tables that are split by time. A row's time is that of its key, which whoever made the row had from its
-- own clock. What has no partition here (a key of a web shop that is no UUIDv7, a till whose clock runs
-- wild) lies in the default one and is none the worse for it.

-- The split tables.
--   step:        how much time one partition holds
--   ahead:       how many partitions are made before their time comes
--   kept_key:    the global setting that says for how many months rows are kept; null: for good
--   kept_months: its value where nobody chose one; 0 in the setting: for good
CREATE OR REPLACE FUNCTION sync.partitioned_tables()
RETURNS TABLE (schema_name text, table_name text, key text, step text, ahead integer,
               kept_key text, kept_months integer)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    ('sync', 'inbox', 'event_id', 'month', 12, NULL, NULL),
    ('public', 'orders', 'id', 'year', 2, NULL, NULL),
    ('public', 'behavior_events', 'id', 'month', 12, 'retention.behavior_events_months', 24),
    ('public', 'recommendation_log', 'id', 'month', 12, 'retention.recommendation_log_months', 12)
$$;

CREATE OR REPLACE FUNCTION sync.partition_name(p_table text, p_step text, p_begin timestamptz)
RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
  SELECT p_table || to_char(p_begin, CASE p_step WHEN 'year' THEN '_YYYY' ELSE '_YYYY_MM' END)
$$;

-- The moment at which a key was made; null for a key that is no UUIDv7.
CREATE OR REPLACE FUNCTION sync.time_of(p_key uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN substr(p_key::text, 15, 1) = '7' THEN to_timestamp(
    ('x' || lpad(left(replace(p_key::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0) END
$$;

-- The partitions that there should be and are not, from this month or year on.
CREATE OR REPLACE FUNCTION sync.missing_partitions(p_ahead_max integer DEFAULT 2147483647)
RETURNS TABLE (schema_name text, table_name text, partition_name text, step text, begins timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
  SELECT t.schema_name, t.table_name, sync.partition_name(t.table_name, t.step, b.begins), t.step, b.begins
  FROM sync.partitioned_tables() t
  CROSS JOIN generate_series(0, least(t.ahead, p_ahead_max)) AS steps (n)
  CROSS JOIN LATERAL (
    SELECT date_trunc(t.step, now()) + steps.n * ('1 ' || t.step)::interval AS begins) AS b
  WHERE to_regclass(format('%I.%I', t.schema_name, sync.partition_name(t.table_name, t.step, b.begins)))
    IS NULL
$$;

-- Past months or years whose rows came before they had a partition, as when a shop that worked alone
-- joins with its old sales.
CREATE OR REPLACE FUNCTION sync.past_without_partition()
RETURNS TABLE (schema_name text, table_name text, partition_name text, step text, begins timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  v_table record;
BEGIN
  FOR v_table IN SELECT * FROM sync.partitioned_tables() LOOP
    RETURN QUERY EXECUTE format(
      'SELECT $1, $2, sync.partition_name($2, $3, past.begins), $3, past.begins
       FROM (SELECT DISTINCT date_trunc($3, sync.time_of(%I)) AS begins FROM %I.%I
             WHERE sync.time_of(%1$I) BETWEEN ''2015-01-01'' AND now()) AS past
       WHERE to_regclass(format(''%%I.%%I'', $1, sync.partition_name($2, $3, past.begins))) IS NULL',
      v_table.key, v_table.schema_name, v_table.table_name || '_default')
    USING v_table.schema_name, v_table.table_name, v_table.step;
  END LOOP;
END $$;

-- p_moves: rows that lie in the default partition are moved into the new one. That holds up whoever
--   writes the table, so it is for central init; without it such a range waits.
-- Returns the names of the partitions that were made.
CREATE OR REPLACE FUNCTION sync.make_partitions(p_moves boolean) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  v_wish record;
BEGIN
  FOR v_wish IN
    SELECT w.*, t.key FROM (
      SELECT * FROM sync.missing_partitions()
      UNION
      SELECT * FROM sync.past_without_partition() WHERE p_moves) AS w
    JOIN sync.partitioned_tables() t USING (schema_name, table_name)
    ORDER BY w.schema_name, w.table_name, w.begins
  LOOP
    IF sync.make_partition(
      v_wish.schema_name, v_wish.table_name, v_wish.key, v_wish.partition_name,
      sync.first_id_of(v_wish.begins),
      sync.first_id_of(v_wish.begins + ('1 ' || v_wish.step)::interval), p_moves)
    THEN
      RETURN NEXT v_wish.schema_name || '.' || v_wish.partition_name;
    END IF;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION sync.make_partition(
  p_schema text, p_table text, p_key text, p_name text, p_from uuid, p_to uuid, p_moves boolean)
RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_has_rows boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE %I >= $1 AND %3$I < $2)',
                 p_schema, p_table || '_default', p_key)
  INTO v_has_rows USING p_from, p_to;
  IF NOT v_has_rows THEN
    EXECUTE format('CREATE TABLE %1$I.%2$I PARTITION OF %1$I.%3$I FOR VALUES FROM (%4$L) TO (%5$L)',
                   p_schema, p_name, p_table, p_from, p_to);
  ELSIF p_moves THEN
    PERFORM sync.move_to_new_partition(p_schema, p_table, p_key, p_name, p_from, p_to);
  END IF;
  RETURN p_moves OR NOT v_has_rows;
END $$;

-- Rows cannot leave a partition while others point at them, so the references to the table are taken
-- off for the move and put back, which checks them all again.
CREATE OR REPLACE FUNCTION sync.move_to_new_partition(
  p_schema text, p_table text, p_key text, p_name text, p_from uuid, p_to uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_parent regclass := format('%I.%I', p_schema, p_table)::regclass;
  v_default regclass := format('%I.%I', p_schema, p_table || '_default')::regclass;
  v_reference record;
  v_put_back text[] := '{}';
  v_statement text;
BEGIN
  FOR v_reference IN
    SELECT conrelid::regclass AS source, conname, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND confrelid = v_parent
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', v_reference.source, v_reference.conname);
    v_put_back := v_put_back || format(
      'ALTER TABLE %s ADD CONSTRAINT %I %s',
      v_reference.source, v_reference.conname, v_reference.definition);
  END LOOP;
  EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                 p_schema, p_name, v_parent);
  EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', v_default);
  EXECUTE format(
    'WITH moved AS (DELETE FROM %1$s WHERE %2$I >= $1 AND %2$I < $2 RETURNING *)
     INSERT INTO %3$I.%4$I SELECT * FROM moved', v_default, p_key, p_schema, p_name)
  USING p_from, p_to;
  EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', v_default);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                 v_parent, p_schema, p_name, p_from, p_to);
  FOREACH v_statement IN ARRAY v_put_back LOOP
    EXECUTE v_statement;
  END LOOP;
END $$;

-- For how many months rows of a table are kept; 0: for good.
CREATE OR REPLACE FUNCTION sync.kept_months(p_key text, p_default integer) RETURNS integer
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT greatest((value #>> '{}')::numeric, 0)::integer FROM public.settings
    WHERE scope = 'global' AND key = p_key AND jsonb_typeof(value) = 'number'), p_default)
$$;

-- What is older than a shop wants to keep goes by whole partitions. Rows with keys that tell no time have
-- none of their own; they are the only ones that are deleted one by one.
-- Returns the names of the partitions that were dropped.
CREATE OR REPLACE FUNCTION sync.drop_old_partitions() RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  v_table record;
  v_old record;
BEGIN
  FOR v_table IN
    SELECT t.*, date_trunc('month', now()) - make_interval(months => kept.months) AS kept_from
    FROM sync.partitioned_tables() t
    CROSS JOIN LATERAL (SELECT sync.kept_months(t.kept_key, t.kept_months) AS months) AS kept
    WHERE t.kept_key IS NOT NULL AND kept.months > 0
  LOOP
    FOR v_old IN
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = format('%I.%I', v_table.schema_name, v_table.table_name)::regclass
        AND c.relname <> v_table.table_name || '_default'
        AND c.relname < sync.partition_name(v_table.table_name, v_table.step, v_table.kept_from)
      ORDER BY c.relname
    LOOP
      EXECUTE format('DROP TABLE %I.%I', v_table.schema_name, v_old.relname);
      RETURN NEXT v_table.schema_name || '.' || v_old.relname;
    END LOOP;
    EXECUTE format('DELETE FROM %I.%I WHERE created_at < $1',
                   v_table.schema_name, v_table.table_name || '_default')
    USING v_table.kept_from;
  END LOOP;
END $$;

-- The care that the split tables want from time to time; once a day is enough. It waits for a table no
-- longer than a sale may be held up, and can be tried again.
CREATE OR REPLACE FUNCTION sync.keep_partitions() RETURNS TABLE (done text, partition_name text)
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
  SELECT 'made', made FROM sync.make_partitions(p_moves => false) AS made
  UNION ALL
  SELECT 'dropped', dropped FROM sync.drop_old_partitions() AS dropped
$$;

-- One function for the inbox alone came before these.
DROP FUNCTION IF EXISTS sync.make_inbox_months(integer);

-- Here and not later, so that what follows finds all partitions.
SELECT sync.make_partitions(p_moves => true);
