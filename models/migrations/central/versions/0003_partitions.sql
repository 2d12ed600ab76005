-- Months and years begin at midnight UTC.
SET LOCAL timezone = 'UTC'

-- Views of the seeds and their functions hang on orders. They go with the old table and come back
-- with the next step of central init. Views that a shop made itself would not come back: refuse.
DO $$
DECLARE
  v_view text;
BEGIN
  WITH RECURSIVE hanging AS (
    SELECT t.oid FROM pg_class t
    WHERE t.relnamespace = 'public'::regnamespace
      AND t.relname IN ('orders', 'behavior_events', 'recommendation_log')
    UNION
    SELECT r.ev_class FROM hanging h
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = h.oid
      AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid)
  SELECT string_agg(c.oid::regclass::text, ', ' ORDER BY c.relname) INTO v_view
  FROM hanging h JOIN pg_class c ON c.oid = h.oid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN (
    'sync', 'compat', 'cloudkidd', 'ecommerce', 'microservices', 'bakery', 'baby_petite');
  IF v_view IS NOT NULL THEN
    RAISE EXCEPTION USING
      ERRCODE = 'dependent_objects_still_exist',
      MESSAGE = 'the upgrade makes the table of orders anew, and would drop ' || v_view,
      HINT = 'Keep the definition of each, drop them, upgrade, and make them again.';
  END IF;
END $$

-- The moment at which a key of version 7 was made; null for other keys.
CREATE FUNCTION pg_temp.time_of(p_key uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN substr(p_key::text, 15, 1) = '7' THEN to_timestamp(
    ('x' || lpad(left(replace(p_key::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0) END
$$

CREATE FUNCTION pg_temp.first_key_of(p_moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM p_moment) * 1000)::bigint), 12, '0')
          || '70008000000000000000')::uuid
$$

-- The statements that make again what hangs on a table: its indexes, what it points at, what points
-- at it, and who may do what with it.
CREATE FUNCTION pg_temp.belongings_of(p_table regclass) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') FROM pg_index i
  WHERE i.indrelid = p_table
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype <> 'f')
  UNION ALL
  SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', f.conrelid::regclass, f.conname,
                pg_get_constraintdef(f.oid))
  FROM pg_constraint f
  WHERE f.contype = 'f' AND f.conparentid = 0 AND p_table IN (f.conrelid, f.confrelid)
  UNION ALL
  SELECT format('GRANT %s ON %s TO %s', a.privilege_type, p_table,
                CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END)
  FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
  WHERE c.oid = p_table AND a.grantee <> c.relowner
  UNION ALL
  -- Without a policy nobody but the owner sees a row; central init makes the policies again.
  SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table)
  FROM pg_class c WHERE c.oid = p_table AND c.relrowsecurity
$$

CREATE FUNCTION pg_temp.make_partitions(p_table text, p_step text, p_name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_begin timestamptz;
BEGIN
  EXECUTE format('CREATE TABLE public.%1$I PARTITION OF public.%2$I DEFAULT',
                 p_table || '_default', p_table);
  -- A clock that runs wild makes no partition: such rows go to the default one.
  FOR v_begin IN EXECUTE format(
    'SELECT DISTINCT date_trunc(%1$L, pg_temp.time_of(id)) FROM public.%2$I
     WHERE pg_temp.time_of(id) BETWEEN ''2015-01-01'' AND now() + interval ''1 year''',
    p_step, p_table || '_unsplit')
  LOOP
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
      p_table || to_char(v_begin, p_name), p_table,
      pg_temp.first_key_of(v_begin),
      pg_temp.first_key_of(v_begin + ('1 ' || p_step)::interval));
  END LOOP;
END $$

-- Splitting means making the table anew. The references to it are taken off first and put back last.
CREATE FUNCTION pg_temp.split(p_table text, p_step text, p_name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_table regclass := ('public.' || quote_ident(p_table))::regclass;
  v_belongings text[] := ARRAY(SELECT pg_temp.belongings_of(v_table));
  v_statement text;
BEGIN
  FOR v_statement IN
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', f.conrelid::regclass, f.conname)
    FROM pg_constraint f WHERE f.contype = 'f' AND f.conparentid = 0 AND f.confrelid = v_table
  LOOP
    EXECUTE v_statement;
  END LOOP;
  EXECUTE format('ALTER TABLE public.%I RENAME TO %I', p_table, p_table || '_unsplit');
  -- The default partition of what was split by another column before.
  IF to_regclass(format('public.%I', p_table || '_default')) IS NOT NULL THEN
    EXECUTE format('ALTER TABLE public.%I RENAME TO %I',
                   p_table || '_default', p_table || '_unsplit_default');
  END IF;
  EXECUTE format(
    'CREATE TABLE public.%1$I (LIKE public.%2$I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
     PARTITION BY RANGE (id)', p_table, p_table || '_unsplit');
  PERFORM pg_temp.make_partitions(p_table, p_step, p_name);
  -- Until now an event was named by its key and its moment together.
  EXECUTE format(
    'UPDATE public.%1$I later SET id = gen_random_uuid() WHERE EXISTS (
       SELECT FROM public.%1$I e WHERE e.id = later.id AND e.created_at < later.created_at)',
    p_table || '_unsplit');
  EXECUTE format('INSERT INTO public.%I SELECT * FROM public.%I', p_table, p_table || '_unsplit');
  EXECUTE format('DROP TABLE public.%I CASCADE', p_table || '_unsplit');
  EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I PRIMARY KEY (id)',
                 p_table, 'pk_' || p_table);
  FOREACH v_statement IN ARRAY v_belongings LOOP
    EXECUTE v_statement;
  END LOOP;
END $$

SELECT pg_temp.split('orders', 'year', '_YYYY')

SELECT pg_temp.split('behavior_events', 'month', '_YYYY_MM')

SELECT pg_temp.split('recommendation_log', 'month', '_YYYY_MM')

-- The whole numbers of the orders go on where they stood.
CREATE SEQUENCE orders_int_id_seq

ALTER TABLE orders ALTER COLUMN int_id SET DEFAULT nextval('orders_int_id_seq')

ALTER SEQUENCE orders_int_id_seq OWNED BY orders.int_id

SELECT setval('orders_int_id_seq', max(int_id)) FROM orders HAVING count(*) > 0

CREATE INDEX ix_orders_number ON orders (number)

CREATE INDEX ix_orders_int_id ON orders (int_id)

CREATE TABLE order_numbers (
  order_id UUID NOT NULL,
  number TEXT NOT NULL,
  int_id BIGINT NOT NULL,
  CONSTRAINT pk_order_numbers PRIMARY KEY (order_id),
  CONSTRAINT uq_orders_number UNIQUE (number),
  CONSTRAINT uq_orders_int_id UNIQUE (int_id),
  CONSTRAINT fk_order_numbers_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
)

INSERT INTO order_numbers (order_id, number, int_id) SELECT id, number, int_id FROM orders
