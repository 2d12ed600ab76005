-- Second names of the views: lower case for the seeds that spell theirs with capitals, snake_case for
-- the tables that the SQL chapters of seed s4 name. A twin can be read and written like its view.

-- p_spelling: how a column is spelled in the twin: 'same' or 'snake'
CREATE OR REPLACE FUNCTION compat.make_twin(
  p_schema text, p_view text, p_twin text, p_spelling text, p_more_columns text DEFAULT '',
  p_more_from text DEFAULT '') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_columns text;
BEGIN
  SELECT string_agg(
    format('t.%I AS %I', a.attname,
      CASE p_spelling WHEN 'snake'
        THEN lower(regexp_replace(a.attname, '([a-z0-9])([A-Z])', '\1_\2', 'g')) ELSE a.attname END),
    ', ' ORDER BY a.attnum)
  INTO v_columns
  FROM pg_attribute a
  WHERE a.attrelid = format('%I.%I', p_schema, p_view)::regclass
    AND a.attnum > 0 AND NOT a.attisdropped;
  EXECUTE format(
    'CREATE OR REPLACE VIEW %1$I.%2$I WITH (security_invoker = true) AS
     SELECT %4$s%5$s FROM %1$I.%3$I t%6$s',
    p_schema, p_twin, p_view, v_columns, p_more_columns, p_more_from);
END $$;

SELECT count(compat.make_twin(v.schemaname, v.viewname, lower(v.viewname), 'same'))
FROM pg_views v
WHERE v.schemaname IN ('ecommerce', 'bakery') AND v.viewname <> lower(v.viewname);

SELECT count(compat.make_twin('baby_petite', t.view, t.twin, 'snake'))
FROM (VALUES
  ('User', 'users'), ('Category', 'categories'), ('Product', 'products'), ('Variant', 'variants'),
  ('ProductImage', 'product_images'), ('Inventory', 'inventory'), ('Order', 'orders'),
  ('Review', 'reviews'), ('UserBehavior', 'user_behavior'),
  ('RecommendationLog', 'recommendation_log')) AS t (view, twin);

-- The trigger of the seed reads a product_id that its model of a line does not have.
SELECT compat.make_twin(
  'baby_petite', 'OrderItem', 'order_items', 'snake', ', v."productId" AS product_id',
  ' JOIN baby_petite."Variant" v ON v.id = t."variantId"');
