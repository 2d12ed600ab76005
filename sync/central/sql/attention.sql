-- What wants a person, for the attention screen of a till: its own facts that could not be booked, and
-- what two sides of its store did differently. A till may ask again for its own facts, and note that
-- somebody has seen a clash; it cannot make a fact go away.

CREATE INDEX IF NOT EXISTS ix_sync_conflicts_unseen
ON public.sync_conflicts (register_id, created_at) WHERE resolved_at IS NULL;

-- Returns {facts: [{incarnation, seq, kind, sqlstate, message, since, attempts}, …],
-- clashes: [{id, kind, table, row_id, register, since, central, of_register}, …]}, newest first.
CREATE OR REPLACE FUNCTION sync_api.attention() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  RETURN jsonb_build_object(
    'facts', sync.facts_aside(v_device.device_id),
    'clashes', sync.unseen_clashes(v_device.store_id));
END $$;

-- A screen is no archive: so many of each are shown, and the count in `hello` says how many there are.
CREATE OR REPLACE FUNCTION sync.shown_at_most() RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT 200';

CREATE OR REPLACE FUNCTION sync.facts_aside(p_device_id uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'incarnation', found.incarnation, 'seq', found.seq, 'kind', found.kind,
    'sqlstate', found.sqlstate, 'message', found.message, 'since', found.created_at,
    'attempts', found.attempts) ORDER BY found.created_at DESC, found.seq DESC), '[]')
  FROM (
    SELECT d.*, i.kind FROM sync.dead_letter d
    LEFT JOIN sync.device t USING (device_id)
    LEFT JOIN sync.inbox i ON i.store_id = t.store_id AND i.event_id = d.event_id
    WHERE d.device_id = p_device_id AND d.state = 'open'
    ORDER BY d.created_at DESC, d.seq DESC LIMIT sync.shown_at_most()) AS found
$$;

CREATE OR REPLACE FUNCTION sync.unseen_clashes(p_store_id uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', found.id, 'kind', found.kind, 'table', found.table_name, 'row_id', found.row_id,
    'register', found.code, 'since', found.created_at,
    'central', coalesce(found.central_data, '{}'), 'of_register', coalesce(found.register_data, '{}'))
    ORDER BY found.created_at DESC, found.id DESC), '[]')
  FROM (
    SELECT c.*, r.code FROM public.registers r
    JOIN public.sync_conflicts c ON c.register_id = r.id AND c.resolved_at IS NULL
    WHERE r.store_id = p_store_id
    ORDER BY c.created_at DESC, c.id DESC LIMIT sync.shown_at_most()) AS found
$$;

-- Take own facts again that were set aside. p_facts: [[incarnation, number], …].
-- Returns how many went through now.
CREATE OR REPLACE FUNCTION sync_api.retry(p_facts jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_fact record;
  v_taken integer := 0;
BEGIN
  FOR v_fact IN
    SELECT i.event_id, i.envelope
    FROM jsonb_array_elements(p_facts) AS wanted (fact)
    JOIN sync.dead_letter d ON d.device_id = v_device.device_id AND d.state = 'open'
      AND d.incarnation = (wanted.fact ->> 0)::integer AND d.seq = (wanted.fact ->> 1)::bigint
    JOIN sync.inbox i ON i.store_id = v_device.store_id AND i.event_id = d.event_id
    WHERE i.status = 'dead'
    ORDER BY d.incarnation, d.seq LIMIT sync.shown_at_most()
  LOOP
    CONTINUE WHEN NOT sync.take_one_again(v_device, v_fact.event_id, v_fact.envelope);
    v_taken := v_taken + 1;
  END LOOP;
  RETURN v_taken;
END $$;

-- Somebody of the store has seen clashes. p_seen: [[clash, person], …]. Returns how many it were.
CREATE OR REPLACE FUNCTION sync_api.note_seen(p_seen jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_noted integer;
BEGIN
  UPDATE public.sync_conflicts c SET
    resolved_at = now(), resolved_by = s.user_id,
    -- What waits for a parent waits on, seen or not.
    resolution = CASE WHEN c.resolution = 'open' AND c.kind <> 'missing_parent' THEN 'dismissed'
      ELSE c.resolution END
  FROM jsonb_array_elements(p_seen) AS given (seen)
  LEFT JOIN public.staff s ON s.user_id = (given.seen ->> 1)::uuid,
    public.registers r
  WHERE c.id = (given.seen ->> 0)::uuid AND c.resolved_at IS NULL
    AND r.id = c.register_id AND r.store_id = v_device.store_id;
  GET DIAGNOSTICS v_noted = ROW_COUNT;
  RETURN v_noted;
END $$;

-- The store hears of a fact that was set aside; of one that waits for a parent, by its clash.
CREATE OR REPLACE FUNCTION sync.note_set_aside() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.notifications (id, store_id, type, title, message)
  SELECT sync.new_id(), r.store_id, 'sync_conflict', 'Something has to be looked at',
    format('Central could not book entry %s of register %s', NEW.seq, r.code)
  FROM public.registers r WHERE r.id = NEW.device_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_set_aside AFTER INSERT ON sync.dead_letter
FOR EACH ROW WHEN (NEW.sqlstate IS DISTINCT FROM '23503') EXECUTE FUNCTION sync.note_set_aside();
