-- The first words of each exchange: who is there, what both understand, and where the tape stands.

-- p_protocol_min, p_protocol_max: versions of the exchange that the register speaks
-- p_cursor: the feed position it has applied
-- Returns {protocol, epochs, incarnation, last_seq, chain, server_time, backup_horizon, dead,
-- deferred, attention, resnapshot, retry_after_ms, limits}. chain is hexadecimal; backup_horizon is null
-- while central promises nothing; attention: clashes of the store that nobody has seen; resnapshot: rows
-- have gone of which the feed no longer tells; retry_after_ms: what can wait should wait that long, 0
-- while central is at ease.
CREATE OR REPLACE FUNCTION sync_api.hello(
  p_incarnation integer, p_protocol_min integer, p_protocol_max integer, p_app_version text,
  p_schema_version text, p_cursor bigint, p_client_time timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c_oldest CONSTANT integer := 1;
  c_newest CONSTANT integer := 4;
  v_device sync.device := sync.current_device();
  v_head sync.device_head;
BEGIN
  IF p_protocol_min > c_newest OR p_protocol_max < c_oldest THEN
    RAISE EXCEPTION USING
      ERRCODE = CASE WHEN p_protocol_min > c_newest THEN 'CT005' ELSE 'CT006' END,
      MESSAGE = CASE WHEN p_protocol_min > c_newest THEN c_newest ELSE c_oldest END::text;
  END IF;
  PERFORM sync.check_life(v_device, p_incarnation);
  -- A standby that was promoted notices here that its history is a new one, before it is told.
  PERFORM sync.sequence();
  UPDATE sync.device
  SET last_seen_at = now(), app_version = p_app_version, schema_version = p_schema_version,
      protocol_version = least(p_protocol_max, c_newest), pulled_seq = p_cursor,
      pulled_epoch = (SELECT max(epoch) FROM sync.epoch),
      clock_offset_ms = round(extract(epoch FROM p_client_time - clock_timestamp()) * 1000)
  WHERE device_id = v_device.device_id;
  SELECT * INTO STRICT v_head FROM sync.device_head
  WHERE device_id = v_device.device_id AND incarnation = p_incarnation;
  RETURN jsonb_build_object(
    'protocol', least(p_protocol_max, c_newest),
    'epochs', (SELECT jsonb_agg(jsonb_build_object(
      'number', e.epoch, 'uuid', e.uuid, 'start_pos', e.start_pos) ORDER BY e.epoch)
      FROM sync.epoch e),
    'incarnation', p_incarnation,
    'last_seq', v_head.last_seq,
    'chain', encode(v_head.chain, 'hex'),
    'server_time', clock_timestamp(),
    'backup_horizon', sync.backup_horizon(),
    'dead', (SELECT count(*) FROM sync.dead_letter d
             WHERE d.device_id = v_device.device_id AND d.state = 'open'),
    'deferred', (SELECT count(*) FROM sync.inbox i
                 WHERE i.device_id = v_device.device_id AND i.status = 'deferred'),
    'attention', (SELECT count(*) FROM public.registers r
                  JOIN public.sync_conflicts c ON c.register_id = r.id AND c.resolved_at IS NULL
                  WHERE r.store_id = v_device.store_id),
    'resnapshot', p_cursor < (SELECT h.purged_pos FROM sync.head h),
    'retry_after_ms', sync.retry_after_ms(),
    'limits', jsonb_build_object('facts', 1000, 'bytes', 1048576, 'keys', 5000));
END $$;

-- The oldest state that central may be set back to: registers keep what they told it since. Whoever
-- runs central says so with the global setting backup_days.
CREATE OR REPLACE FUNCTION sync.backup_horizon() RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT now() - make_interval(days => (s.value #>> '{}')::integer)
  FROM public.settings s
  WHERE s.key = 'backup_days' AND s.scope = 'global' AND jsonb_typeof(s.value) = 'number'
$$;

-- Central is overloaded when its connections run out: then the shops' sales go before their news.
CREATE OR REPLACE FUNCTION sync.retry_after_ms() RETURNS integer
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN sum(d.numbackends) > 0.8 * current_setting('max_connections')::integer
    THEN 10000 ELSE 0 END
  FROM pg_stat_database d
$$;

-- A register found that central holds another fact than its own: two copies of one database are at
-- work, or an old state of it came back. Written down here, where somebody will see it.
CREATE OR REPLACE FUNCTION sync_api.report_fork(p_incarnation integer, p_seq bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  SELECT sync.new_id(), v_device.device_id, 'outbox', v_device.device_id, 'chain_break',
    jsonb_build_object('incarnation', p_incarnation, 'seq', p_seq)
  WHERE NOT EXISTS (
    SELECT FROM public.sync_conflicts c
    WHERE c.register_id = v_device.device_id AND c.kind = 'chain_break' AND c.resolution = 'open'
      AND c.register_data ->> 'incarnation' = p_incarnation::text);
END $$;
