-- Which rows a register's facts may write, and how they get into the business tables.

-- The tables, parents before children.
--   owned:    what must hold for row r of the store $2 and the register $3. Whose a parent is, is looked up by
--             its key: EXISTS lets PostgreSQL read all orders of the store instead, and keep that plan for years
--   computed: columns that central works out itself; a register's opinion of them is not asked
CREATE OR REPLACE FUNCTION sync.fact_tables()
RETURNS TABLE (place integer, table_name text, owned text, computed text[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    (1, 'users', 'NOT coalesce(r.is_system, false)
        AND NOT EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.id)',
        -- What somebody may owe is headquarters' word.
        '{credit_limit_cents}'::text[]),
    (2, 'addresses', 'r.user_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.user_id)', '{}'),
    -- An article that was written down at a till, which asked who may: refused here, its sales would wait
    -- for ever. Those that there are stay as they are.
    (3, 'products', 'true', '{popularity_score,recommendation_score}'),
    (4, 'variants', 'EXISTS (SELECT FROM public.products p WHERE p.id = r.product_id)', '{}'),
    (5, 'barcodes', 'EXISTS (SELECT FROM public.variants v WHERE v.id = r.variant_id)', '{}'),
    (6, 'shifts', 'r.store_id = $2 AND r.register_id = $3', '{variance_cents}'),
    (7, 'orders', 'r.store_id = $2 AND r.register_id = $3',
        '{payment_status,fulfilment_status,paid_cents,refunded_cents}'),
    (8, 'order_lines',
        '(SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id) = $2',
        '{fulfilled_qty,returned_qty}'),
    (9, 'order_line_taxes',
        '(SELECT o.store_id FROM public.order_lines l JOIN public.orders o ON o.id = l.order_id
          WHERE l.id = r.order_line_id) = $2', '{}'),
    (10, 'order_status_history', 'r.register_id = $3', '{}'),
    -- An offer that a till made is booked in any case, perhaps switched off (offers.sql): its uses refer to it.
    (11, 'promotions', 'true', '{usage_count}'),
    (12, 'promotion_targets', 'r.store_id IS NULL OR r.store_id = $2', '{}'),
    (13, 'promotion_redemptions', 'r.register_id = $3', '{}'),
    -- A card that this store sold, or credit that it gave; what is on it follows from the entries.
    (14, 'stored_value_accounts',
        '(r.issued_order_line_id IS NULL AND r.kind = ''store_credit'')
         OR (SELECT o.store_id FROM public.order_lines l JOIN public.orders o ON o.id = l.order_id
             WHERE l.id = r.issued_order_line_id) = $2',
        '{balance_cents,status}'),
    (15, 'payments', 'r.register_id = $3 AND (r.settles_payment_id IS NULL
        OR (SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id) = $2)',
        '{refunded_cents,refunded_at}'),
    (16, 'returns', 'r.store_id = $2 AND r.register_id = $3', '{}'),
    (17, 'return_lines',
        '(SELECT b.register_id FROM public.returns b WHERE b.id = r.return_id) = $3',
        '{}'),
    (18, 'refunds', 'r.register_id = $3', '{}'),
    (19, 'stock_documents', 'r.register_id = $3', '{}'),
    (20, 'stock_document_lines',
        '(SELECT d.register_id FROM public.stock_documents d WHERE d.id = r.document_id) = $3', '{}'),
    (21, 'stock_movements', 'r.register_id = $3
        AND (SELECT l.store_id FROM public.locations l WHERE l.id = r.location_id) = $2',
        '{quantity_after}'),
    (22, 'cash_movements', 'r.register_id = $3', '{}'),
    (23, 'journal_entries', 'r.register_id = $3', '{}'),
    (24, 'audit_log', 'r.store_id = $2 AND r.register_id = $3', '{}'),
    (25, 'stored_value_entries', 'r.register_id = $3', '{}'),
    -- Carts that were parked; who holds one then is told by a change.
    (26, 'carts', 'r.store_id = $2 AND r.register_id = $3 AND r.channel = ''register''', '{}'),
    (27, 'cart_lines',
        'EXISTS (SELECT FROM public.carts c
                 WHERE c.id = r.cart_id AND c.register_id = $3 AND c.channel = ''register'')', '{}'),
    -- What is headquarters': who may add such rows is asked by sync.check_added.
    (28, 'staff', 'r.home_store_id = $2', '{}'),
    (29, 'roles', 'NOT r.is_system', '{}'),
    (30, 'user_roles', 'EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.user_id
        AND (s.home_store_id IS NULL OR s.home_store_id = $2))', '{}'),
    (31, 'settings', '(r.scope = ''store'' AND r.store_id = $2)
        OR (r.scope = ''register'' AND r.register_id = $3)', '{}'),
    (32, 'tax_rates', 'r.store_id = $2', '{}'),
    (33, 'cart_promotions',
        'EXISTS (SELECT FROM public.carts c
                 WHERE c.id = r.cart_id AND c.register_id = $3 AND c.channel = ''register'')', '{}'),
    -- That somebody has read it is all that a register says of a notice; the moment is central's.
    (34, 'notifications', 'r.store_id = $2 OR r.register_id = $3
        OR EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.user_id
                   AND coalesce(s.home_store_id, $2) = $2)',
        '{user_id,type,title,message,action_url,read_at}'),
    (35, 'customer_groups', 'true', '{}'),
    (36, 'customer_group_members',
        'NOT EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.user_id)', '{}'),
    (37, 'price_lists', 'r.store_id IS NULL OR r.store_id = $2', '{}'),
    -- What may be shown as the price before is central's word.
    (38, 'price_list_prices', 'EXISTS (SELECT FROM public.price_lists l WHERE l.id = r.price_list_id
        AND (l.store_id IS NULL OR l.store_id = $2))', '{prior_price_cents}')
