-- What customers say of products, and wish for.

-- Whether a new review is shown at once: setting reviews.auto_approve, no at first.
CREATE OR REPLACE FUNCTION shop.approves_reviews() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT (g.value #>> '{}')::boolean FROM public.settings g
    WHERE g.scope = 'global' AND g.key = 'reviews.auto_approve'), false)
$$;

-- The list of wishes of a person, made when there is none.
CREATE OR REPLACE FUNCTION shop.open_wishlist(p_user_id uuid, p_id uuid DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := (SELECT w.id FROM public.wishlists w WHERE w.user_id = p_user_id);
BEGIN
  IF v_id IS NULL THEN
    INSERT INTO public.wishlists (id, user_id) VALUES (coalesce(p_id, sync.new_id()), p_user_id)
    RETURNING id INTO v_id;
  END IF;
  RETURN v_id;
END $$;
