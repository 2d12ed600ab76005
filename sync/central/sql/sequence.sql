-- The sequencer: gives changed keys their positions, one caller at a time.
--
-- It takes only keys whose transaction is older than every transaction that still writes. So no key
-- can appear behind a position that a register has passed, however late its transaction commits.

-- Returns the newest position; null when somebody else is at it, or this central has no head row. One
-- call places as many keys as a register's time for a statement is enough for: after a change of many
-- rows whoever wants all of them calls until the position stays.
CREATE OR REPLACE FUNCTION sync.sequence() RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_pos bigint;
  v_count bigint;
  v_settled xid8;
  v_last bigint;
BEGIN
  BEGIN
    SELECT pos INTO v_pos FROM sync.head FOR UPDATE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN
    RETURN NULL;
  END;
  PERFORM sync.begin_epoch(v_pos);
  v_settled := pg_snapshot_xmin(pg_current_snapshot());
  -- Found by themselves and then taken up to the last: to take those that a query finds is a join, and
  -- whoever listens keeps its plan from a moment when nothing waited, in which it reads all for each.
  SELECT max(id) INTO v_last
  FROM (SELECT id FROM sync.change_inbox WHERE xid < v_settled
        ORDER BY id LIMIT sync.keys_per_sequence()) AS next;
  IF v_last IS NULL THEN
    RETURN v_pos;
  END IF;
  WITH settled AS (
    DELETE FROM sync.change_inbox WHERE id <= v_last AND xid < v_settled
    RETURNING id, feed_id, table_name, row_id),
  keys AS (
    SELECT feed_id, table_name, row_id, row_number() OVER (ORDER BY min(id)) AS step
    FROM settled GROUP BY feed_id, table_name, row_id),
  placed AS (
    INSERT INTO sync.feed AS f (feed_id, table_name, row_id, pos, changed_at)
    SELECT feed_id, table_name, row_id, v_pos + step, now() FROM keys
    ON CONFLICT (feed_id, table_name, row_id)
    DO UPDATE SET pos = excluded.pos, changed_at = excluded.changed_at
    RETURNING 1)
  SELECT count(*) INTO v_count FROM placed;
  UPDATE sync.head SET pos = pos + v_count RETURNING pos INTO v_pos;
  PERFORM pg_notify('sync_wake', v_pos::text);
  RETURN v_pos;
END $$;

CREATE OR REPLACE FUNCTION sync.keys_per_sequence() RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT 20000';

-- Notice that this is another history than before: a promoted standby, a restored backup.
-- Its number is above all that any register has heard of, also above those that the restored backup
-- never knew: after the first, histories are numbered by the second in which they began.
CREATE OR REPLACE FUNCTION sync.begin_epoch(p_pos bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_system bigint := (SELECT system_identifier FROM pg_control_system());
  -- From the name of the file that is written now; the control file still tells the old timeline
  -- for a while after a promotion.
  v_timeline integer :=
    ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer;
  v_last sync.epoch;
BEGIN
  SELECT * INTO v_last FROM sync.epoch ORDER BY epoch DESC LIMIT 1;
  IF v_last.system_identifier IS DISTINCT FROM v_system OR v_last.timeline <> v_timeline THEN
    INSERT INTO sync.epoch (epoch, uuid, system_identifier, timeline, start_pos)
    VALUES (
      CASE WHEN v_last IS NULL THEN 1 ELSE greatest(
        v_last.epoch + 1, extract(epoch FROM clock_timestamp() - '2026-01-01 00:00 UTC')::integer) END,
      gen_random_uuid(), v_system, v_timeline, p_pos);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync_api.sequence() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.current_device();
  -- What cannot be counted keeps no till from its news. The worker's job says what is wrong.
  BEGIN
    PERFORM sync.count_what_was_left();
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'stock was not counted: %', SQLERRM;
  END;
  RETURN sync.sequence();
END $$;

-- Whether all that was written has its position: nothing waits, and nobody writes just now.
CREATE OR REPLACE FUNCTION sync_api.is_settled() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.current_device();
  RETURN NOT EXISTS (SELECT FROM sync.change_inbox)
    AND pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot());
END $$;
