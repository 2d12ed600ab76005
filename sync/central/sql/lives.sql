-- Lives of a register: each has a tape and a series of numbers of its own. A database that was set back
-- or copied begins another; the life before stays open, since a copy may still lead it. Only somebody
-- who takes a register over (`enroll --take-over`) ends what was before.

-- Whether facts of that life are still taken.
CREATE OR REPLACE FUNCTION sync.check_life(p_device sync.device, p_incarnation integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM sync.device_head h
    WHERE h.device_id = p_device.device_id AND h.incarnation = p_incarnation AND h.ended_at IS NULL)
  THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT003', MESSAGE = 'incarnation ' || p_device.incarnation || ' goes on',
      HINT = 'Another installation took this register over; enroll this one as another register.';
  END IF;
END $$;

-- A register leads another life from now on. Repeating it changes nothing.
-- p_former: the life before; p_wanted: the new one; p_reason: why, for whoever looks into it
-- Returns the last fact of the former life that is here; null when none ever was.
CREATE OR REPLACE FUNCTION sync_api.begin_life(
  p_former integer, p_wanted integer, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  PERFORM FROM sync.device WHERE device_id = v_device.device_id FOR UPDATE;
  IF NOT EXISTS (SELECT FROM sync.device_head h
                 WHERE h.device_id = v_device.device_id AND h.incarnation = p_wanted) THEN
    PERFORM sync.check_life(v_device, p_former);
    INSERT INTO sync.device_head (device_id, incarnation) VALUES (v_device.device_id, p_wanted);
    UPDATE sync.device SET incarnation = p_wanted, updated_at = now()
    WHERE device_id = v_device.device_id;
    INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
    SELECT sync.new_id(), v_device.device_id, 'outbox', v_device.device_id, 'chain_break',
      jsonb_build_object('incarnation', p_former, 'goes_on_as', p_wanted, 'reason', p_reason);
  END IF;
  RETURN (SELECT h.last_seq FROM sync.device_head h
          WHERE h.device_id = v_device.device_id AND h.incarnation = p_former);
END $$;
