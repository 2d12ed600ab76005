-- A person at the till said right what could not be booked: the new fact takes the place of the one that
-- was set aside. Both are kept, and each names the other. Only what is known of customers can be said
-- anew; what was sold, paid or counted is never changed by a correction.

CREATE OR REPLACE FUNCTION sync.correctable_tables() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY['users'] $$;

CREATE OR REPLACE FUNCTION sync.supersede(p_device sync.device, p_fact jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_former uuid := (p_fact #>> '{body,supersedes}')::uuid;
BEGIN
  IF EXISTS (
    SELECT FROM jsonb_array_elements((p_fact #> '{body,rows}') || (p_fact #> '{body,changes}')) AS part
    WHERE part ->> 0 <> ALL (sync.correctable_tables()))
  THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT305', MESSAGE = 'a correction may only say who a customer is',
      HINT = 'Book the difference with a document of its own.';
  END IF;
  UPDATE sync.dead_letter
  SET state = 'resolved', resolved_at = now(), superseded_by = (p_fact ->> 'event_id')::uuid
  WHERE device_id = p_device.device_id AND event_id = v_former AND state = 'open';
  IF NOT FOUND THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT305', MESSAGE = 'what this corrects does not wait for a correction',
      HINT = 'It was booked or corrected meanwhile; change the customer instead.';
  END IF;
  PERFORM sync.end_waiting(v_former, 'dismissed');
END $$;
