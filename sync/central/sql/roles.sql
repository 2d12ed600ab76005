-- The roles; none of them signs in itself, logins are members of them. A device owns nothing and reads
-- nothing: it may call the functions of schema sync_api, which run with the rights of the schema's
-- owner and ask who called. What the others may do is said in seeds/access.sql.

CREATE SCHEMA IF NOT EXISTS sync_api;

DO $$
DECLARE
  v_role text;
BEGIN
  FOREACH v_role IN ARRAY ARRAY[
    'countertop_device', 'countertop_service', 'countertop_customer', 'compat_reader',
    'compat_secrets']
  LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = v_role) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', v_role);
      END IF;
    EXCEPTION
      -- Roles belong to the whole cluster: another database was set up in the same moment.
      WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$;

-- The device that is connected. It is found by the role that signed in, never by what it sends, and
-- by session_user, because inside these functions current_user is their owner.
CREATE OR REPLACE FUNCTION sync.current_device() RETURNS sync.device
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device;
BEGIN
  SELECT * INTO v_device FROM sync.device WHERE database_role = session_user;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'CT001', MESSAGE = session_user || ' is no register';
  ELSIF v_device.status <> 'active' THEN
    RAISE EXCEPTION USING ERRCODE = 'CT001', MESSAGE = 'the register is ' || v_device.status;
  END IF;
  RETURN v_device;
END $$;
