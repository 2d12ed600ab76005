-- Whoever writes a table of the board leaves the keys of what changed; the sequencer gives them
-- their positions later. A statement leaves its keys once, however many rows it writes.

-- Ring for a register that listens: it lets the sequencer run as soon as this transaction is done.
--
-- One writer at a time rings. A commit that notifies waits for every other one that does, which
-- halves what many writers get done together; so whoever comes while another is about to ring leaves
-- it at that. Who hears a ring looks again until nobody writes any more, and so finds those as well.
-- Where the one that was to ring rolls back, the others are found by the next ring or poll.
CREATE OR REPLACE FUNCTION sync.ring() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_try_advisory_xact_lock(x'73796E6372'::bigint) THEN
    PERFORM pg_notify('sync_ring', '');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.make_note_function(
  p_table text, p_key text, p_feed text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
BEGIN
  -- An update notes its old state too: a row that moved to another store must leave the first. What
  -- tills do not show, such as scores, is written with sync.quiet and noted by nobody.
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION sync.note_%1$s() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $note$
    BEGIN
      IF current_setting('sync.quiet', true) = 'on' THEN
        RETURN NULL;
      ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
        SELECT n.feed_id, %1$L, n.row_id FROM (
          SELECT %3$s AS feed_id, r.%2$I AS row_id FROM rows_after AS r) AS n
        WHERE n.feed_id IS NOT NULL;
      ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
        SELECT n.feed_id, %1$L, n.row_id FROM (
          SELECT %3$s AS feed_id, r.%2$I AS row_id FROM rows_before AS r) AS n
        WHERE n.feed_id IS NOT NULL;
      ELSE
        INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
        SELECT n.feed_id, %1$L, n.row_id FROM (
          SELECT %3$s AS feed_id, r.%2$I AS row_id FROM rows_after AS r
          UNION
          SELECT %3$s, r.%2$I FROM rows_before AS r) AS n
        WHERE n.feed_id IS NOT NULL;
      END IF;
      IF NOT FOUND THEN
        RETURN NULL;
      END IF;
      PERFORM sync.ring();
      RETURN NULL;
    END $note$ $body$, p_table, p_key, p_feed);
  EXECUTE format(
    'CREATE OR REPLACE TRIGGER note_insert AFTER INSERT ON public.%1$I
     REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sync.note_%1$s()',
    p_table);
  EXECUTE format(
    'CREATE OR REPLACE TRIGGER note_update AFTER UPDATE ON public.%1$I
     REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after
     FOR EACH STATEMENT EXECUTE FUNCTION sync.note_%1$s()',
    p_table);
  EXECUTE format(
    'CREATE OR REPLACE TRIGGER note_delete AFTER DELETE ON public.%1$I
     REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION sync.note_%1$s()',
    p_table);
END $make$;

SELECT count(sync.make_note_function(table_name, key, feed)) FROM sync.board_tables();

-- Somebody who begins, ends or changes the store is shown elsewhere than before, with their roles.
CREATE OR REPLACE FUNCTION sync.note_companions_of_staff() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_user uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
BEGIN
  INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
  SELECT sync.every_store(), 'users', v_user
  UNION ALL
  SELECT sync.every_store(), 'user_roles', id FROM public.user_roles WHERE user_id = v_user
  UNION ALL
  SELECT sync.every_store(), 'addresses', id FROM public.addresses WHERE user_id = v_user;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_companions AFTER INSERT OR DELETE OR UPDATE OF home_store_id
ON public.staff FOR EACH ROW EXECUTE FUNCTION sync.note_companions_of_staff();

-- Rows that were written before there were triggers get their place on the board as well.
CREATE OR REPLACE FUNCTION sync.note_what_is_missing() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table record;
BEGIN
  FOR v_table IN SELECT * FROM sync.board_tables() ORDER BY place LOOP
    EXECUTE format(
      'INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
       SELECT %3$s, %1$L, r.%2$I FROM public.%1$I r
       WHERE NOT EXISTS (SELECT FROM sync.feed f WHERE f.table_name = %1$L AND f.row_id = r.%2$I)
         AND NOT EXISTS (SELECT FROM sync.change_inbox c
                         WHERE c.table_name = %1$L AND c.row_id = r.%2$I)
         AND (%3$s) IS NOT NULL',
      v_table.table_name, v_table.key, v_table.feed);
  END LOOP;
END $$;
