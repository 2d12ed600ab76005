-- Comparing both sides: does central hold these facts, and is this copy of the board the same.

-- p_events: ids of facts of this register's store
-- Returns {done, deferred, dead, missing: [id, …]}. Ids rather than sums: sixteen bytes each, and the
-- answer names what is missing, whatever lives and tapes it went through.
CREATE OR REPLACE FUNCTION sync_api.look_up_facts(p_events uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'done', count(*) FILTER (WHERE i.status IN ('new', 'done')),
      'deferred', count(*) FILTER (WHERE i.status = 'deferred'),
      'dead', count(*) FILTER (WHERE i.status = 'dead'),
      'missing', coalesce(jsonb_agg(given.event_id) FILTER (WHERE i.event_id IS NULL), '[]'))
    FROM (SELECT DISTINCT event_id FROM unnest(p_events) AS u (event_id) LIMIT 5000) AS given
    LEFT JOIN sync.inbox i ON i.store_id = v_device.store_id AND i.event_id = given.event_id);
END $$;

-- The rows of a table that this register should have, with their positions.
CREATE OR REPLACE FUNCTION sync.shown_rows(p_device sync.device, p_table text)
RETURNS TABLE (row_id uuid, pos bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table record;
BEGIN
  SELECT * INTO STRICT v_table FROM sync.board_tables() t WHERE t.table_name = p_table;
  RETURN QUERY EXECUTE format(
    'SELECT f.row_id, max(f.pos) FROM sync.feed f
     JOIN public.%1$I r ON r.%2$I = f.row_id AND (%3$s)
     WHERE f.table_name = %1$L AND f.feed_id IN (sync.every_store(), $1)
     GROUP BY f.row_id', v_table.table_name, v_table.key, v_table.visible)
  USING p_device.store_id, p_device.device_id;
END $$;

-- Returns {head, buckets: [[last byte of the key, rows, sum], …]}; the sum is of 60 bits of a hash of each
-- key with its position.
CREATE OR REPLACE FUNCTION sync_api.digest(p_table text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  RETURN jsonb_build_object('head', (SELECT h.pos FROM sync.head h), 'buckets', (
    SELECT coalesce(jsonb_agg(jsonb_build_array(b.bucket, b.rows, b.sum) ORDER BY b.bucket), '[]')
    FROM (
      SELECT get_byte(uuid_send(s.row_id), 15) AS bucket, count(*) AS rows,
        sum(('x' || left(md5(s.row_id || ':' || s.pos), 15))::bit(60)::bigint)::text AS sum
      FROM sync.shown_rows(v_device, p_table) s GROUP BY 1) AS b));
END $$;

-- The rows of one bucket: [[key, position], …].
CREATE OR REPLACE FUNCTION sync_api.bucket(p_table text, p_bucket integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_array(s.row_id, s.pos)), '[]')
    FROM sync.shown_rows(v_device, p_table) s
    WHERE get_byte(uuid_send(s.row_id), 15) = p_bucket);
END $$;
