-- The tape comes up: one call takes a batch of facts in order, exactly once, in one transaction.
-- Facts are stored before anyone tries to understand them, and nothing in one can stop the tape.

-- p_lo:    the last fact of this tape that the register believes central to have
-- p_lines: the envelopes after it, one line of JSON each
-- p_chain: the chain value after the last of them
-- Returns where the tape stands now. When that is not p_lo plus the lines, none was taken: the
-- caller was late or early, and goes on from there.
CREATE OR REPLACE FUNCTION sync_api.push(
  p_incarnation integer, p_lo bigint, p_lines text, p_chain bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- Each reference to orders is checked against the one partition that its key lies in. Left to itself,
-- PostgreSQL plans that check anew for every row. A batch is some MB, which do not go over the disk.
SET plan_cache_mode = force_generic_plan SET work_mem = '32MB' AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_head sync.device_head;
  v_lines text[] := string_to_array(p_lines, E'\n');
  v_line text;
  v_chain bytea;
BEGIN
  IF cardinality(v_lines) > 1000 OR octet_length(p_lines) > 32 * 1024 * 1024 THEN
    RAISE EXCEPTION USING ERRCODE = 'CT004', MESSAGE = 'too much in one batch';
  END IF;

  v_head := sync.lock_head(v_device, p_incarnation);
  v_device.incarnation := p_incarnation;
  IF v_head.last_seq <> p_lo THEN
    RETURN jsonb_build_object('last_seq', v_head.last_seq, 'dead', 0, 'deferred', 0);
  END IF;

  v_chain := coalesce(v_head.chain, decode(repeat('00', 32), 'hex'));
  FOREACH v_line IN ARRAY v_lines LOOP
    v_chain := sha256(v_chain || convert_to(v_line, 'UTF8'));
  END LOOP;
  IF v_chain <> p_chain THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT002', MESSAGE = 'the chain does not continue after ' || p_lo;
  END IF;

  RETURN sync.copy_tape(v_device, p_lo, v_lines)
    || sync.move_head(v_device, p_lo + cardinality(v_lines), v_chain);
END $$;

-- The same for one line that is no text: it can only be kept as it is, for somebody to look at.
CREATE OR REPLACE FUNCTION sync_api.push_opaque(
  p_incarnation integer, p_lo bigint, p_line bytea, p_chain bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_head sync.device_head;
  v_chain bytea;
BEGIN
  v_head := sync.lock_head(v_device, p_incarnation);
  v_device.incarnation := p_incarnation;
  IF v_head.last_seq <> p_lo THEN
    RETURN jsonb_build_object('last_seq', v_head.last_seq, 'dead', 0, 'deferred', 0);
  END IF;
  v_chain := sha256(coalesce(v_head.chain, decode(repeat('00', 32), 'hex')) || p_line);
  IF v_chain <> p_chain THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT002', MESSAGE = 'the chain does not continue after ' || p_lo;
  END IF;
  INSERT INTO sync.dead_letter (device_id, incarnation, seq, raw, sqlstate, message, attempts)
  VALUES (v_device.device_id, p_incarnation, p_lo + 1, p_line, '22021', 'the line was damaged at the register', 1);
  RETURN jsonb_build_object('dead', 1, 'deferred', 0)
    || sync.move_head(v_device, p_lo + 1, v_chain);
END $$;

-- The watermark of a tape, locked: one push at a time moves it.
CREATE OR REPLACE FUNCTION sync.lock_head(
  p_device sync.device, p_incarnation integer) RETURNS sync.device_head
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_head sync.device_head;
BEGIN
  PERFORM sync.check_life(p_device, p_incarnation);
  SELECT * INTO STRICT v_head FROM sync.device_head
  WHERE device_id = p_device.device_id AND incarnation = p_incarnation FOR UPDATE;
  RETURN v_head;
END $$;

CREATE OR REPLACE FUNCTION sync.move_head(
  p_device sync.device, p_seq bigint, p_chain bytea) RETURNS jsonb
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE sync.device_head SET last_seq = p_seq, chain = p_chain, updated_at = now()
  WHERE device_id = p_device.device_id AND incarnation = p_device.incarnation
  RETURNING jsonb_build_object('last_seq', last_seq)
$$;

-- Take all lines together; when one of them is not good, take them one by one and set that one aside.
-- What was set aside before, for want of something that has come now, is taken again.
CREATE OR REPLACE FUNCTION sync.copy_tape(
  p_device sync.device, p_lo bigint, p_lines text[]) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_deferred integer;
BEGIN
  BEGIN
    v_deferred := sync.take(p_device, p_lo, p_lines);
  EXCEPTION WHEN OTHERS THEN
    PERFORM sync.give_up_if_passing(SQLSTATE, SQLERRM);
    v_deferred := sync.take_one_by_one(p_device, p_lo, p_lines);
  END;
  PERFORM sync.take_orphans(p_device.device_id);
  RETURN jsonb_build_object(
    'dead', (SELECT count(*) FROM sync.dead_letter d
             WHERE d.device_id = p_device.device_id AND d.incarnation = p_device.incarnation
               AND d.seq > p_lo AND d.state = 'open'),
    'deferred', v_deferred);
END $$;

CREATE OR REPLACE FUNCTION sync.take_one_by_one(
  p_device sync.device, p_lo bigint, p_lines text[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_deferred integer := 0;
  v_seq bigint := p_lo;
  v_line text;
  v_state text;
  v_message text;
  v_table text;
  v_constraint text;
  v_detail text;
BEGIN
  FOREACH v_line IN ARRAY p_lines LOOP
    v_seq := v_seq + 1;
    BEGIN
      v_deferred := v_deferred + sync.take(p_device, v_seq - 1, ARRAY[v_line]);
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS v_state = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT,
        v_table = TABLE_NAME, v_constraint = CONSTRAINT_NAME, v_detail = PG_EXCEPTION_DETAIL;
      PERFORM sync.give_up_if_passing(v_state, v_message);
      PERFORM sync.set_aside(p_device, v_seq, v_line, v_state, v_message);
      IF v_state = '23503' THEN
        PERFORM sync.note_missing_parent(
          p_device, (v_line::json ->> 'event_id')::uuid, v_table, v_constraint, v_detail);
      END IF;
    END;
  END LOOP;
  RETURN v_deferred;
END $$;

-- Troubles that go away by themselves (locks, memory, disk, a server that stops) are no reason to
-- set a fact aside: the whole batch fails and comes again.
CREATE OR REPLACE FUNCTION sync.give_up_if_passing(p_state text, p_message text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF left(p_state, 2) IN ('08', '40', '53', '57', '58') OR p_state IN ('55P03', 'XX001', 'XX002') THEN
    RAISE EXCEPTION USING ERRCODE = p_state, MESSAGE = p_message;
  END IF;
END $$;

-- Store the lines and put their rows into the business tables; all of them or, by an error, none.
-- Returns how many wait for a central that understands them.
CREATE OR REPLACE FUNCTION sync.take(
  p_device sync.device, p_lo bigint, p_lines text[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_facts jsonb[];
  v_strange bigint[];
  v_deferred boolean[];
  v_new jsonb[];
BEGIN
  SELECT array_agg(given.line::jsonb ORDER BY given.place) INTO v_facts
  FROM unnest(p_lines) WITH ORDINALITY AS given (line, place);
  v_strange := sync.find_not_understood(v_facts);
  SELECT array_agg(given.place = ANY (v_strange) ORDER BY given.place) INTO v_deferred
  FROM generate_series(1, cardinality(p_lines)) AS given (place);
  PERFORM sync.check_identity(p_device, p_lo, v_facts);
  v_new := sync.store_facts(p_device, p_lines, v_facts, v_deferred);
  PERFORM sync.project(p_device, v_new);
  RETURN (SELECT count(*) FROM unnest(v_deferred) AS given (waits) WHERE given.waits);
END $$;

CREATE OR REPLACE FUNCTION sync.check_identity(
  p_device sync.device, p_lo bigint, p_facts jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM unnest(p_facts) WITH ORDINALITY AS given (fact, place)
    WHERE (given.fact ->> 'register_id')::uuid IS DISTINCT FROM p_device.device_id
       OR (given.fact ->> 'incarnation')::integer IS DISTINCT FROM p_device.incarnation
       OR (given.fact ->> 'seq')::bigint IS DISTINCT FROM p_lo + given.place)
  THEN
    RAISE EXCEPTION USING ERRCODE = 'CT302', MESSAGE = 'the line says it is another''s';
  END IF;
END $$;

-- Store the lines. Returns the facts to be projected: those that are new and understood.
CREATE OR REPLACE FUNCTION sync.store_facts(
  p_device sync.device, p_lines text[], p_facts jsonb[], p_deferred boolean[]) RETURNS jsonb[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_stored uuid[];
  v_new jsonb[];
BEGIN
  WITH stored AS (
    INSERT INTO sync.inbox
      (store_id, event_id, device_id, incarnation, seq, kind, version, envelope, status)
    SELECT p_device.store_id, (given.fact ->> 'event_id')::uuid, p_device.device_id,
      p_device.incarnation, (given.fact ->> 'seq')::bigint, given.fact ->> 'kind',
      (given.fact ->> 'version')::integer, given.line,
      CASE WHEN given.waits THEN 'deferred' ELSE 'done' END
    FROM unnest(p_lines, p_facts, p_deferred) AS given (line, fact, waits)
    ON CONFLICT (store_id, event_id) DO NOTHING
    RETURNING event_id)
  SELECT array_agg(event_id) INTO v_stored FROM stored;

  IF coalesce(cardinality(v_stored), 0) < cardinality(p_lines) THEN
    PERFORM sync.check_repeats(p_device, p_facts);
  END IF;

  SELECT array_agg(given.fact ORDER BY given.place) INTO v_new
  FROM unnest(p_facts, p_deferred) WITH ORDINALITY AS given (fact, waits, place)
  JOIN unnest(v_stored) AS stored (event_id) ON stored.event_id = (given.fact ->> 'event_id')::uuid
  WHERE NOT given.waits;
  RETURN v_new;
END $$;

-- A fact that came before, perhaps in another incarnation, must say what it said then.
CREATE OR REPLACE FUNCTION sync.check_repeats(p_device sync.device, p_facts jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM unnest(p_facts) AS given (fact)
    JOIN sync.inbox i ON i.store_id = p_device.store_id
      AND i.event_id = (given.fact ->> 'event_id')::uuid
    WHERE i.kind <> given.fact ->> 'kind' OR i.envelope::jsonb -> 'body' <> given.fact -> 'body')
  THEN
    RAISE EXCEPTION USING ERRCODE = 'CT303', MESSAGE = 'another fact came under this event id';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.project(p_device sync.device, p_facts jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_part record;
BEGIN
  FOR v_part IN
    SELECT t.table_name, told.parts FROM (
      SELECT given.part ->> 0 AS table_name, array_agg(given.part ORDER BY of.place, given.step) AS parts
      FROM unnest(p_facts) WITH ORDINALITY AS of (fact, place)
      CROSS JOIN jsonb_array_elements(of.fact #> '{body,rows}') WITH ORDINALITY AS given (part, step)
      GROUP BY given.part ->> 0) AS told
    JOIN sync.fact_tables() t USING (table_name)
    ORDER BY t.place
  LOOP
    IF v_part.table_name IN ('staff', 'roles', 'user_roles', 'settings', 'tax_rates', 'customer_groups',
         'customer_group_members', 'price_lists', 'price_list_prices') THEN
      PERFORM sync.check_added(p_device, p_facts, v_part.table_name);
    ELSIF v_part.table_name = 'promotion_targets' THEN
      PERFORM sync.check_targets(p_device, p_facts);
    END IF;
    IF v_part.table_name = 'users' THEN
      PERFORM sync.insert_people(p_device, sync.rows_in(v_part.parts));
      CONTINUE;
    ELSIF v_part.table_name = 'promotions' THEN
      PERFORM sync.insert_offers(p_device, p_facts, sync.rows_in(v_part.parts));
      CONTINUE;
    ELSIF v_part.table_name = 'stock_movements' THEN
      PERFORM sync.book_movements(p_device, v_part.parts);
      CONTINUE;
    ELSIF v_part.table_name = 'carts' THEN
      PERFORM sync.forget_open_carts(p_device, sync.rows_in(v_part.parts));
    END IF;
    EXECUTE format('SELECT sync.insert_%s($1, $2, $3)', v_part.table_name)
    USING v_part.parts, p_device.store_id, p_device.device_id;
    IF v_part.table_name = 'price_list_prices' THEN
      PERFORM sync.return_doubles(v_part.table_name, 'price_list_id', 'variant_id', sync.rows_in(v_part.parts));
    ELSIF v_part.table_name = 'customer_group_members' THEN
      PERFORM sync.return_doubles(v_part.table_name, 'customer_group_id', 'user_id', sync.rows_in(v_part.parts));
    END IF;
  END LOOP;
  PERFORM sync.change_row(p_device, (of.fact ->> 'event_id')::uuid, change)
  FROM unnest(p_facts) WITH ORDINALITY AS of (fact, place)
  CROSS JOIN jsonb_array_elements(of.fact #> '{body,changes}') WITH ORDINALITY AS c (change, step)
  ORDER BY of.place, c.step;
  PERFORM sync.supersede(p_device, of.fact)
  FROM unnest(p_facts) AS of (fact) WHERE of.fact #> '{body,supersedes}' IS NOT NULL;
END $$;

-- Keep a fact that could not be taken for a person to look at; the tape goes on.
CREATE OR REPLACE FUNCTION sync.set_aside(
  p_device sync.device, p_seq bigint, p_line text, p_state text, p_message text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_event_id uuid;
  v_is_stored boolean := false;
BEGIN
  BEGIN
    -- json, not jsonb: it reads the head of an envelope whose body jsonb cannot hold.
    INSERT INTO sync.inbox
      (store_id, event_id, device_id, incarnation, seq, kind, version, envelope, status)
    VALUES (p_device.store_id, (p_line::json ->> 'event_id')::uuid, p_device.device_id,
      p_device.incarnation, p_seq, p_line::json ->> 'kind', (p_line::json ->> 'version')::integer,
      p_line, 'dead')
    ON CONFLICT (store_id, event_id) DO NOTHING
    RETURNING event_id INTO v_event_id;
    v_is_stored := v_event_id IS NOT NULL;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    v_is_stored := false;
  END;
  INSERT INTO sync.dead_letter
    (device_id, incarnation, seq, event_id, raw, sqlstate, message, attempts)
  VALUES (p_device.device_id, p_device.incarnation, p_seq, v_event_id,
    CASE WHEN NOT v_is_stored THEN convert_to(p_line, 'UTF8') END, p_state, p_message, 1);
END $$;
