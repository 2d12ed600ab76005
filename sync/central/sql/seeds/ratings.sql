-- How products are rated, kept ready: seed s4 ranks all products for every visitor of its shop, and would
-- read all reviews each time. Where one product is shown, its reviews are read as they are.

CREATE MATERIALIZED VIEW IF NOT EXISTS compat.product_rating AS
SELECT product_id, avg(rating) AS rating
FROM public.reviews WHERE is_approved GROUP BY product_id;

-- Unique, so that it can be refreshed while it is read.
CREATE UNIQUE INDEX IF NOT EXISTS product_rating_product ON compat.product_rating (product_id);

-- What was worked out ahead is worked out again; readers go on with the old figures until it is done.
-- Returns how many products have a rating.
CREATE OR REPLACE FUNCTION sync.refresh_summaries() RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY compat.product_rating;
  RETURN (SELECT count(*) FROM compat.product_rating);
END $$;

REVOKE ALL ON FUNCTION sync.refresh_summaries() FROM PUBLIC;

SELECT sync.refresh_summaries();
