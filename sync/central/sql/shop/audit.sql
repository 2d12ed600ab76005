-- Who did what at headquarters: staff, roles, settings, prices, stock booked by hand. Triggers write it,
-- so nobody is left out who writes past the program. Entries are never altered.

-- The person on whose behalf this session works (setting app.user_id); null: the login itself.
CREATE OR REPLACE FUNCTION shop.actor() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT u.id FROM public.users u
          WHERE u.id = nullif(current_setting('app.user_id', true), '')::uuid);
EXCEPTION WHEN invalid_text_representation THEN
  RETURN NULL;
END $$;

-- What differs between two states of a row, as {"field": [before, after]}; what proves who somebody is
-- stays out of it.
CREATE OR REPLACE FUNCTION shop.difference(p_before jsonb, p_after jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(f.name, CASE
    WHEN f.name LIKE '%\_hash' THEN '["hidden", "hidden"]'::jsonb
    ELSE jsonb_build_array(p_before -> f.name, p_after -> f.name) END), '{}')
  FROM jsonb_object_keys(coalesce(p_before, '{}') || coalesce(p_after, '{}')) AS f (name)
  WHERE p_before -> f.name IS DISTINCT FROM p_after -> f.name
    AND f.name NOT IN ('updated_at', 'row_version', 'created_at')
$$;

CREATE OR REPLACE FUNCTION shop.audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  v_after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  v_row jsonb := coalesce(v_after, v_before);
  v_difference jsonb := shop.difference(v_before, v_after);
  v_actor uuid := shop.actor();
BEGIN
  IF v_difference = '{}' THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.audit_log
    (id, actor_id, actor_type, actor_email, action, target_type, target_id, metadata, store_id)
  SELECT sync.new_id(), v_actor, CASE WHEN v_actor IS NULL THEN 'system' ELSE 'user' END,
    (SELECT u.email FROM public.users u WHERE u.id = v_actor),
    TG_TABLE_NAME || '.' || lower(TG_OP), TG_TABLE_NAME, coalesce(v_row ->> 'id', v_row ->> 'user_id'),
    jsonb_build_object('changed', v_difference, 'login', session_user),
    (SELECT s.id FROM public.stores s
     WHERE s.id = coalesce(v_row ->> 'store_id', v_row ->> 'home_store_id')::uuid);
  RETURN NULL;
END $$;

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['staff', 'roles', 'user_roles', 'settings'] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.%I
       FOR EACH ROW EXECUTE FUNCTION shop.audit()', v_table);
  END LOOP;
END $$;

CREATE OR REPLACE TRIGGER audit_price AFTER UPDATE ON public.variants
FOR EACH ROW WHEN ((OLD.price_cents, OLD.compare_at_price_cents, OLD.cost_cents)
  IS DISTINCT FROM (NEW.price_cents, NEW.compare_at_price_cents, NEW.cost_cents))
EXECUTE FUNCTION shop.audit();
-- What a register books has its own journal; sales and receipts of goods are no news.
CREATE OR REPLACE TRIGGER audit_stock AFTER INSERT ON public.stock_movements
FOR EACH ROW WHEN (NEW.register_id IS NULL AND NEW.kind IN ('adjustment', 'count', 'write_off'))
EXECUTE FUNCTION shop.audit();

-- Entries older than this may be deleted, by whoever has the right to; no other change is possible.
CREATE OR REPLACE FUNCTION shop.audit_kept() RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT interval '2 years'
$$;

CREATE OR REPLACE FUNCTION shop.keep_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.created_at < now() - shop.audit_kept() THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION USING
    ERRCODE = 'restrict_violation', MESSAGE = 'the audit log is never altered',
    HINT = format('Entries may be deleted when they are older than %s.', shop.audit_kept());
END $$;

CREATE OR REPLACE TRIGGER keep_audit BEFORE UPDATE OR DELETE ON public.audit_log
FOR EACH ROW EXECUTE FUNCTION shop.keep_audit();
