-- Visits to the web shop: a guest's, or somebody's who signed in. The browser holds the secret, central
-- its hash. Each sign of life makes a session last longer.

CREATE OR REPLACE FUNCTION shop.session_lifetime() RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT interval '30 days'
$$;

-- p_user_id: null for a guest. Returns the secret, this once.
CREATE OR REPLACE FUNCTION shop.open_session(p_user_id uuid DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_secret text := shop.new_secret();
BEGIN
  INSERT INTO public.sessions (id, token_hash, user_id, expires_at)
  VALUES (sync.new_id(), shop.hash(v_secret), p_user_id, now() + shop.session_lifetime());
  RETURN v_secret;
END $$;

-- Returns the session, which is null in all columns when it is over or was never there.
CREATE OR REPLACE FUNCTION shop.touch_session(p_secret text) RETURNS public.sessions
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.sessions
  SET last_activity_at = now(), expires_at = now() + shop.session_lifetime()
  WHERE token_hash = shop.hash(p_secret) AND expires_at > now()
  RETURNING *
$$;

-- A guest's basket goes with the session; a person's own belongs to the person already.
CREATE OR REPLACE FUNCTION shop.attach_cart(p_secret text, p_cart_id uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH attached AS (
    UPDATE public.sessions s SET cart_id = p_cart_id
    FROM public.carts c
    WHERE s.token_hash = shop.hash(p_secret) AND s.expires_at > now() AND c.id = p_cart_id
      AND (c.user_id IS NULL OR c.user_id = s.user_id)
    RETURNING 1)
  SELECT EXISTS (SELECT FROM attached)
$$;

CREATE OR REPLACE FUNCTION shop.end_session(p_secret text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH ended AS (
    DELETE FROM public.sessions WHERE token_hash = shop.hash(p_secret) RETURNING 1)
  SELECT EXISTS (SELECT FROM ended)
$$;

CREATE OR REPLACE FUNCTION shop.clear_sessions() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM public.sessions WHERE expires_at <= now() RETURNING 1)
  SELECT count(*) FROM gone
$$;
