-- Stock is the sum of its movements, whoever writes them: a register's facts, the back office, the
-- web shop. The level follows in the same transaction, and the movement remembers what it left. Only
-- registers that sell one article at one moment do not wait for each other: see sync.uncounted below.

-- Of a central before this one.
DROP FUNCTION IF EXISTS sync.book_movements(sync.device, jsonb[]);
DROP FUNCTION IF EXISTS sync.moves_of(jsonb[]);
DROP FUNCTION IF EXISTS sync.lock_levels(jsonb[]);
DROP FUNCTION IF EXISTS sync.with_quantity_after(jsonb[]);
DROP FUNCTION IF EXISTS sync.move_levels(jsonb[]);

CREATE OR REPLACE FUNCTION sync.move_stock() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.stock_movements WHERE id = NEW.id) THEN
    RETURN NEW;  -- comes a second time; the insert will drop it
  END IF;
  UPDATE public.inventory_levels AS level
  SET on_hand = level.on_hand + NEW.quantity_delta, updated_at = now()
  WHERE level.variant_id = NEW.variant_id AND level.location_id = NEW.location_id
  RETURNING level.on_hand INTO NEW.quantity_after;
  IF NOT FOUND THEN
    INSERT INTO public.inventory_levels AS level (id, variant_id, location_id, on_hand)
    VALUES (sync.new_id(), NEW.variant_id, NEW.location_id, NEW.quantity_delta)
    ON CONFLICT (variant_id, location_id)
    DO UPDATE SET on_hand = level.on_hand + excluded.on_hand, updated_at = now()
    RETURNING level.on_hand INTO NEW.quantity_after;
  END IF;
  IF NEW.quantity_after < 0 AND NEW.quantity_after - NEW.quantity_delta >= 0 THEN
    PERFORM sync.note_negative(NEW);
  END IF;
  RETURN NEW;
END $$;

-- A movement took a level below zero: the sale stands, people are told.
CREATE OR REPLACE FUNCTION sync.note_negative(p_move public.stock_movements) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  VALUES (sync.new_id(), p_move.register_id, 'stock_movements', p_move.id, 'negative_stock',
          jsonb_build_object('variant_id', p_move.variant_id, 'location_id', p_move.location_id,
                             'on_hand', p_move.quantity_after));
END $$;

