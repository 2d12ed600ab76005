-- A fact that refers to something central does not know yet: it is set aside with a note of what it
-- waits for, and taken again as soon as that has come, from whatever till or from headquarters.

CREATE INDEX IF NOT EXISTS ix_sync_conflicts_orphans
ON public.sync_conflicts (op_id) WHERE kind = 'missing_parent' AND resolution = 'open';

-- So many are looked at after a push; chosen by chance, so that none waits behind those that stay.
CREATE OR REPLACE FUNCTION sync.orphans_at_once() RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT 50';

-- p_table, p_constraint, p_detail: what PostgreSQL said of the reference that leads nowhere.
CREATE OR REPLACE FUNCTION sync.note_missing_parent(
  p_device sync.device, p_event_id uuid, p_table text, p_constraint text, p_detail text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_parent jsonb := sync.parent_of(p_table, p_constraint, p_detail);
BEGIN
  UPDATE public.sync_conflicts SET register_data = v_parent
  WHERE op_id = p_event_id AND kind = 'missing_parent' AND resolution = 'open';
  IF NOT FOUND THEN
    INSERT INTO public.sync_conflicts
      (id, register_id, op_id, table_name, row_id, kind, register_data)
    VALUES (sync.new_id(), p_device.device_id, p_event_id, coalesce(nullif(p_table, ''), 'outbox'),
            p_event_id, 'missing_parent', v_parent);
  END IF;
END $$;

-- Which row is missing: {parent, column, key}; null when that cannot be told. The key stands in the
-- second pair of brackets of the message, in whatever language the server speaks.
CREATE OR REPLACE FUNCTION sync.parent_of(p_table text, p_constraint text, p_detail text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('parent', parent.relname, 'column', key.attname,
    'key', substring(p_detail FROM '\)=\(([^)]*)\)'))
  FROM pg_constraint c
  JOIN pg_class child ON child.oid = c.conrelid
  JOIN pg_class parent ON parent.oid = c.confrelid
  JOIN pg_attribute key ON key.attrelid = c.confrelid AND key.attnum = c.confkey[1]
  WHERE c.contype = 'f' AND c.conname = p_constraint AND child.relname = p_table
    AND cardinality(c.confkey) = 1
  LIMIT 1
$$;

CREATE OR REPLACE FUNCTION sync.has_come(p_parent jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_is_there boolean;
BEGIN
  IF p_parent ->> 'key' IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE %I = %L)',
    p_parent ->> 'parent', p_parent ->> 'column', p_parent ->> 'key') INTO v_is_there;
  RETURN v_is_there;
END $$;

-- Take what waited for something that is here now; that may bring what others wait for.
-- Returns how many facts of this register went through.
CREATE OR REPLACE FUNCTION sync.take_orphans(p_device_id uuid) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_fact record;
  v_taken integer;
  v_own integer := 0;
BEGIN
  LOOP
    v_taken := 0;
    FOR v_fact IN
      SELECT d AS device, i.event_id, i.envelope, c.register_data
      FROM public.sync_conflicts c
      JOIN sync.device d ON d.device_id = c.register_id
      JOIN sync.inbox i ON i.store_id = d.store_id AND i.event_id = c.op_id AND i.status = 'dead'
      WHERE c.kind = 'missing_parent' AND c.resolution = 'open'
      ORDER BY random() LIMIT sync.orphans_at_once() FOR UPDATE OF c SKIP LOCKED
    LOOP
      CONTINUE WHEN NOT sync.has_come(v_fact.register_data)
        OR NOT sync.take_one_again(v_fact.device, v_fact.event_id, v_fact.envelope);
      v_taken := v_taken + 1;
      v_own := v_own + CASE WHEN (v_fact.device).device_id = p_device_id THEN 1 ELSE 0 END;
    END LOOP;
    EXIT WHEN v_taken = 0;
  END LOOP;
  RETURN v_own;
END $$;
