-- Facts that no register can send again may go from the inbox: what they told of is booked. By whole
-- months, and never so early that a register could still have them on its tape.
--   retention.inbox_months (global setting): how long they are kept at least; 0: for good. Less than 14
--   months is not believed, because registers keep facts for 400 days.

-- How long a register may keep what it sent: until no backup is older that central may be set back to.
CREATE OR REPLACE FUNCTION sync.tape_kept_for() RETURNS interval
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT greatest(interval '400 days', now() - coalesce(sync.backup_horizon(), now()))
$$;

-- Whether a register that told something in a month may not have taken it off its tape yet: it does so
-- when it is in contact, so one that was away since then still has all of it.
CREATE OR REPLACE FUNCTION sync.may_come_again(p_partition text, p_until timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_may boolean;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT FROM sync.device d
       WHERE d.status = ''active'' AND (d.last_seen_at < $1) IS NOT FALSE
         AND EXISTS (SELECT FROM sync.%I i WHERE i.device_id = d.device_id))', p_partition)
  INTO v_may USING p_until + sync.tape_kept_for();
  RETURN v_may;
END $$;

-- Drop the months that are over in that sense. What waits for a person or a newer central stays: it moves
-- to where facts without a month lie. Returns the names of the partitions that were dropped.
CREATE OR REPLACE FUNCTION sync.drop_old_facts() RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  v_months integer := sync.kept_months('retention.inbox_months', 24);
  v_kept_from timestamptz;
  v_month record;
BEGIN
  IF v_months = 0 THEN
    RETURN;
  END IF;
  v_kept_from := date_trunc('month', least(
    now() - make_interval(months => greatest(v_months, 14)), now() - sync.tape_kept_for()));
  FOR v_month IN
    SELECT c.relname AS name,
      to_date(right(c.relname, 7), 'YYYY_MM')::timestamptz + interval '1 month' AS ends
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'sync.inbox'::regclass AND c.relname <> 'inbox_default'
      AND c.relname < sync.partition_name('inbox', 'month', v_kept_from)
    ORDER BY c.relname
  LOOP
    CONTINUE WHEN sync.may_come_again(v_month.name, v_month.ends);
    EXECUTE format('ALTER TABLE sync.inbox DETACH PARTITION sync.%I', v_month.name);
    EXECUTE format('INSERT INTO sync.inbox SELECT * FROM sync.%I WHERE status <> ''done''', v_month.name);
    EXECUTE format('DROP TABLE sync.%I', v_month.name);
    RETURN NEXT v_month.name;
  END LOOP;
END $$;
