-- What customers say of products.

-- Whether a new review is shown at once: setting reviews.auto_approve, no at first.
CREATE OR REPLACE FUNCTION shop.approves_reviews() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT (g.value #>> '{}')::boolean FROM public.settings g
    WHERE g.scope = 'global' AND g.key = 'reviews.auto_approve'), false)
$$;