$$;

-- Rows as a fact tells of them, part by part: [table, [row, …], what all of these rows share]. What they
-- share is read once for all of them.

-- Each table gets a function of its own, insert_<table>, so that PostgreSQL keeps its plan:
-- rows that are another register's are refused, missing columns get their default, rows that are
-- there already stay as they are. It takes parts; movements of stock come as rows that are new, see stock.sql.
CREATE OR REPLACE FUNCTION sync.make_insert_function(p_table text, p_owned text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
DECLARE
  v_names text;
  v_values text;
  v_looked_at text := (
    SELECT string_agg(DISTINCT 'r.' || found.name[1], ', ')
    FROM regexp_matches(p_owned, '\mr\.(\w+)', 'g') AS found (name));
  v_type text := 'jsonb[]';
  v_known text := format('ON CONFLICT (%I) DO NOTHING', sync.key_of(p_table));
  v_given text := format(
    'unnest(p_given) AS part (part)
     CROSS JOIN jsonb_populate_recordset(
       jsonb_populate_record(NULL::public.%I, part.part -> 2), part.part -> 1) AS r', p_table);
BEGIN
  IF p_table = 'stock_movements' THEN
    v_type := 'public.stock_movements[]';
    v_given := 'unnest(p_given) AS r';
    v_known := '';
  ELSIF p_table IN ('barcodes', 'price_list_prices', 'customer_group_members') THEN
    -- Two tills may write the same unknown code down, apart from each other, or price the same article on a
    -- list: the first keeps it.
    v_known := 'ON CONFLICT DO NOTHING';
  END IF;
  SELECT
    string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
    string_agg(
      CASE WHEN a.attnotnull AND d.adbin IS NOT NULL
        THEN format('coalesce(r.%I, %s)', a.attname, pg_get_expr(d.adbin, d.adrelid))
        ELSE format('r.%I', a.attname)
      END, ', ' ORDER BY a.attnum)
  INTO v_names, v_values
  FROM pg_attribute a
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = ('public.' || quote_ident(p_table))::regclass
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
    AND a.attname <> 'int_id';

  EXECUTE format('DROP FUNCTION IF EXISTS sync.insert_%s(jsonb[], uuid, uuid)', p_table);
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION sync.insert_%1$s(p_given %6$s, p_store uuid, p_register uuid)
    RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $insert$
    DECLARE
      v_is_foreign boolean;
    BEGIN
      WITH given AS MATERIALIZED (SELECT r.* FROM %7$s),
      written AS (
        INSERT INTO public.%1$I (%2$s) SELECT %3$s FROM given AS r %5$s)
      SELECT EXISTS (
        SELECT FROM (SELECT DISTINCT %8$s FROM given AS r) AS r WHERE (%4$s) IS NOT TRUE)
      INTO v_is_foreign;
      IF v_is_foreign THEN
        RAISE EXCEPTION USING
          ERRCODE = 'CT301', MESSAGE = '%1$s: the row belongs to another register or store';
      END IF;
    END $insert$ $body$, p_table, v_names, v_values, p_owned,
    v_known, v_type, v_given, coalesce(v_looked_at, 'true'));
END $make$;

-- A single row, as a part.
CREATE OR REPLACE FUNCTION sync.part_of(p_table text, p_row jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_array(p_table, jsonb_build_array(p_row))
$$;

-- The rows of some parts, each in full.
CREATE OR REPLACE FUNCTION sync.rows_in(p_parts jsonb[]) RETURNS jsonb[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_agg(coalesce(given.part -> 2, '{}') || line.row ORDER BY given.place, line.step)
  FROM unnest(p_parts) WITH ORDINALITY AS given (part, place)
  CROSS JOIN jsonb_array_elements(given.part -> 1) WITH ORDINALITY AS line (row, step)
$$;

-- The columns that this central understands, of the tables that facts may write: a function that knows
-- them by heart, so that no push looks them up.
CREATE OR REPLACE FUNCTION sync.make_known_columns() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
DECLARE
  v_known text;
BEGIN
  SELECT string_agg(format('(%L, %L)', known.table_name, known.names), ', ') INTO v_known FROM (
    SELECT t.table_name, array_agg(a.attname::text) AS names
    FROM sync.fact_tables() t
    JOIN pg_attribute a ON a.attrelid = ('public.' || quote_ident(t.table_name))::regclass
    WHERE a.attnum > 0 AND NOT a.attisdropped
    GROUP BY t.table_name) AS known;
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION sync.known_columns(p_table text) RETURNS text[]
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $known$
      SELECT known.names::text[] FROM (VALUES %s) AS known (table_name, names)
      WHERE known.table_name = p_table
    $known$ $body$, v_known);
END $make$;

-- Look at the tables as they are now; run again whenever one of them has changed.
CREATE OR REPLACE FUNCTION sync.learn_columns() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.make_insert_function(t.table_name, t.owned) FROM sync.fact_tables() t;
  PERFORM sync.make_known_columns();
END $$;

SELECT sync.learn_columns();

DROP VIEW IF EXISTS sync.known_columns;  -- of a central before this one

-- The places of the facts into which a newer till put something that this central would lose.
CREATE OR REPLACE FUNCTION sync.find_not_understood(p_facts jsonb[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    WITH fact AS MATERIALIZED (
      SELECT given.fact, given.place FROM unnest(p_facts) WITH ORDINALITY AS given (fact, place)),
    part AS MATERIALIZED (
      SELECT fact.place, part ->> 0 AS table_name, part
      FROM fact CROSS JOIN jsonb_array_elements(fact.fact #> '{body,rows}') AS part),
    known AS MATERIALIZED (
      SELECT named.table_name, sync.known_columns(named.table_name) AS names
      FROM (SELECT DISTINCT table_name FROM part) AS named),
    written AS (
      SELECT part.place, part.table_name, line.row
      FROM part CROSS JOIN jsonb_array_elements(part.part -> 1) AS line (row)
      UNION ALL
      -- What the rows of a part share is said once, and looked at once.
      SELECT part.place, part.table_name, part.part -> 2 FROM part WHERE part.part -> 2 IS NOT NULL)
    SELECT coalesce(array_agg(DISTINCT found.place), '{}') FROM (
      SELECT place FROM fact WHERE (fact ->> 'version')::integer IS DISTINCT FROM 1
      UNION ALL
      SELECT written.place FROM written LEFT JOIN known USING (table_name)
      WHERE (written.row - known.names = '{}') IS NOT TRUE
      UNION ALL
      SELECT fact.place
      FROM fact CROSS JOIN jsonb_array_elements(fact.fact #> '{body,changes}') AS change
      WHERE NOT sync.understands_change(change)) AS found);
END $$;

-- Whether this central knows every field that a change names.
CREATE OR REPLACE FUNCTION sync.understands_change(p_change jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_after jsonb := coalesce(nullif(p_change -> 3, 'null'), '{}');
BEGIN
  RETURN coalesce(v_after - sync.known_columns(p_change ->> 0) = '{}', false)
    OR EXISTS (SELECT FROM sync.down_tables() t
               WHERE t.table_name = p_change ->> 0
                 AND t.fields @> ARRAY(SELECT jsonb_object_keys(v_after)));
END $$;
