-- The board as a whole, for a register that is new or was away for too long: table by table, parents
-- before children, each by key. A cut line goes on after the last key.
--
-- Rows come with the positions that they have in the feed. The register notes the head before its
-- first page and goes on with the feed from there: what changed meanwhile comes again, and is newer.

-- p_table, p_after: the last key that the register has; null at the beginning
-- p_limit:          how many rows at most
-- Returns {head, last_seq, chain, table, after, tables}: rows as `pull` sends them, and where to go on;
-- table and after are null when that was all. What is gone is left out.
CREATE OR REPLACE FUNCTION sync_api.snapshot(
  p_incarnation integer, p_table text, p_after uuid, p_limit integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_oldest uuid := sync.oldest_document(v_device);
  v_table record;
  v_after uuid;
  v_slice record;
  v_rows jsonb;
  v_result jsonb[] := '{}';
  v_left integer := least(p_limit, 5000);
  v_bytes bigint := 0;
BEGIN
  PERFORM sync.check_life(v_device, p_incarnation);
  FOR v_table IN
    SELECT t.table_name, t.is_document FROM sync.board_order() t
    WHERE t.place >= coalesce((SELECT p.place FROM sync.board_order() p
                               WHERE p.table_name = p_table), 0)
    ORDER BY t.place
  LOOP
    v_after := coalesce(CASE WHEN v_table.table_name = p_table THEN p_after END, sync.every_store());
    LOOP
      IF v_left <= 0 OR v_bytes >= sync.bytes_per_page() THEN
        RETURN sync.snapshot_page(v_device, p_incarnation, v_table.table_name, v_after, v_result);
      END IF;
      v_slice := sync.next_rows(v_device.store_id, v_table.table_name, v_after,
        CASE WHEN v_table.is_document THEN v_oldest END, least(v_left, sync.keys_per_slice()));
      EXIT WHEN v_slice.keys IS NULL;
      v_rows := sync.read_rows(
        v_device, array_fill(v_table.table_name, ARRAY[cardinality(v_slice.keys)]),
        v_slice.keys, v_slice.positions, false);
      v_after := v_slice.keys[cardinality(v_slice.keys)];
      v_left := v_left - cardinality(v_slice.keys);
      v_bytes := v_bytes + pg_column_size(v_rows);
      v_result := v_result || v_rows;
    END LOOP;
  END LOOP;
  RETURN sync.snapshot_page(v_device, p_incarnation, NULL, NULL, v_result);
END $$;

CREATE OR REPLACE FUNCTION sync.snapshot_page(
  p_device sync.device, p_incarnation integer, p_table text, p_after uuid, p_pieces jsonb[])
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'head', (SELECT pos FROM sync.head),
    'table', p_table, 'after', p_after,
    'tables', sync.all_tables(p_pieces)) || sync.mark_of_tape(p_device, p_incarnation)
$$;

-- The tables in the order of the snapshot, and which of them hold a store's past.
CREATE OR REPLACE FUNCTION sync.board_order()
RETURNS TABLE (place integer, table_name text, is_document boolean)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.place, t.table_name, t.table_name IN (
    'orders', 'order_lines', 'order_line_taxes', 'order_status_history', 'payments',
    'returns', 'return_lines', 'refunds')
  FROM sync.board_tables() t
$$;

-- The next keys of a table after one, in the order of keys. Documents whose key is older than
-- p_oldest are left out: a key of version 7 begins with its time. Keys of another kind tell no time.
CREATE OR REPLACE FUNCTION sync.next_rows(
  p_store uuid, p_table text, p_after uuid, p_oldest uuid, p_limit integer,
  OUT keys uuid[], OUT positions bigint[])
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_agg(f.row_id ORDER BY f.row_id), array_agg(f.pos ORDER BY f.row_id)
  FROM (
    (SELECT row_id, pos FROM sync.feed
     WHERE feed_id = sync.every_store() AND table_name = p_table AND row_id > p_after
       AND (p_oldest IS NULL OR row_id >= p_oldest OR substr(row_id::text, 15, 1) <> '7')
     ORDER BY row_id LIMIT p_limit)
    UNION ALL
    (SELECT row_id, pos FROM sync.feed
     WHERE feed_id = p_store AND table_name = p_table AND row_id > p_after
       AND (p_oldest IS NULL OR row_id >= p_oldest OR substr(row_id::text, 15, 1) <> '7')
     ORDER BY row_id LIMIT p_limit)
    ORDER BY row_id LIMIT p_limit) AS f
$$;

-- The first key that a document of the last days can have; how many days is a setting of the store.
CREATE OR REPLACE FUNCTION sync.oldest_document(p_device sync.device) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sync.first_id_of(date_trunc('day', now(), 'UTC') - make_interval(days => coalesce((
    SELECT (s.value #>> '{}')::integer FROM public.settings s
    WHERE s.key = 'order_days' AND jsonb_typeof(s.value) = 'number'
      AND (s.scope = 'global' OR s.store_id = p_device.store_id)
    ORDER BY s.scope = 'store' DESC LIMIT 1), 400)))
$$;

-- Of a central before this one.
DROP FUNCTION IF EXISTS sync.without_gone(jsonb);
DROP FUNCTION IF EXISTS sync.snapshot_page(sync.device, integer, text, uuid, jsonb);
