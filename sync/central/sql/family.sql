-- Children of customers, asked by a till while it has a line: it keeps nothing of the answer. What a till
-- hears is an age band, of those whose parent agreed; names, birth dates and genders never leave.

-- The age in whole months falls into one of these bands, closed below, open above; null has no end.
CREATE OR REPLACE FUNCTION sync.age_band(p_months integer, OUT months_from integer, OUT months_to integer)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT b.lower_end, b.upper_end
  FROM (VALUES (-12, 0), (0, 3), (3, 6), (6, 12), (12, 18), (18, 24), (24, 36), (36, 48), (48, 72),
               (72, 96), (96, 120), (120, 144), (144, NULL)) AS b (lower_end, upper_end)
  WHERE p_months >= b.lower_end AND (p_months < b.upper_end OR b.upper_end IS NULL)
$$;

-- Whole months from a birth to a day; below 0 before it.
CREATE OR REPLACE FUNCTION sync.months_between(p_birth date, p_day date) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (12 * (extract(year FROM p_day) - extract(year FROM p_birth))
    + extract(month FROM p_day) - extract(month FROM p_birth)
    - CASE WHEN extract(day FROM p_day) < extract(day FROM p_birth) THEN 1 ELSE 0 END)::integer
$$;

-- Returns [{id, months_from, months_to, purpose, keep_until}, …], the youngest first.
CREATE OR REPLACE FUNCTION sync_api.children(p_incarnation integer, p_user uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
BEGIN
  PERFORM sync.check_life(v_device, p_incarnation);
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', c.id, 'months_from', band.months_from, 'months_to', band.months_to,
      'purpose', c.purpose, 'keep_until', c.keep_until) ORDER BY c.birth_date DESC, c.id), '[]')
    FROM public.children c
    JOIN public.users u ON u.id = c.user_id
    CROSS JOIN sync.age_band(sync.months_between(c.birth_date, current_date)) AS band
    WHERE coalesce(u.merged_into_id, u.id) = p_user AND c.consented_at IS NOT NULL
      AND c.purpose IS NOT NULL AND c.keep_until >= current_date);
END $$;

-- A parent tells of a child, or something else of one. p_child: {id, birth_month, purpose, keep_until}
-- Returns done, not_allowed or no_customer.
CREATE OR REPLACE FUNCTION sync_api.note_child(
  p_incarnation integer, p_user uuid, p_child jsonb, p_staff uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_id uuid := (p_child ->> 'id')::uuid;
  v_answer text := sync.may_tend(v_device, p_user, p_staff);
BEGIN
  PERFORM sync.check_life(v_device, p_incarnation);
  IF v_answer <> 'done' THEN
    RETURN v_answer;
  END IF;
  INSERT INTO public.children AS kept (id, user_id, birth_date, purpose, keep_until, consented_at)
  VALUES (v_id, p_user, (p_child ->> 'birth_month')::date, p_child ->> 'purpose',
          (p_child ->> 'keep_until')::date, now())
  ON CONFLICT (id) DO UPDATE SET
    birth_date = excluded.birth_date, purpose = excluded.purpose, keep_until = excluded.keep_until,
    consented_at = excluded.consented_at, updated_at = now()
  WHERE kept.user_id = p_user;
  PERFORM sync.note_tending(v_device, 'child.noted', v_id, p_staff);
  RETURN v_answer;
END $$;

-- Forgetting twice is once. Returns done, not_allowed or no_customer.
CREATE OR REPLACE FUNCTION sync_api.forget_child(
  p_incarnation integer, p_user uuid, p_child uuid, p_staff uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_device sync.device := sync.current_device();
  v_answer text := sync.may_tend(v_device, p_user, p_staff);
BEGIN
  PERFORM sync.check_life(v_device, p_incarnation);
  IF v_answer <> 'done' THEN
    RETURN v_answer;
  END IF;
  DELETE FROM public.children c USING public.users u
  WHERE c.id = p_child AND u.id = c.user_id AND coalesce(u.merged_into_id, u.id) = p_user;
  IF FOUND THEN
    PERFORM sync.note_tending(v_device, 'child.forgotten', p_child, p_staff);
  END IF;
  RETURN v_answer;
END $$;

-- Whether the person at the till may change customers, which is asked of central's own books, and whether
-- there is this one.
CREATE OR REPLACE FUNCTION sync.may_tend(p_device sync.device, p_user uuid, p_staff uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN NOT sync.may(p_staff, p_device.store_id, 'customer.edit') THEN 'not_allowed'
    WHEN NOT EXISTS (
      SELECT FROM public.users u
      WHERE u.id = p_user AND NOT u.is_system AND u.deleted_at IS NULL AND u.merged_into_id IS NULL
        AND NOT EXISTS (SELECT FROM public.staff s WHERE s.user_id = u.id)) THEN 'no_customer'
    ELSE 'done' END
$$;

CREATE OR REPLACE FUNCTION sync.note_tending(
  p_device sync.device, p_action text, p_child uuid, p_staff uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_log
    (id, actor_id, actor_type, action, target_type, target_id, store_id, register_id)
  VALUES (sync.new_id(), p_staff, 'user', p_action, 'children', p_child::text,
          p_device.store_id, p_device.device_id)
$$;

-- What was kept long enough goes. Returns how many it were.
CREATE OR REPLACE FUNCTION sync.forget_children() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM public.children WHERE keep_until < current_date RETURNING 1)
  SELECT count(*) FROM gone
$$;
