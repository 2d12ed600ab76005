-- A register changed a row that was there before: its shift was closed, a customer moved house.
-- Each field travels with its old and its new value. Where central still has the old one it takes
-- the new; where it has something else already, central's stays and the clash is written down.

CREATE OR REPLACE FUNCTION sync.change_row(
  p_device sync.device, p_event_id uuid, p_change jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table text := p_change ->> 0;
  v_id uuid := (p_change ->> 1)::uuid;
  v_row jsonb;
  v_before jsonb;
  v_after jsonb;
  v_taken text[];
  v_refused text[];
  v_owned_by_others text[];
BEGIN
  -- Who names the version that they changed speaks of a row that is headquarters'.
  IF jsonb_array_length(p_change) = 5
     AND EXISTS (SELECT FROM sync.down_tables() t WHERE t.table_name = v_table)
  THEN
    PERFORM sync.change_down_row(p_device, p_event_id, p_change);
    RETURN;
  ELSIF v_table = 'carts' THEN
    PERFORM sync.change_cart(p_device, p_event_id, p_change);
    RETURN;
  ELSIF v_table = 'order_lines' THEN
    PERFORM sync.move_promised_day(p_device, p_event_id, p_change);
    RETURN;
  END IF;
  SELECT row_now, old_values, new_values INTO v_row, v_before, v_after
  FROM sync.read_change(p_device, v_table, v_id, p_change -> 2, p_change -> 3)
    AS given (row_now, old_values, new_values);
  IF shop.is_erased(CASE v_table WHEN 'users' THEN v_id
                                 WHEN 'addresses' THEN (v_row ->> 'user_id')::uuid END)
  THEN
    RETURN;  -- Of who was erased nothing is written any more, not even that it was refused.
  END IF;
  SELECT
    array_agg(f.name) FILTER (WHERE v_row -> f.name IS NOT DISTINCT FROM v_before -> f.name),
    array_agg(f.name) FILTER (WHERE v_row -> f.name IS DISTINCT FROM v_before -> f.name
                                AND v_row -> f.name IS DISTINCT FROM v_after -> f.name)
  INTO v_taken, v_refused
  FROM sync.changed_fields(v_table, p_change -> 3) AS f (name);
  IF v_table = 'users' THEN
    v_owned_by_others := sync.belonging_to_others(v_id, v_after);
    SELECT array_agg(f.name) INTO v_taken
    FROM unnest(v_taken) AS f (name) WHERE f.name <> ALL (v_owned_by_others);
  END IF;
  PERFORM sync.write_fields(v_table, v_id, v_taken, p_change -> 3);
  PERFORM sync.note_clash(p_device, p_event_id, p_change, 'field_clash', v_refused, v_row, v_after);
  PERFORM sync.note_clash(
    p_device, p_event_id, p_change, 'unique_clash', v_owned_by_others, v_row, v_after);
END $$;

-- Write down which fields central kept although a register had changed them.
CREATE OR REPLACE FUNCTION sync.note_clash(
  p_device sync.device, p_event_id uuid, p_change jsonb, p_kind text, p_fields text[],
  p_row jsonb, p_after jsonb) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sync_conflicts
    (id, register_id, op_id, table_name, row_id, kind, central_data, register_data, resolution)
  SELECT sync.new_id(), p_device.device_id, p_event_id, p_change ->> 0, (p_change ->> 1)::uuid, p_kind,
    jsonb_object_agg(f.name, p_row -> f.name), jsonb_object_agg(f.name, p_after -> f.name),
    'central_kept'
  FROM unnest(p_fields) AS f (name)
  WHERE f.name = ANY (SELECT jsonb_object_keys(p_change -> 3))
  HAVING count(*) > 0
$$;

-- The row as it is, and the register's old and new values in the same spelling.
CREATE OR REPLACE FUNCTION sync.read_change(
  p_device sync.device, p_table text, p_id uuid, p_before jsonb, p_after jsonb,
  OUT row_now jsonb, OUT old_values jsonb, OUT new_values jsonb)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_owned text;
  v_is_own boolean;
BEGIN
  SELECT owned INTO STRICT v_owned FROM sync.fact_tables() t WHERE t.table_name = p_table;
  EXECUTE format(
    'SELECT to_jsonb(r), (%2$s) IS TRUE,
       to_jsonb(jsonb_populate_record(NULL::public.%1$I, $4)),
       to_jsonb(jsonb_populate_record(NULL::public.%1$I, $5))
     FROM public.%1$I r WHERE r.id = $1 FOR UPDATE', p_table, v_owned)
  INTO row_now, v_is_own, old_values, new_values
  USING p_id, p_device.store_id, p_device.device_id, p_before, p_after;
  IF row_now IS NULL THEN
    RAISE EXCEPTION USING
      ERRCODE = 'foreign_key_violation', MESSAGE = p_table || ': no such row to change';
  ELSIF NOT v_is_own THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = p_table || ': the row belongs to another register or store';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.changed_fields(p_table text, p_after jsonb)
RETURNS TABLE (name text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT given.name
  FROM jsonb_object_keys(p_after) AS given (name)
  JOIN sync.fact_tables() t ON t.table_name = p_table
  WHERE given.name <> ALL (t.computed)
    AND given.name NOT IN ('id', 'created_at', 'row_version', 'store_id', 'register_id')
$$;

CREATE OR REPLACE FUNCTION sync.write_fields(
  p_table text, p_id uuid, p_fields text[], p_values jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_set text;
BEGIN
  SELECT string_agg(format('%1$I = given.%1$I', f.name), ', ') INTO v_set
  FROM unnest(p_fields) AS f (name);
  IF v_set IS NOT NULL THEN
    EXECUTE format(
      'UPDATE public.%1$I r SET %2$s
       FROM jsonb_populate_record(NULL::public.%1$I, $2) AS given WHERE r.%3$I = $1',
      p_table, v_set, sync.key_of(p_table))
    USING p_id, p_values;
  END IF;
END $$;
