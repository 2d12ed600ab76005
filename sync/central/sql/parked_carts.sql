-- Parked carts of a store's tills. One never changes: the till that takes it up first holds it from then
-- on, and goes on with a copy. What two tills took up while they were apart stays with both of them, and
-- a person is told (split); most of all when both sold it.

-- The first till gets it. Returns whether this one has it now.
CREATE OR REPLACE FUNCTION sync.hand_over_cart(p_device sync.device, p_cart uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_holder uuid;
BEGIN
  UPDATE public.carts SET locked_by_register_id = coalesce(locked_by_register_id, p_device.device_id)
  WHERE id = p_cart RETURNING locked_by_register_id INTO v_holder;
  RETURN v_holder IS NOT DISTINCT FROM p_device.device_id;
END $$;

-- A till asks for a parked cart before it goes on with it.
-- Returns {state, register}: yours; held, by that register; gone; or unknown, which one that was parked a
-- moment ago may be.
CREATE OR REPLACE FUNCTION sync_api.take_cart(p_incarnation integer, p_cart uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_cart public.carts;
BEGIN
  PERFORM sync.check_life(v_device, p_incarnation);
  SELECT * INTO v_cart FROM public.carts c
  WHERE c.id = p_cart AND c.store_id = v_device.store_id AND c.channel = 'register' FOR UPDATE;
  IF v_cart.id IS NULL THEN
    RETURN jsonb_build_object('state', 'unknown', 'register', '');
  ELSIF v_cart.status <> 'parked' THEN
    RETURN jsonb_build_object('state', 'gone', 'register', '');
  ELSIF sync.hand_over_cart(v_device, p_cart) THEN
    RETURN jsonb_build_object('state', 'yours', 'register', '');
  END IF;
  RETURN jsonb_build_object('state', 'held', 'register',
    (SELECT r.code FROM public.registers r WHERE r.id = v_cart.locked_by_register_id));
END $$;

-- A shop that worked alone brought what was open at its till along. When that is parked, it is written
-- anew.
CREATE OR REPLACE FUNCTION sync.forget_open_carts(p_device sync.device, p_rows jsonb[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.carts c USING unnest(p_rows) AS given (row)
  WHERE c.id = (given.row ->> 'id')::uuid AND c.register_id = p_device.device_id
    AND c.channel = 'register' AND c.status = 'open'
$$;

-- A till took a parked cart up, or ended one: it sold it, gave it up, or parked it again as another.
CREATE OR REPLACE FUNCTION sync.change_cart(
  p_device sync.device, p_event_id uuid, p_change jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_after jsonb := p_change -> 3;
  v_cart public.carts;
BEGIN
  SELECT * INTO v_cart FROM public.carts WHERE id = (p_change ->> 1)::uuid FOR UPDATE;
  IF v_cart.id IS NULL THEN
    RAISE EXCEPTION USING
      ERRCODE = 'foreign_key_violation', MESSAGE = 'carts: no such row to change';
  ELSIF v_cart.store_id IS DISTINCT FROM p_device.store_id OR v_cart.channel <> 'register'
    OR (v_after ->> 'locked_by_register_id')::uuid <> p_device.device_id
  THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = 'carts: the row belongs to another register or store';
  ELSIF v_after ? 'status' THEN
    PERFORM sync.end_cart(p_device, v_cart, v_after ->> 'status');
  ELSIF NOT sync.hand_over_cart(p_device, v_cart.id) THEN
    PERFORM sync.note_split_cart(p_device, p_event_id, v_cart);
  END IF;
END $$;

-- Who holds it ends it; one that nobody took up may be given up by any till. A sale counts whoever made
-- it: what was paid is never offered again.
CREATE OR REPLACE FUNCTION sync.end_cart(
  p_device sync.device, p_cart public.carts, p_status text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_is_holder boolean := coalesce(p_cart.locked_by_register_id = p_device.device_id, true);
BEGIN
  IF p_status = 'checked_out' THEN
    PERFORM sync.note_sold_copy(p_cart.id, p_device.device_id, v_is_holder);
  END IF;
  UPDATE public.carts SET status = p_status
  WHERE id = p_cart.id AND status <> 'checked_out' AND (v_is_holder OR p_status = 'checked_out');
END $$;

-- Two tills have taken it up: both keep what they have.
CREATE OR REPLACE FUNCTION sync.note_split_cart(
  p_device sync.device, p_event_id uuid, p_cart public.carts) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sync_conflicts
    (id, register_id, op_id, table_name, row_id, kind, central_data, register_data, resolution)
  SELECT sync.new_id(), p_device.device_id, p_event_id, 'carts', p_cart.id, 'field_clash',
    jsonb_build_object('label', p_cart.label, 'total_cents', p_cart.total_cents,
      'till', (SELECT r.code FROM public.registers r WHERE r.id = p_cart.locked_by_register_id),
      'is_sold', p_cart.status = 'checked_out'),
    jsonb_build_object('label', p_cart.label, 'total_cents', p_cart.total_cents,
      'till', (SELECT r.code FROM public.registers r WHERE r.id = p_device.device_id),
      'is_sold', false),
    'split'
$$;

-- One of the two sold it. When the other one has, too, it is shown again, whoever noted it as seen.
CREATE OR REPLACE FUNCTION sync.note_sold_copy(
  p_cart uuid, p_register uuid, p_is_holder boolean) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.sync_conflicts c SET
    central_data = sold.there, register_data = sold.here,
    resolved_at = CASE WHEN sold.is_twice THEN NULL ELSE c.resolved_at END,
    resolved_by = CASE WHEN sold.is_twice THEN NULL ELSE c.resolved_by END
  FROM (
    SELECT noted.id, noted.there, noted.here,
      (noted.there ->> 'is_sold')::boolean AND (noted.here ->> 'is_sold')::boolean AS is_twice
    FROM (
      SELECT b.id,
        CASE WHEN p_is_holder THEN b.central_data || '{"is_sold": true}' ELSE b.central_data END AS there,
        CASE WHEN p_is_holder THEN b.register_data ELSE b.register_data || '{"is_sold": true}' END AS here
      FROM public.sync_conflicts b
      WHERE b.table_name = 'carts' AND b.row_id = p_cart AND b.resolution = 'split'
        AND (p_is_holder OR b.register_id = p_register)) AS noted) AS sold
  WHERE c.id = sold.id
$$;

-- Parked carts whose till did not end them a day after their time are given up; what ended a month ago
-- goes. Returns how many it were.
CREATE OR REPLACE FUNCTION sync.clear_parked_carts() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH given_up AS (
    UPDATE public.carts SET status = 'abandoned'
    WHERE channel = 'register' AND status = 'parked' AND expires_at < now() - interval '1 day'
    RETURNING 1),
  gone AS (
    DELETE FROM public.carts
    WHERE channel = 'register' AND status IN ('checked_out', 'abandoned')
      AND updated_at < now() - interval '30 days'
    RETURNING 1)
  SELECT (SELECT count(*) FROM given_up) + (SELECT count(*) FROM gone)
$$;
