-- Keys of rows that are gone stay in the feed, so that every register hears of it. After long enough
-- they may go too: a register that comes back later still is told to load everything anew.

-- Forget keys that went before p_before, at most p_limit of them. Returns how many; the worker calls
-- again until it is 0, or null while somebody else gives out positions.
CREATE OR REPLACE FUNCTION sync.purge_tombstones(
  p_before timestamptz DEFAULT now() - interval '400 days', p_limit integer DEFAULT 10000)
RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table record;
  v_newest bigint;
  v_some integer;
  v_all integer := 0;
BEGIN
  BEGIN
    PERFORM FROM sync.head FOR UPDATE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN
    RETURN NULL;
  END;
  FOR v_table IN SELECT t.table_name, t.key FROM sync.board_tables() t ORDER BY t.place LOOP
    EXECUTE format(
      'WITH old AS (
         SELECT f.feed_id, f.row_id FROM sync.feed f
         WHERE f.table_name = %1$L AND f.changed_at < $1
           AND NOT EXISTS (SELECT FROM public.%1$I r WHERE r.%2$I = f.row_id)
         LIMIT $2),
       gone AS (
         DELETE FROM sync.feed f USING old
         WHERE f.feed_id = old.feed_id AND f.table_name = %1$L AND f.row_id = old.row_id
         RETURNING f.pos)
       SELECT count(*), max(pos) FROM gone', v_table.table_name, v_table.key)
    INTO v_some, v_newest USING p_before, p_limit - v_all;
    UPDATE sync.head SET purged_pos = greatest(purged_pos, v_newest) WHERE v_newest IS NOT NULL;
    v_all := v_all + v_some;
    EXIT WHEN v_all >= p_limit;
  END LOOP;
  RETURN v_all;
END $$;
