-- Run last: whatever was created above is closed to everybody, then the doors are opened by name.

REVOKE ALL ON SCHEMA sync, sync_api FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA sync FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sync, sync_api FROM PUBLIC;

GRANT USAGE ON SCHEMA sync_api TO countertop_device;
GRANT EXECUTE ON FUNCTION
  sync_api.hello(integer, integer, integer, text, text, bigint, timestamptz),
  sync_api.push(integer, bigint, text, bytea),
  sync_api.push_opaque(integer, bigint, bytea, bytea),
  sync_api.sequence(),
  sync_api.is_settled(),
  sync_api.pull(integer, bigint, integer),
  sync_api.snapshot(integer, text, uuid, integer),
  sync_api.board(),
  sync_api.fetch(jsonb),
  sync_api.look_up_facts(uuid[]),
  sync_api.digest(text),
  sync_api.bucket(text, integer),
  sync_api.begin_life(integer, integer, text),
  sync_api.report_fork(integer, bigint),
  sync_api.attention(),
  sync_api.retry(jsonb),
  sync_api.note_seen(jsonb),
  sync_api.take_cart(integer, uuid),
  sync_api.children(integer, uuid),
  sync_api.note_child(integer, uuid, jsonb, uuid),
  sync_api.forget_child(integer, uuid, uuid, uuid)
TO countertop_device;

SELECT count(sync.open_load_function(table_name)) FROM sync.board_tables();

-- Registers that enrolled when they never asked anything beside the exchange get as many connections as
-- those that enrol now (registration.py), where whoever runs this may.
DO $$
DECLARE
  v_role text;
BEGIN
  FOR v_role IN
    SELECT r.rolname FROM pg_roles r JOIN sync.device d ON d.database_role = r.rolname
    WHERE r.rolconnlimit = 3
  LOOP
    EXECUTE format('ALTER ROLE %I CONNECTION LIMIT 5', v_role);
  END LOOP;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
