-- Keys of seed s4 as text. Its shop makes CUIDs, such as ckv0x3k2b0000qzrmn831i7rn, and expects to find
-- them again; ours are uuid. A CUID is the letter c and 24 digits of base 36: a number below 36^24, hence
-- below 2^125. It is kept in the low 125 bits of a uuid whose top three bits are 111. A uuid that another
-- program made by chance in that range is shown as the CUID it would be, and is found by it.
--
-- The functions that the views call are plain expressions without settings, so that the planner puts them
-- in place; what they call is qualified.

CREATE SCHEMA IF NOT EXISTS compat;

-- The CUID that a uuid of the range holds.
CREATE OR REPLACE FUNCTION compat.cuid_of(p_key uuid) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c_digits CONSTANT text := '0123456789abcdefghijklmnopqrstuvwxyz';
  v_hex text := replace(p_key::text, '-', '');
  v_number numeric := 0;
  v_cuid text := '';
BEGIN
  -- Four words of 32 bits; the first gives up the three bits that mark the range.
  FOR v_word IN 0..3 LOOP
    v_number := v_number * 4294967296
      + (('x' || substr(v_hex, v_word * 8 + 1, 8))::bit(32)::bigint
         & CASE v_word WHEN 0 THEN 536870911 ELSE 4294967295 END);
  END LOOP;
  FOR v_place IN 1..24 LOOP
    v_cuid := substr(c_digits, mod(v_number, 36)::integer + 1, 1) || v_cuid;
    v_number := div(v_number, 36);
  END LOOP;
  RETURN 'c' || v_cuid;
END $$;

-- The uuid that holds a CUID.
-- Raises: 22P02 for whatever is neither a CUID nor a UUID.
CREATE OR REPLACE FUNCTION compat.key_of_cuid(p_text text) RETURNS uuid
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c_digits CONSTANT text := '0123456789abcdefghijklmnopqrstuvwxyz';
  v_number numeric := 0;
  v_hex text := '';
  v_word bigint;
BEGIN
  IF p_text !~ '^c[0-9a-z]{24}$' THEN
    RAISE EXCEPTION USING ERRCODE = '22P02',
      MESSAGE = format('%L is not a key of this shop', left(p_text, 64)),
      HINT = 'A key is a UUID with its four hyphens, or a CUID: the letter c and 24 of 0-9 and a-z.';
  END IF;
  FOR v_place IN 2..25 LOOP
    v_number := v_number * 36 + strpos(c_digits, substr(p_text, v_place, 1)) - 1;
  END LOOP;
  FOR v_place IN 0..3 LOOP
    v_word := mod(v_number, 4294967296)::bigint;
    v_number := div(v_number, 4294967296);
    v_hex := lpad(to_hex(CASE v_place WHEN 3 THEN v_word | 3758096384 ELSE v_word END), 8, '0') || v_hex;
  END LOOP;
  RETURN v_hex::uuid;
END $$;

-- The bounds are 0 and 36^24 - 1 under the mark of the range.
CREATE OR REPLACE FUNCTION compat.key_text(p_key uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN p_key BETWEEN 'e0000000-0000-0000-0000-000000000000'::pg_catalog.uuid
                   AND 'f0e425c5-6daf-fabc-35c0-ffffffffffff'::pg_catalog.uuid
    THEN compat.cuid_of(p_key)
    ELSE p_key::pg_catalog.text
  END
$$;

CREATE OR REPLACE FUNCTION compat.text_key(p_text text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN p_text OPERATOR(pg_catalog.~*) '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    THEN p_text::pg_catalog.uuid
    ELSE compat.key_of_cuid(p_text)
  END
$$;

-- Look-ups by key, and by the keys that seed s4 follows from table to table.
CREATE OR REPLACE FUNCTION compat.index_key(p_table text, p_column text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON public.%I (compat.key_text(%I))',
                 p_table || '_' || p_column || '_key_text', p_table, p_column);
END $$;

SELECT count(compat.index_key(k.table_name, k.column_name))
FROM (VALUES
  ('users', 'id'), ('addresses', 'id'), ('addresses', 'user_id'),
  ('categories', 'id'), ('categories', 'parent_id'),
  ('products', 'id'), ('products', 'category_id'), ('variants', 'id'), ('variants', 'product_id'),
  ('product_images', 'id'), ('product_images', 'product_id'), ('price_history', 'variant_id'),
  ('carts', 'id'), ('carts', 'user_id'), ('cart_lines', 'cart_id'),
  ('orders', 'id'), ('order_lines', 'id'), ('order_lines', 'order_id'), ('shipments', 'order_id'),
  ('registries', 'id'), ('registries', 'user_id'), ('registry_items', 'id'),
  ('registry_items', 'registry_id'), ('growth_entries', 'registry_id'),
  ('reviews', 'id'), ('reviews', 'product_id'), ('reviews', 'user_id'),
  ('wishlists', 'id'), ('wishlists', 'user_id'), ('wishlist_items', 'id'),
  ('wishlist_items', 'wishlist_id'), ('notifications', 'id'), ('notifications', 'user_id'),
  ('behavior_events', 'user_id')) AS k (table_name, column_name);

-- An order without a customer belongs to the walk-in customer, who has the key that is written here.
CREATE INDEX IF NOT EXISTS orders_user_id_key_text ON public.orders
  (compat.key_text(coalesce(user_id, '00000000-0000-7000-8000-000000000001'::uuid)));
