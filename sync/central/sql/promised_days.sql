-- A till moved the day for which something that is made to order was promised. Central keeps what it
-- heard first: who moved it from a day that is no longer its day came too late, which is written down,
-- and gets central's line. Both moves are in the history of the order.

CREATE OR REPLACE FUNCTION sync.move_promised_day(
  p_device sync.device, p_event_id uuid, p_change jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := (p_change ->> 1)::uuid;
  v_row jsonb;
  v_before jsonb;
  v_after jsonb;
BEGIN
  SELECT row_now, old_values, new_values INTO v_row, v_before, v_after
  FROM sync.read_change(p_device, 'order_lines', v_id, p_change -> 2, p_change -> 3)
    AS given (row_now, old_values, new_values);
  v_before := v_before -> 'customization';
  v_after := v_after -> 'customization';
  IF (SELECT array_agg(f.name) FROM sync.changed_fields('order_lines', p_change -> 3) AS f (name))
       IS DISTINCT FROM ARRAY['customization']
     OR v_before #- '{made_to_order,ready_on}' IS DISTINCT FROM v_after #- '{made_to_order,ready_on}'
  THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = 'order_lines: a register moves the promised day, nothing else';
  END IF;
  IF v_row -> 'customization' = v_before THEN
    PERFORM sync.write_fields('order_lines', v_id, ARRAY['customization'], p_change -> 3);
  ELSIF v_row -> 'customization' <> v_after THEN
    PERFORM sync.note_late_move(p_device, p_event_id, v_row, v_after);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.note_late_move(
  p_device sync.device, p_event_id uuid, p_line jsonb, p_wanted jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := (p_line ->> 'id')::uuid;
BEGIN
  INSERT INTO public.sync_conflicts
    (id, register_id, op_id, table_name, row_id, kind, central_data, register_data, resolution)
  SELECT sync.new_id(), p_device.device_id, p_event_id, 'order_lines', v_id, 'stale_update',
    jsonb_build_object('order', o.number,
                       'ready_on', p_line #> '{customization,made_to_order,ready_on}'),
    jsonb_build_object('ready_on', p_wanted #> '{made_to_order,ready_on}'), 'central_kept'
  FROM public.orders o WHERE o.id = (p_line ->> 'order_id')::uuid;
  INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
  VALUES (p_device.store_id, 'order_lines', v_id);
END $$;