-- What a register sends moves its levels all at once, see below.
CREATE OR REPLACE TRIGGER move_stock BEFORE INSERT ON public.stock_movements
FOR EACH ROW WHEN (current_setting('sync.levels_are_moved', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION sync.move_stock();

-- Write the movements of a batch of facts: each level is locked once and changed once, however many
-- movements it has. Nobody waits for a level. A push keeps what it locked until its commit is on the
-- disk, so all tills that sell one article would take turns at the disk; where another one is at it,
-- the movements are written and left in sync.uncounted, for whoever comes next to count them.
CREATE OR REPLACE FUNCTION sync.book_movements(p_device sync.device, p_parts jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_moves public.stock_movements[] := sync.new_moves(p_parts);
  v_locked uuid[];
BEGIN
  IF v_moves IS NULL THEN
    RETURN;  -- all of them came before
  END IF;
  PERFORM sync.check_quantities(v_moves);
  PERFORM sync.begin_levels(v_moves);
  v_locked := sync.lock_free_levels(v_moves);
  v_moves := sync.with_quantity_after(v_moves, v_locked);
  PERFORM set_config('sync.levels_are_moved', 'on', true);
  PERFORM sync.insert_stock_movements(v_moves, p_device.store_id, p_device.device_id);
  PERFORM set_config('sync.levels_are_moved', 'off', true);
  PERFORM sync.move_levels(v_moves);
  PERFORM sync.leave_uncounted(v_moves);
END $$;

-- Whatever is left uncounted must be possible to count: a quantity that no shop can move is set aside with
-- its fact, before it can stand in the way of all tills. Millions of the largest ones fit into a level.
CREATE OR REPLACE FUNCTION sync.check_quantities(p_moves public.stock_movements[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(p_moves) AS m
             WHERE m.quantity_delta NOT BETWEEN -1000000000000 AND 1000000000000) THEN
    RAISE EXCEPTION USING
      ERRCODE = 'numeric_value_out_of_range', MESSAGE = 'more pieces than any shop can move';
  END IF;
END $$;

-- The movements of some parts that are not here yet, in their order; null when there is none.
CREATE OR REPLACE FUNCTION sync.new_moves(p_parts jsonb[]) RETURNS public.stock_movements[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    WITH given AS MATERIALIZED (
      SELECT m AS move, m.id, row_number() OVER () AS place
      FROM unnest(p_parts) AS part (part)
      CROSS JOIN jsonb_populate_recordset(
        jsonb_populate_record(NULL::public.stock_movements, part.part -> 2), part.part -> 1) AS m)
    SELECT array_agg(given.move ORDER BY given.place) FROM given
    WHERE NOT EXISTS (
        SELECT FROM given AS twin WHERE twin.id = given.id AND twin.place < given.place)
      -- By its key in any case: EXISTS may become a plan that reads all movements.
      AND (SELECT known.id FROM public.stock_movements known WHERE known.id = given.id) IS NULL);
END $$;

-- Levels that are not there yet begin at nothing.
CREATE OR REPLACE FUNCTION sync.begin_levels(p_moves public.stock_movements[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.inventory_levels (id, variant_id, location_id, on_hand)
  SELECT sync.new_id(), place.variant_id, place.location_id, 0
  FROM (SELECT DISTINCT m.variant_id, m.location_id FROM unnest(p_moves) AS m) AS place
  WHERE NOT EXISTS (
    SELECT FROM public.inventory_levels level
    WHERE level.variant_id = place.variant_id AND level.location_id = place.location_id)
  ORDER BY place.variant_id, place.location_id
  ON CONFLICT (variant_id, location_id) DO NOTHING;
END $$;

-- Lock the levels of some movements that nobody else holds, and return their keys. Each is looked up by
-- itself: joined, PostgreSQL might read all levels for a few.
CREATE OR REPLACE FUNCTION sync.lock_free_levels(p_moves public.stock_movements[]) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(
    SELECT level.id
    FROM (SELECT DISTINCT m.variant_id, m.location_id FROM unnest(p_moves) AS m) AS place
    CROSS JOIN LATERAL (
      SELECT l.id FROM public.inventory_levels l
      WHERE l.variant_id = place.variant_id AND l.location_id = place.location_id
      FOR UPDATE SKIP LOCKED) AS level);
END $$;

-- The movements with what each of them leaves on its level; null where that is not among p_levels,
-- which must be locked, and by a statement before: what it holds is read anew here. PostgreSQL cannot
-- know how many there are, and would compare each with each.
CREATE OR REPLACE FUNCTION sync.with_quantity_after(
  p_moves public.stock_movements[], p_levels uuid[]) RETURNS public.stock_movements[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
BEGIN
  RETURN (
    WITH given AS MATERIALIZED (
      SELECT m AS move, m.variant_id, m.location_id, m.quantity_delta, row_number() OVER () AS place
      FROM unnest(p_moves) AS m),
    summed AS (
      SELECT given.*, sum(given.quantity_delta) OVER (
        PARTITION BY given.variant_id, given.location_id ORDER BY given.place) AS moved
      FROM given)
    SELECT array_agg(
      jsonb_populate_record(
        summed.move, jsonb_build_object('quantity_after', level.on_hand + summed.moved))
      ORDER BY summed.place)
    FROM summed
    LEFT JOIN (
      SELECT l.variant_id, l.location_id, l.on_hand FROM public.inventory_levels l
      WHERE l.id = ANY (p_levels)) AS level USING (variant_id, location_id));
END $$;

-- Let the locked levels follow movements that say what they leave, and note where one fell below zero.
CREATE OR REPLACE FUNCTION sync.move_levels(p_moves public.stock_movements[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.inventory_levels AS level
  SET on_hand = level.on_hand + moved.quantity_delta, updated_at = now()
  FROM (
    SELECT m.variant_id, m.location_id, sum(m.quantity_delta) AS quantity_delta
    FROM unnest(p_moves) AS m WHERE m.quantity_after IS NOT NULL
    GROUP BY m.variant_id, m.location_id) AS moved
  WHERE level.variant_id = moved.variant_id AND level.location_id = moved.location_id;

  PERFORM sync.note_negative(m) FROM unnest(p_moves) AS m
  WHERE m.quantity_after < 0 AND m.quantity_after - m.quantity_delta >= 0;
END $$;

-- Leave movements for whoever counts next. Registers are shown a level with what is left there, so it
-- changes for them now.
CREATE OR REPLACE FUNCTION sync.leave_uncounted(p_moves public.stock_movements[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO sync.uncounted (movement_id, variant_id, location_id, quantity_delta)
  SELECT m.id, m.variant_id, m.location_id, m.quantity_delta
  FROM unnest(p_moves) AS m WHERE m.quantity_after IS NULL;
  IF FOUND THEN
    INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
    SELECT DISTINCT coalesce(place.store_id, sync.every_store()), 'inventory_levels', level.id
    FROM unnest(p_moves) AS m
    JOIN public.inventory_levels level
      ON level.variant_id = m.variant_id AND level.location_id = m.location_id
    JOIN public.locations place ON place.id = m.location_id
    WHERE m.quantity_after IS NULL;
    PERFORM sync.ring();
  END IF;
END $$;

-- How much was moved of an article at a place that its level does not contain yet.
CREATE OR REPLACE FUNCTION sync.sum_uncounted(p_variant uuid, p_location uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(u.quantity_delta), 0)::bigint FROM sync.uncounted u
  WHERE u.variant_id = p_variant AND u.location_id = p_location
$$;

-- Count what was left. Registers do so with each round, a worker each minute. A level that somebody
-- holds stays for the next one: nobody waits.
CREATE OR REPLACE FUNCTION sync.count_what_was_left() RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN sync.count_levels(ARRAY(
    SELECT level.id
    FROM (SELECT DISTINCT u.variant_id, u.location_id FROM sync.uncounted u) AS place
    CROSS JOIN LATERAL (
      SELECT l.id FROM public.inventory_levels l
      WHERE l.variant_id = place.variant_id AND l.location_id = place.location_id
      FOR UPDATE SKIP LOCKED) AS level));
END $$;

-- The same for one article wherever it lies, and its levels are held: for whoever needs the true figure.
CREATE OR REPLACE FUNCTION sync.hold_true_levels(p_variant uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.count_levels(ARRAY(
    SELECT level.id FROM public.inventory_levels level
    WHERE level.variant_id = p_variant ORDER BY level.location_id FOR UPDATE));
END $$;

-- Count what was left at some levels, which must be locked. Returns how many movements that were.
CREATE OR REPLACE FUNCTION sync.count_levels(p_levels uuid[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_moves public.stock_movements[];
BEGIN
  WITH taken AS (
    DELETE FROM sync.uncounted u USING public.inventory_levels level
    WHERE level.id = ANY (p_levels)
      AND u.variant_id = level.variant_id AND u.location_id = level.location_id
    RETURNING u.movement_id)
  SELECT array_agg(m ORDER BY m.id) INTO v_moves
  FROM taken JOIN public.stock_movements m ON m.id = taken.movement_id;
  IF v_moves IS NULL THEN
    RETURN 0;
  END IF;
  v_moves := sync.with_quantity_after(v_moves, p_levels);
  UPDATE public.stock_movements m SET quantity_after = counted.quantity_after
  FROM unnest(v_moves) AS counted WHERE m.id = counted.id;
  PERFORM sync.move_levels(v_moves);
  RETURN cardinality(v_moves);
END $$;

-- A movement is posted and stays as it is; what it left is filled in once, when it is counted.
CREATE OR REPLACE FUNCTION sync.is_only_counted(
  p_before public.stock_movements, p_after public.stock_movements) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_before.quantity_after IS NULL
    AND to_jsonb(p_before) - 'quantity_after' = to_jsonb(p_after) - 'quantity_after'
$$;

CREATE OR REPLACE TRIGGER stock_movements_refuse_update BEFORE UPDATE ON public.stock_movements
FOR EACH ROW WHEN (NOT sync.is_only_counted(OLD, NEW)) EXECUTE FUNCTION public.refuse_change();
