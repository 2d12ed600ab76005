-- Carts and reservations have an end. A cart that is over is hidden by the views at once and deleted by
-- a job; what was held for it or for an order that nobody paid is free for others again.

-- Returns how many were deleted. The held sales of tills are no business of this one.
CREATE OR REPLACE FUNCTION shop.clear_carts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_over uuid[];
BEGIN
  SELECT array_agg(id) INTO v_over FROM (
    SELECT id FROM public.carts
    WHERE channel = 'online' AND expires_at <= now() AND status IN ('open', 'abandoned')
    ORDER BY id FOR UPDATE SKIP LOCKED) AS over_ones;
  UPDATE public.stock_reservations SET status = 'released'
  WHERE cart_id = ANY (v_over) AND status = 'active';
  DELETE FROM public.carts WHERE id = ANY (v_over);
  RETURN coalesce(cardinality(v_over), 0);
END $$;

-- Returns how many reservations ended.
CREATE OR REPLACE FUNCTION shop.expire_reservations() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH over AS (
    SELECT id FROM public.stock_reservations
    WHERE status = 'active' AND expires_at <= now()
    ORDER BY id FOR UPDATE SKIP LOCKED),
  ended AS (
    UPDATE public.stock_reservations r SET status = 'expired'
    FROM over WHERE r.id = over.id RETURNING 1)
  SELECT count(*) FROM ended
$$;
