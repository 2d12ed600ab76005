-- The inbox by months. A fact's month is that of its id, the register's own time; what has no month
-- here (a till whose clock runs wild) goes to inbox_default and is none the worse for it.

CREATE OR REPLACE FUNCTION sync.make_inbox_months(p_ahead integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_month timestamptz;
  v_from uuid;
  v_to uuid;
  v_name text;
  v_made integer := 0;
BEGIN
  FOR v_month IN
    SELECT generate_series(
      date_trunc('month', now(), 'UTC'),
      date_trunc('month', now(), 'UTC') + make_interval(months => p_ahead),
      interval '1 month')
  LOOP
    v_name := 'inbox_' || to_char(v_month AT TIME ZONE 'UTC', 'YYYY_MM');
    v_from := sync.first_id_of(v_month);
    v_to := sync.first_id_of(v_month + interval '1 month');
    CONTINUE WHEN to_regclass('sync.' || v_name) IS NOT NULL;
    -- Facts of that month that came before its partition keep it in the default one.
    CONTINUE WHEN EXISTS (
      SELECT FROM sync.inbox_default WHERE event_id >= v_from AND event_id < v_to);
    EXECUTE format('CREATE TABLE sync.%I PARTITION OF sync.inbox FOR VALUES FROM (%L) TO (%L)',
                   v_name, v_from, v_to);
    v_made := v_made + 1;
  END LOOP;
  RETURN v_made;
END $$;
