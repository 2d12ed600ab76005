-- The board for a register that joins. Nobody sells there yet, so it takes thousands of rows at once and
-- writes them as they come: each column in the form in which a register keeps it, nothing to be worked
-- out there. What does not fit comes by `snapshot`, from the same key on.

-- The tables that hold anything for this register, parents before children.
CREATE OR REPLACE FUNCTION sync_api.board() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  RETURN (
    SELECT coalesce(array_agg(t.table_name ORDER BY t.place), '{}')
    FROM sync.board_tables() t
    WHERE EXISTS (
      SELECT FROM sync.feed f
      WHERE f.feed_id IN (sync.every_store(), v_device.store_id) AND f.table_name = t.table_name));
END $$;

CREATE OR REPLACE FUNCTION sync.refuse_moment(p_moment timestamptz) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'datetime_field_overflow', MESSAGE = p_moment || ' cannot be kept by a register';
END $$;

-- A moment as a register keeps it. One that no calendar there knows makes the page fail: it is for
-- `snapshot`, which sets a row aside without losing the others.
CREATE OR REPLACE FUNCTION sync.kept_moment(p_moment timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_moment >= '0001-01-01 00:00Z' AND p_moment < '10000-01-01 00:00Z'
    THEN to_char(p_moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    ELSE sync.refuse_moment(p_moment) END
$$;

CREATE OR REPLACE FUNCTION sync.kept_day(p_day date) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_day >= '0001-01-01' AND p_day < '10000-01-01'
    THEN to_char(p_day, 'YYYY-MM-DD') ELSE sync.refuse_moment(p_day::timestamptz) END
$$;

-- The form in which a register keeps a column of a type that is read so, as its type and the words for it.
CREATE OR REPLACE FUNCTION sync.kept_form(p_type regtype, p_column text, OUT type text, OUT words text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_type
      WHEN 'uuid'::regtype THEN 'bytea'
      WHEN 'boolean'::regtype THEN 'integer'
      WHEN 'bigint'::regtype THEN 'bigint'
      WHEN 'integer'::regtype THEN 'integer'
      WHEN 'double precision'::regtype THEN 'double precision'
      ELSE 'text' END,
    format(CASE p_type
      WHEN 'uuid'::regtype THEN 'uuid_send(%1$s)'
      WHEN 'boolean'::regtype THEN '%1$s::integer'
      WHEN 'timestamptz'::regtype THEN 'sync.kept_moment(%1$s)'
      WHEN 'date'::regtype THEN 'sync.kept_day(%1$s)'
      WHEN 'jsonb'::regtype THEN '%1$s::text'
      ELSE '%1$s' END, p_column)
$$;

-- Each table gets a function sync_api.load_<table>: its next rows after a key, in the order of keys.
--   p_after: the last key that the register has; null at the beginning
--   p_limit: how many rows at most, and never more than 5000. Fewer: those were the last ones.
-- A row that is gone, or not this register's business, has nothing but its key. row_version is the row's
-- position in the feed; the key comes last.
CREATE OR REPLACE FUNCTION sync.make_load_function(
  p_table text, p_key text, p_visible text, p_is_document boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
DECLARE
  v_types text;
  v_words text;
BEGIN
  SELECT string_agg(format('%I %s', a.attname, f.type), ', ' ORDER BY a.attnum),
    string_agg(f.words, ', ' ORDER BY a.attnum)
  INTO STRICT v_types, v_words
  FROM pg_attribute a
  CROSS JOIN LATERAL sync.kept_form(a.atttypid, sync.shown_column(p_table, a.attname)) f
  WHERE a.attrelid = ('public.' || quote_ident(p_table))::regclass
    AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attname NOT IN (p_key, 'int_id', 'row_version')
    AND a.attname <> ALL (sync.columns_kept_back(p_table));
  -- What a function returns cannot be replaced, and columns come with every version.
  EXECUTE format('DROP FUNCTION IF EXISTS sync_api.load_%s(integer, uuid, integer)', p_table);
  -- A page is read by keys, in their order, whatever the planner thinks of tables that it never analysed.
  EXECUTE format($body$
    CREATE FUNCTION sync_api.load_%1$s(p_incarnation integer, p_after uuid, p_limit integer)
    RETURNS TABLE (%2$s, row_version bigint, %3$I bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off AS $load$
    #variable_conflict use_column
    DECLARE
      v_device sync.device := sync.current_device();
      v_after uuid := coalesce(p_after, sync.every_store());
      v_oldest uuid := %4$s;
      v_limit integer := least(p_limit, 5000);
    BEGIN
      PERFORM sync.check_life(v_device, p_incarnation);
      RETURN QUERY
      SELECT %5$s, CASE WHEN r.%3$I IS NOT NULL THEN k.pos END, uuid_send(k.row_id)
      FROM (
        SELECT f.row_id, max(f.pos) AS pos
        FROM (
          (SELECT row_id, pos FROM sync.feed
           WHERE feed_id = sync.every_store() AND table_name = %1$L AND row_id > v_after
             AND (v_oldest IS NULL OR row_id >= v_oldest OR substr(row_id::text, 15, 1) <> '7')
           ORDER BY row_id LIMIT v_limit)
          UNION ALL
          (SELECT row_id, pos FROM sync.feed
           WHERE feed_id = v_device.store_id AND table_name = %1$L AND row_id > v_after
             AND (v_oldest IS NULL OR row_id >= v_oldest OR substr(row_id::text, 15, 1) <> '7')
           ORDER BY row_id LIMIT v_limit)) AS f
        GROUP BY f.row_id ORDER BY f.row_id LIMIT v_limit) AS k
      LEFT JOIN public.%1$I r ON r.%3$I = k.row_id AND r.%3$I > v_after AND (%6$s)
      ORDER BY k.row_id;
    END $load$ $body$,
    p_table, v_types, p_key,
    CASE WHEN p_is_document THEN 'sync.oldest_document(v_device)' ELSE 'NULL' END,
    v_words, replace(replace(p_visible, '$1', 'v_device.store_id'), '$2', 'v_device.device_id'));
END $make$;

CREATE OR REPLACE FUNCTION sync.open_load_function(p_table text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format(
    'GRANT EXECUTE ON FUNCTION sync_api.load_%s(integer, uuid, integer) TO countertop_device', p_table);
END $$;

SELECT count(sync.make_load_function(t.table_name, t.key, t.visible, o.is_document))
FROM sync.board_tables() t JOIN sync.board_order() o ON o.table_name = t.table_name;
