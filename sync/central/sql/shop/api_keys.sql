-- Keys of programs that work for the shop. A key is shown once; its first part names it in lists, the
-- rest is secret. What it may do are its scopes, plain words that the web shop's server asks for.

-- Returns the key, this once: ct_ and 64 hexadecimal digits of 244 random bits.
CREATE OR REPLACE FUNCTION shop.issue_api_key(
  p_user_id uuid, p_name text, p_scopes text[], p_expires_at timestamptz DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key text := 'ct_' || shop.new_secret();
BEGIN
  INSERT INTO public.api_keys (id, user_id, key_hash, name, scopes, expires_at)
  VALUES (sync.new_id(), p_user_id, shop.hash(v_key), format('%s (%s…)', p_name, left(v_key, 9)),
          to_jsonb(p_scopes), p_expires_at);
  RETURN v_key;
END $$;

-- Returns whose key it is; refuses a key that is not known, over, revoked, or lacks the scope. All but
-- the last are told apart by nobody from outside. The scope * stands for all.
CREATE OR REPLACE FUNCTION shop.authenticate_api_key(p_key text, p_scope text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key public.api_keys;
BEGIN
  UPDATE public.api_keys k SET last_used_at = now()
  FROM public.users u
  WHERE k.key_hash = shop.hash(p_key) AND k.is_active AND k.revoked_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > now())
    AND u.id = k.user_id AND u.is_active AND u.deleted_at IS NULL
  RETURNING k.* INTO v_key;
  IF v_key.id IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'CT400', MESSAGE = 'this key opens nothing',
      HINT = 'It may be mistyped, over or revoked: issue another.';
  ELSIF NOT v_key.scopes ?| ARRAY[p_scope, '*'] THEN
    RAISE EXCEPTION USING ERRCODE = 'CT400', MESSAGE = format('this key may not %s', p_scope),
      HINT = 'Issue a key that has this scope.';
  END IF;
  RETURN v_key.user_id;
END $$;

-- Returns whether it was valid until now.
CREATE OR REPLACE FUNCTION shop.revoke_api_key(p_id uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH revoked AS (
    UPDATE public.api_keys SET is_active = false, revoked_at = now()
    WHERE id = p_id AND revoked_at IS NULL RETURNING 1)
  SELECT EXISTS (SELECT FROM revoked)
$$;
