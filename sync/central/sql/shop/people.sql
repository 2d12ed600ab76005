-- People and addresses that a web shop writes.

-- p_hash: a full modular string as the web shop made it; a password in the clear is refused.
CREATE OR REPLACE FUNCTION shop.set_password(p_user uuid, p_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_hash IS NULL OR p_hash = '!' THEN
    RETURN;  -- what a view shows to those who may not see hashes
  ELSIF p_hash !~ '^(\$2[aby]\$|\$argon2id\$|pbkdf2_sha256\$|bcrypt_sha256\$|argon2\$)' THEN
    PERFORM shop.refuse('a password must come as a hash, never in the clear',
                        'Give a bcrypt, argon2id or PBKDF2 string.');
  END IF;
  INSERT INTO public.user_credentials AS kept (user_id, password_hash) VALUES (p_user, p_hash)
  ON CONFLICT (user_id) DO UPDATE
  SET password_hash = excluded.password_hash, password_changed_at = now(), updated_at = now()
  WHERE kept.password_hash <> excluded.password_hash;
END $$;

-- The one role of somebody in a seed that knows one: customers have none of the others.
CREATE OR REPLACE FUNCTION shop.set_role(p_user uuid, p_code text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_role uuid := (SELECT r.id FROM public.roles r WHERE r.code = lower(p_code));
BEGIN
  IF v_role IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
      MESSAGE = format('there is no role %s', p_code),
      HINT = 'There are: ' || (SELECT string_agg(r.code, ', ' ORDER BY r.rank) FROM public.roles r);
  END IF;
  DELETE FROM public.user_roles WHERE user_id = p_user AND role_id <> v_role;
  INSERT INTO public.user_roles (id, user_id, role_id) VALUES (sync.new_id(), p_user, v_role)
  ON CONFLICT (user_id, role_id) DO NOTHING;
END $$;

-- Somebody leaves: they are no longer shown as active, and history goes on pointing at them.
CREATE OR REPLACE FUNCTION shop.remove_user(p_user uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.users u WHERE u.id = p_user AND u.is_system) THEN
    PERFORM shop.refuse('the walk-in customer and service accounts stay');
  END IF;
  UPDATE public.users SET is_active = false, deleted_at = coalesce(deleted_at, now()), updated_at = now()
  WHERE id = p_user;
  DELETE FROM public.user_credentials WHERE user_id = p_user;
  UPDATE public.addresses SET deleted_at = coalesce(deleted_at, now()), updated_at = now()
  WHERE user_id = p_user;
END $$;

-- A person has one default address of a kind: the newest wish wins.
CREATE OR REPLACE FUNCTION shop.follow_default_address() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.addresses SET is_default = false, updated_at = now()
  WHERE user_id = NEW.user_id AND id <> NEW.id AND is_default AND type = NEW.type;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_default AFTER INSERT OR UPDATE OF is_default ON public.addresses
FOR EACH ROW WHEN (NEW.is_default AND NEW.user_id IS NOT NULL)
EXECUTE FUNCTION shop.follow_default_address();
