-- A register changed a row that is headquarters': it says on which version it did so. When central has
-- another one by now the change comes too late: it is refused and written down, and the register gets
-- central's row.

-- owned:  what must hold for row r of the store $2 and the register $3
-- fields: what a register may change in it
CREATE OR REPLACE FUNCTION sync.down_tables()
RETURNS TABLE (table_name text, owned text, fields text[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES ('registers', 'r.id = $3', '{name}'::text[])
$$;

-- p_change: [table, key, old values, new values, version that they were changed on]
CREATE OR REPLACE FUNCTION sync.change_down_row(
  p_device sync.device, p_event_id uuid, p_change jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table text := p_change ->> 0;
  v_id uuid := (p_change ->> 1)::uuid;
  v_row jsonb := sync.lock_down_row(p_device, v_table, v_id);
  v_fields text[];
BEGIN
  SELECT array_agg(given.name) INTO v_fields
  FROM jsonb_object_keys(p_change -> 3) AS given (name)
  JOIN sync.down_tables() t ON t.table_name = v_table AND given.name = ANY (t.fields);
  IF sync.has_changed_since(p_device, v_table, v_id, (p_change ->> 4)::bigint) THEN
    PERFORM sync.note_clash(
      p_device, p_event_id, p_change, 'stale_update', v_fields, v_row, p_change -> 3);
    INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
    VALUES (p_device.store_id, v_table, v_id);
  ELSE
    PERFORM sync.write_fields(v_table, v_id, v_fields, p_change -> 3);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.lock_down_row(
  p_device sync.device, p_table text, p_id uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_owned text := (SELECT t.owned FROM sync.down_tables() t WHERE t.table_name = p_table);
  v_row jsonb;
BEGIN
  EXECUTE format(
    'SELECT to_jsonb(r) FROM public.%I r
     WHERE r.id = $1 AND (%s) AND $2 IS NOT NULL FOR NO KEY UPDATE', p_table, v_owned)
  INTO v_row USING p_id, p_device.store_id, p_device.device_id;
  IF v_row IS NULL THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = p_table || ': the row belongs to another register or store',
      HINT = 'Change it at that register, or at headquarters.';
  END IF;
  RETURN v_row;
END $$;

-- Whether a row has a newer position than the one that a register saw, or will get one.
CREATE OR REPLACE FUNCTION sync.has_changed_since(
  p_device sync.device, p_table text, p_id uuid, p_version bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_version IS NULL
    OR EXISTS (SELECT FROM sync.feed f
               WHERE f.feed_id IN (sync.every_store(), p_device.store_id)
                 AND f.table_name = p_table AND f.row_id = p_id AND f.pos > p_version)
    OR EXISTS (SELECT FROM sync.change_inbox c WHERE c.table_name = p_table AND c.row_id = p_id)
$$;
