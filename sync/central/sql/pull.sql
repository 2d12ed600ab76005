-- The board comes down: keys by position, with the rows as they are now. All of it is read in one
-- statement, hence from one state of the database.

-- p_cursor: the position that the register has applied
-- p_limit:  how many keys at most
-- Returns {head, cursor, last_seq, chain, tables: [[table, [[key, position, row or null], …]], …]}. A
-- row of null is gone, or no longer this register's business. last_seq says which of the register's own
-- facts the stock levels already contain, chain is the value there: a register that has another fact
-- there learns so before it takes its twin's rows for its own. A page ends early when its rows are large.
CREATE OR REPLACE FUNCTION sync_api.pull(
  p_incarnation integer, p_cursor bigint, p_limit integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_head bigint := (SELECT pos FROM sync.head);
  v_cursor bigint := p_cursor;
  v_slice record;
  v_rows jsonb;
  v_result jsonb[] := '{}';
  v_left integer := least(p_limit, 5000);
  v_bytes bigint := 0;
BEGIN
  PERFORM sync.check_life(v_device, p_incarnation);
  LOOP
    v_slice := sync.next_keys(v_device.store_id, v_cursor, least(v_left, sync.keys_per_slice()));
    IF v_slice.keys IS NULL THEN
      v_cursor := v_head;
      EXIT;
    END IF;
    v_rows := sync.read_rows(v_device, v_slice.tables, v_slice.keys, v_slice.positions, true);
    v_cursor := v_slice.positions[cardinality(v_slice.positions)];
    v_left := v_left - cardinality(v_slice.keys);
    v_bytes := v_bytes + pg_column_size(v_rows);
    v_result := v_result || v_rows;
    EXIT WHEN v_left <= 0 OR v_bytes >= sync.bytes_per_page();
  END LOOP;
  RETURN jsonb_build_object(
    'head', v_head,
    'cursor', v_cursor,
    'tables', sync.all_tables(v_result)) || sync.mark_of_tape(v_device, p_incarnation);
END $$;

-- The pieces of a page as one list; put together once, since each step copies all of it.
CREATE OR REPLACE FUNCTION sync.all_tables(p_pieces jsonb[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(part ORDER BY piece.place, step), '[]')
  FROM unnest(p_pieces) WITH ORDINALITY AS piece (tables, place)
  CROSS JOIN jsonb_array_elements(piece.tables) WITH ORDINALITY AS given (part, step)
$$;

-- Rows are read this many at a time until a page is full, so that no page is much larger than it may
-- be, however large its rows are.
CREATE OR REPLACE FUNCTION sync.keys_per_slice() RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT 100';

CREATE OR REPLACE FUNCTION sync.bytes_per_page() RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT 1048576';

-- The next keys of a store's feed and of the one for every store.
CREATE OR REPLACE FUNCTION sync.next_keys(
  p_store uuid, p_cursor bigint, p_limit integer,
  OUT tables text[], OUT keys uuid[], OUT positions bigint[])
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_agg(f.table_name ORDER BY f.pos), array_agg(f.row_id ORDER BY f.pos),
         array_agg(f.pos ORDER BY f.pos)
  FROM (
    (SELECT * FROM sync.feed WHERE feed_id = sync.every_store() AND pos > p_cursor
     ORDER BY pos LIMIT p_limit)
    UNION ALL
    (SELECT * FROM sync.feed WHERE feed_id = p_store AND pos > p_cursor
     ORDER BY pos LIMIT p_limit)
    ORDER BY pos LIMIT p_limit) AS f
$$;

-- The last fact of a tape that is booked, hence part of the stock levels, and the chain value there.
CREATE OR REPLACE FUNCTION sync.mark_of_tape(p_device sync.device, p_incarnation integer) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('last_seq', h.last_seq, 'chain', encode(h.chain, 'hex'))
  FROM sync.device_head h
  WHERE h.device_id = p_device.device_id AND h.incarnation = p_incarnation
$$;

-- The rows of given keys, for a register that lacks the parent of a row it was told of.
-- p_keys: [[table, key], …]
CREATE OR REPLACE FUNCTION sync_api.fetch(p_keys jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_tables text[];
  v_keys uuid[];
  v_positions bigint[];
BEGIN
  SELECT array_agg(given.key ->> 0), array_agg((given.key ->> 1)::uuid),
    array_agg(coalesce((
      SELECT max(f.pos) FROM sync.feed f
      WHERE f.feed_id IN (sync.every_store(), v_device.store_id)
        AND f.table_name = given.key ->> 0 AND f.row_id = (given.key ->> 1)::uuid), 0))
  INTO v_tables, v_keys, v_positions
  FROM (SELECT key FROM jsonb_array_elements(p_keys) AS key LIMIT 5000) AS given;
  RETURN sync.read_rows(v_device, v_tables, v_keys, v_positions, true);
END $$;

-- The rows of given keys, table by table, parents first: [[table, [[key, position, row], …]], …].
-- p_with_gone: a row that is gone, or not this register's business, comes as null; else it is left out
DROP FUNCTION IF EXISTS sync.read_rows(sync.device, text[], uuid[], bigint[]);
CREATE OR REPLACE FUNCTION sync.read_rows(
  p_device sync.device, p_tables text[], p_keys uuid[], p_positions bigint[], p_with_gone boolean)
RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table record;
  v_rows jsonb;
  v_result jsonb[] := '{}';
BEGIN
  FOR v_table IN
    SELECT t.table_name, array_agg(k.row_id ORDER BY k.pos) AS keys,
      array_agg(k.pos ORDER BY k.pos) AS positions
    FROM unnest(p_tables, p_keys, p_positions) AS k (table_name, row_id, pos)
    JOIN sync.board_tables() t ON t.table_name = k.table_name
    GROUP BY t.place, t.table_name
    ORDER BY t.place
  LOOP
    EXECUTE format('SELECT sync.read_%s($1, $2, $3, $4, $5)', v_table.table_name) INTO v_rows
    USING p_device.store_id, p_device.device_id, v_table.keys, v_table.positions, p_with_gone;
    v_result := v_result || jsonb_build_array(v_table.table_name, v_rows);
  END LOOP;
  RETURN to_jsonb(v_result);
END $$;

-- Each table gets a function of its own, read_<table>, so that PostgreSQL keeps its plan. A register gets
-- no numbers of central's own; row_version is the position at which central last changed the row.
CREATE OR REPLACE FUNCTION sync.make_read_function(
  p_table text, p_key text, p_visible text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
DECLARE
  v_columns text := (
    SELECT string_agg(
      format('%s AS %I', sync.shown_column(p_table, a.attname), a.attname), ', ' ORDER BY a.attnum)
    FROM pg_attribute a
    WHERE a.attrelid = ('public.' || quote_ident(p_table))::regclass
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attname NOT IN ('int_id', 'row_version')
      AND a.attname <> ALL (sync.columns_kept_back(p_table)));
BEGIN
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION sync.read_%1$s(
      p_store uuid, p_register uuid, p_keys uuid[], p_positions bigint[], p_with_gone boolean)
    RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $read$
    BEGIN
      RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_array(k.row_id, k.pos,
          CASE WHEN r.%2$I IS NOT NULL
            THEN (SELECT to_jsonb(line) FROM (SELECT %4$s, k.pos AS row_version) AS line) END)
          ORDER BY k.pos), '[]')
        FROM unnest(p_keys, p_positions) AS k (row_id, pos)
        LEFT JOIN public.%1$I r ON r.%2$I = k.row_id AND (%3$s)
        WHERE p_with_gone OR r.%2$I IS NOT NULL);
    END $read$ $body$, p_table, p_key, p_visible, v_columns);
END $make$;

SELECT count(sync.make_read_function(table_name, key, visible)) FROM sync.board_tables();
