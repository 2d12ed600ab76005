-- Which rows a register's facts may write, and how they get into the business tables.

-- The tables, parents before children.
--   owned:    what must hold for row r of the store $2 and the register $3
--   computed: columns that central works out itself; a register's opinion of them is not asked
CREATE OR REPLACE FUNCTION sync.fact_tables()
RETURNS TABLE (place integer, table_name text, owned text, computed text[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    (1, 'users', 'NOT coalesce(r.is_system, false)
        AND NOT EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.id)', '{}'::text[]),
    (2, 'addresses', 'r.user_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.user_id)', '{}'),
    (3, 'shifts', 'r.store_id = $2 AND r.register_id = $3', '{variance_cents}'),
    (4, 'orders', 'r.store_id = $2 AND r.register_id = $3',
        '{payment_status,fulfilment_status,paid_cents,refunded_cents}'),
    (5, 'order_lines',
        'EXISTS (SELECT FROM public.orders o WHERE o.id = r.order_id AND o.store_id = $2)',
        '{fulfilled_qty,returned_qty}'),
    (6, 'order_line_taxes',
        'EXISTS (SELECT FROM public.order_lines l JOIN public.orders o ON o.id = l.order_id
                 WHERE l.id = r.order_line_id AND o.store_id = $2)', '{}'),
    (7, 'order_status_history', 'r.register_id = $3', '{}'),
    (8, 'promotion_redemptions', 'r.register_id = $3', '{}'),
    (9, 'payments', 'r.register_id = $3', '{refunded_cents,refunded_at}'),
    (10, 'returns', 'r.store_id = $2 AND r.register_id = $3', '{}'),
    (11, 'return_lines',
        'EXISTS (SELECT FROM public.returns b WHERE b.id = r.return_id AND b.register_id = $3)',
        '{}'),
    (12, 'refunds', 'r.register_id = $3', '{}'),
    (13, 'stock_documents', 'r.register_id = $3', '{}'),
    (14, 'stock_document_lines',
        'EXISTS (SELECT FROM public.stock_documents d
                 WHERE d.id = r.document_id AND d.register_id = $3)', '{}'),
    (15, 'stock_movements', 'r.register_id = $3
        AND EXISTS (SELECT FROM public.locations l WHERE l.id = r.location_id AND l.store_id = $2)',
        '{quantity_after}'),
    (16, 'cash_movements', 'r.register_id = $3', '{}'),
    (17, 'journal_entries', 'r.register_id = $3', '{}'),
    (18, 'audit_log', 'r.store_id = $2 AND r.register_id = $3', '{}')
$$;

-- Each table gets a function of its own, insert_<table>, so that PostgreSQL keeps its plan:
-- rows that are another register's are refused, missing columns get their default, rows that are
-- there already stay as they are. known_<table> names the columns that this central understands.
CREATE OR REPLACE FUNCTION sync.make_insert_function(p_table text, p_owned text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
DECLARE
  v_names text;
  v_values text;
  v_known text[];
BEGIN
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
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = '';

  SELECT array_agg(a.attname::text) INTO v_known
  FROM pg_attribute a
  WHERE a.attrelid = ('public.' || quote_ident(p_table))::regclass
    AND a.attnum > 0 AND NOT a.attisdropped;

  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION sync.insert_%1$s(p_rows jsonb[], p_store uuid, p_register uuid)
    RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $insert$
    BEGIN
      INSERT INTO public.%1$I (%2$s)
      SELECT %3$s
      FROM unnest(p_rows) AS given (row), jsonb_populate_record(NULL::public.%1$I, given.row) AS r
      ON CONFLICT (id) DO NOTHING;
      IF EXISTS (
        SELECT
        FROM unnest(p_rows) AS given (row), jsonb_populate_record(NULL::public.%1$I, given.row) AS r
        WHERE (%4$s) IS NOT TRUE)
      THEN
        RAISE EXCEPTION USING
          ERRCODE = 'CT301', MESSAGE = '%1$s: the row belongs to another register or store';
      END IF;
    END $insert$ $body$, p_table, v_names, v_values, p_owned);

  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION sync.known_%1$s() RETURNS text[]
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $known$ SELECT %2$L::text[] $known$
  $body$, p_table, v_known);
END $make$;

SELECT count(sync.make_insert_function(table_name, owned)) FROM sync.fact_tables();

-- Whether a newer till put something into these rows that this central would lose.
CREATE OR REPLACE FUNCTION sync.understands(p_table text, p_rows jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_known text[];
BEGIN
  IF NOT EXISTS (SELECT FROM sync.fact_tables() t WHERE t.table_name = p_table) THEN
    RETURN false;
  END IF;
  EXECUTE format('SELECT sync.known_%s()', p_table) INTO v_known;
  RETURN NOT EXISTS (
    SELECT FROM jsonb_array_elements(p_rows) AS given (row) WHERE given.row - v_known <> '{}');
END $$;
