-- Second chances: facts that central did not understand yet, or that a person has made possible.

-- Take deferred and dead facts of all tapes again. Returns how many of them went through.
CREATE OR REPLACE FUNCTION sync.take_again() RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_fact record;
  v_taken integer := 0;
BEGIN
  FOR v_fact IN
    SELECT i.store_id, i.event_id, i.envelope, d AS device
    FROM sync.inbox i JOIN sync.device d ON d.device_id = i.device_id
    WHERE i.status = 'deferred' OR (i.status = 'dead' AND EXISTS (
      -- Not what somebody has corrected: the correction stands for it.
      SELECT FROM sync.dead_letter l
      WHERE l.device_id = i.device_id AND l.event_id = i.event_id AND l.state = 'open'))
    ORDER BY i.device_id, i.incarnation, i.seq
  LOOP
    CONTINUE WHEN NOT sync.take_one_again(v_fact.device, v_fact.event_id, v_fact.envelope);
    v_taken := v_taken + 1;
  END LOOP;
  RETURN v_taken;
END $$;

CREATE OR REPLACE FUNCTION sync.take_one_again(
  p_device sync.device, p_event_id uuid, p_envelope text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_state text;
  v_message text;
  v_table text;
  v_constraint text;
  v_detail text;
BEGIN
  IF sync.find_not_understood(ARRAY[p_envelope::jsonb]) <> '{}' THEN
    RETURN false;
  END IF;
  PERFORM sync.project(p_device, ARRAY[p_envelope::jsonb]);
  UPDATE sync.inbox SET status = 'done'
  WHERE store_id = p_device.store_id AND event_id = p_event_id;
  UPDATE sync.dead_letter SET state = 'resolved', resolved_at = now(), attempts = attempts + 1
  WHERE device_id = p_device.device_id AND event_id = p_event_id AND state = 'open';
  PERFORM sync.end_waiting(p_event_id, 'register_kept');
  RETURN true;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS v_state = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT,
    v_table = TABLE_NAME, v_constraint = CONSTRAINT_NAME, v_detail = PG_EXCEPTION_DETAIL;
  PERFORM sync.give_up_if_passing(v_state, v_message);
  UPDATE sync.dead_letter SET attempts = attempts + 1, sqlstate = v_state, message = v_message
  WHERE device_id = p_device.device_id AND event_id = p_event_id AND state = 'open';
  IF v_state = '23503' THEN
    PERFORM sync.note_missing_parent(p_device, p_event_id, v_table, v_constraint, v_detail);
  ELSE
    PERFORM sync.end_waiting(p_event_id, 'dismissed');
  END IF;
  RETURN false;
END $$;

-- A fact waits no longer for something that is missing.
CREATE OR REPLACE FUNCTION sync.end_waiting(p_event_id uuid, p_resolution text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.sync_conflicts
  SET resolution = p_resolution, resolved_at = coalesce(resolved_at, now())
  WHERE op_id = p_event_id AND kind = 'missing_parent' AND resolution = 'open'
$$;
