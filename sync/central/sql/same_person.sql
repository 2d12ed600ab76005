-- One person whom two tills met while they were apart: the phone, e-mail or card number that belongs to
-- somebody already stays there; the second record is kept without it and points at the first, and what
-- comes under the second is the first one's from then on.

-- Insert people that a register added, one after the other: two of one batch may be the same.
CREATE OR REPLACE FUNCTION sync.insert_people(p_device sync.device, p_rows jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_row jsonb;
BEGIN
  FOREACH v_row IN ARRAY p_rows LOOP
    PERFORM sync.insert_users(
      ARRAY[sync.part_of('users', sync.settle_person(p_device, v_row))],
      p_device.store_id, p_device.device_id);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION sync.settle_person(p_device sync.device, p_row jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := (p_row ->> 'id')::uuid;
  v_names text[] := sync.belonging_to_others(v_id, p_row);
  v_first public.users;
  v_without jsonb;
BEGIN
  IF v_names = '{}' OR EXISTS (SELECT FROM public.users u WHERE u.id = v_id) THEN
    RETURN p_row;
  END IF;
  SELECT f.* INTO v_first FROM public.users u
  JOIN public.users f ON f.id = coalesce(u.merged_into_id, u.id)
  WHERE u.email = p_row ->> 'email' OR u.phone = p_row ->> 'phone'
     OR u.customer_no = p_row ->> 'customer_no'
  ORDER BY u.created_at, u.id LIMIT 1;
  SELECT jsonb_object_agg(n.name, NULL) INTO v_without FROM unnest(v_names) AS n (name);
  -- Somebody who was deleted keeps the value, but nobody is folded into them.
  IF v_first.deleted_at IS NULL THEN
    v_without := v_without || jsonb_build_object('merged_into_id', v_first.id);
  END IF;
  PERFORM sync.note_same_person(p_device, v_id, v_names, p_row, v_first);
  RETURN p_row || v_without;
END $$;

CREATE OR REPLACE FUNCTION sync.note_same_person(
  p_device sync.device, p_id uuid, p_names text[], p_row jsonb, p_first public.users) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sync_conflicts
    (id, register_id, table_name, row_id, kind, central_data, register_data, resolution)
  SELECT sync.new_id(), p_device.device_id, 'users', p_id, 'unique_clash',
    jsonb_build_object('name', p_first.name, 'person_id', p_first.id),
    jsonb_object_agg(n.name, p_row -> n.name) || jsonb_build_object('name', p_row -> 'name'),
    CASE WHEN p_first.deleted_at IS NULL THEN 'merged' ELSE 'central_kept' END
  FROM unnest(p_names) AS n (name)
$$;

-- Which of the values that only one person can have belong to somebody else.
CREATE OR REPLACE FUNCTION sync.belonging_to_others(p_id uuid, p_values jsonb) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT FROM public.users u WHERE u.email = p_values ->> 'email' AND u.id <> p_id)
      THEN 'email' END,
    CASE WHEN EXISTS (SELECT FROM public.users u WHERE u.phone = p_values ->> 'phone' AND u.id <> p_id)
      THEN 'phone' END,
    CASE WHEN EXISTS (SELECT FROM public.users u
                      WHERE u.customer_no = p_values ->> 'customer_no' AND u.id <> p_id)
      THEN 'customer_no' END], NULL)
$$;

-- What comes later under the second record, from a till that does not know yet, is the first one's.
CREATE OR REPLACE FUNCTION sync.give_to_first() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.user_id := coalesce(
    (SELECT u.merged_into_id FROM public.users u WHERE u.id = NEW.user_id), NEW.user_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER give_to_first BEFORE INSERT ON public.orders
FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION sync.give_to_first();

CREATE OR REPLACE TRIGGER give_to_first BEFORE INSERT ON public.addresses
FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION sync.give_to_first();

CREATE OR REPLACE TRIGGER give_to_first BEFORE INSERT ON public.carts
FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND NEW.channel = 'register')
EXECUTE FUNCTION sync.give_to_first();

-- Somebody folds two records into one. Where that one was folded meanwhile, the last one is meant; and
-- where two tills folded the same records the other way round, the first who came is right: the second
-- till gets its record back.
CREATE OR REPLACE FUNCTION sync.lead_to_last() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_last uuid := (SELECT coalesce(u.merged_into_id, u.id) FROM public.users u
                  WHERE u.id = NEW.merged_into_id);
BEGIN
  IF v_last IS DISTINCT FROM NEW.id THEN
    NEW.merged_into_id := v_last;
  ELSE
    NEW.merged_into_id := OLD.merged_into_id;
    INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
    VALUES (sync.every_store(), 'users', NEW.id);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER lead_to_last BEFORE UPDATE ON public.users
FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL
  AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
EXECUTE FUNCTION sync.lead_to_last();

-- What is there already goes along. A person has one open cart in the web shop, so the second one's
-- stays where it is and runs out.
CREATE OR REPLACE FUNCTION sync.follow_merge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.orders SET user_id = NEW.merged_into_id WHERE user_id = NEW.id;
  UPDATE public.addresses SET user_id = NEW.merged_into_id, is_default = false WHERE user_id = NEW.id;
  UPDATE public.carts SET user_id = NEW.merged_into_id
  WHERE user_id = NEW.id AND NOT (channel = 'online' AND status = 'open');
  UPDATE public.stored_value_accounts SET user_id = NEW.merged_into_id WHERE user_id = NEW.id;
  UPDATE public.children SET user_id = NEW.merged_into_id WHERE user_id = NEW.id;
  UPDATE public.users SET merged_into_id = NEW.merged_into_id WHERE merged_into_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_merge AFTER UPDATE ON public.users
FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL
  AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
EXECUTE FUNCTION sync.follow_merge();
