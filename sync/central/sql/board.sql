-- The board: what comes down to the registers, and who of them sees which row.

-- The tables, parents before children.
--   key:     the column that names a row
--   feed:    the store that row r concerns; every_store() when it concerns all, null when nobody
--   visible: what must hold for row r to be shown to the store $1 and the register $2
CREATE OR REPLACE FUNCTION sync.board_tables()
RETURNS TABLE (place integer, table_name text, key text, feed text, visible text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    (1, 'blobs', 'id', 'sync.every_store()', 'true'),
    (2, 'roles', 'id', 'sync.every_store()', 'true'),
    (3, 'tax_categories', 'id', 'sync.every_store()', 'true'),
    (4, 'payment_methods', 'id', 'sync.every_store()', 'true'),
    (5, 'promotions', 'id', 'sync.every_store()', 'true'),
    (6, 'suppliers', 'id', 'sync.every_store()', 'true'),
    (7, 'users', 'id', 'sync.every_store()', 'sync.shows_person(r.id, $1)'),
    (8, 'user_roles', 'id', 'sync.every_store()', 'sync.shows_person(r.user_id, $1)'),
    (9, 'addresses', 'id', 'sync.every_store()',
        'r.user_id IS NULL OR sync.shows_person(r.user_id, $1)'),
    (10, 'stores', 'id', 'sync.every_store()', 'true'),
    (11, 'staff', 'user_id', 'sync.every_store()', 'sync.shows_person(r.user_id, $1)'),
    (12, 'locations', 'id', 'coalesce(r.store_id, sync.every_store())',
        'r.store_id IS NULL OR r.store_id = $1'),
    (13, 'registers', 'id', 'r.store_id', 'r.store_id = $1'),
    (14, 'settings', 'id',
        'coalesce(r.store_id, (SELECT g.store_id FROM public.registers g WHERE g.id = r.register_id),
                  sync.every_store())',
        'r.scope = ''global'' OR r.store_id = $1 OR r.register_id = $2'),
    (15, 'tax_rates', 'id', 'coalesce(r.store_id, sync.every_store())',
        'r.store_id IS NULL OR r.store_id = $1'),
    (16, 'categories', 'id', 'sync.every_store()', 'true'),
    (17, 'products', 'id', 'sync.every_store()', 'true'),
    (18, 'variants', 'id', 'sync.every_store()', 'true'),
    (19, 'barcodes', 'id', 'sync.every_store()', 'true'),
    (20, 'product_images', 'id', 'sync.every_store()', 'true'),
    (21, 'promotion_targets', 'id', 'sync.every_store()', 'true'),
    (22, 'inventory_levels', 'id',
        'coalesce((SELECT l.store_id FROM public.locations l WHERE l.id = r.location_id),
                  sync.every_store())',
        'EXISTS (SELECT FROM public.locations l
                 WHERE l.id = r.location_id AND (l.store_id IS NULL OR l.store_id = $1))'),
    -- Every store when a document is gone: then its lines are gone everywhere.
    -- A store's documents, so that each of its tills can find, print and take back what another sold.
    (23, 'orders', 'id', 'r.store_id', 'r.store_id = $1'),
    (24, 'order_lines', 'id', 'coalesce((SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id), sync.every_store())',
        'EXISTS (SELECT FROM public.orders o WHERE o.id = r.order_id AND o.store_id = $1)'),
    (25, 'order_line_taxes', 'id',
        'coalesce((SELECT o.store_id FROM public.order_lines l JOIN public.orders o ON o.id = l.order_id
                   WHERE l.id = r.order_line_id), sync.every_store())',
        'EXISTS (SELECT FROM public.order_lines l JOIN public.orders o ON o.id = l.order_id
                 WHERE l.id = r.order_line_id AND o.store_id = $1)'),
    (26, 'order_status_history', 'id', 'coalesce((SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id), sync.every_store())',
        'EXISTS (SELECT FROM public.orders o WHERE o.id = r.order_id AND o.store_id = $1)'),
    (27, 'payments', 'id', 'coalesce((SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id), sync.every_store())',
        'EXISTS (SELECT FROM public.orders o WHERE o.id = r.order_id AND o.store_id = $1)'),
    (28, 'returns', 'id', 'coalesce(r.store_id, sync.every_store())', 'r.store_id = $1'),
    (29, 'return_lines', 'id',
        'coalesce((SELECT b.store_id FROM public.returns b WHERE b.id = r.return_id),
                  sync.every_store())',
        'EXISTS (SELECT FROM public.returns b WHERE b.id = r.return_id AND b.store_id = $1)'),
    (30, 'refunds', 'id', 'coalesce((SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id), sync.every_store())',
        'EXISTS (SELECT FROM public.orders o WHERE o.id = r.order_id AND o.store_id = $1)'),
    -- A card is good in every store.
    (31, 'stored_value_accounts', 'id', 'sync.every_store()', 'true'),
    (32, 'customer_groups', 'id', 'sync.every_store()', 'true'),
    (33, 'customer_group_members', 'id', 'sync.every_store()', 'sync.shows_person(r.user_id, $1)'),
    (34, 'price_lists', 'id', 'sync.every_store()', 'true'),
    (35, 'price_list_prices', 'id', 'sync.every_store()', 'true'),
    -- Parked carts of a store's tills, until they were sold, given up or parked anew; none of the web shop.
    (36, 'carts', 'id', 'CASE WHEN r.channel = ''register'' THEN r.store_id END',
        'r.channel = ''register'' AND r.status = ''parked'' AND r.store_id = $1'),
    (37, 'cart_lines', 'id',
        '(SELECT c.store_id FROM public.carts c WHERE c.id = r.cart_id AND c.channel = ''register'')',
        'EXISTS (SELECT FROM public.carts c WHERE c.id = r.cart_id AND c.channel = ''register''
                 AND c.status = ''parked'' AND c.store_id = $1)'),
    -- So that each till of a store knows how often a customer has used a coupon.
    (38, 'promotion_redemptions', 'id',
        'coalesce((SELECT o.store_id FROM public.orders o WHERE o.id = r.order_id),
                  sync.every_store())',
        'EXISTS (SELECT FROM public.orders o WHERE o.id = r.order_id AND o.store_id = $1)'),
    (39, 'cart_promotions', 'id',
        '(SELECT c.store_id FROM public.carts c WHERE c.id = r.cart_id AND c.channel = ''register'')',
        'EXISTS (SELECT FROM public.carts c WHERE c.id = r.cart_id AND c.channel = ''register''
                 AND c.status = ''parked'' AND c.store_id = $1)'),
    -- What a store, one of its registers or its staff is told; what customers are told stays here.
    (40, 'notifications', 'id',
        'coalesce(r.store_id, (SELECT g.store_id FROM public.registers g WHERE g.id = r.register_id),
                  (SELECT coalesce(s.home_store_id, sync.every_store()) FROM public.staff s
                   WHERE s.user_id = r.user_id))',
        '(r.store_id = $1 AND coalesce(r.register_id, $2) = $2) OR r.register_id = $2
         OR (r.store_id IS NULL AND r.register_id IS NULL AND EXISTS (
               SELECT FROM public.staff s WHERE s.user_id = r.user_id
                 AND coalesce(s.home_store_id, $1) = $1))'),
    -- How a balance came about: what the store's tills did, and what headquarters did.
    (41, 'stored_value_entries', 'id',
        'coalesce((SELECT g.store_id FROM public.registers g WHERE g.id = r.register_id),
                  sync.every_store())',
        'r.register_id IS NULL
         OR EXISTS (SELECT FROM public.registers g WHERE g.id = r.register_id AND g.store_id = $1)'),
    -- Open gift registries, for whoever looks for what is still wished.
    (42, 'registries', 'id', 'sync.every_store()',
        'r.closed_at IS NULL AND sync.shows_person(r.user_id, $1)'),
    (43, 'registry_items', 'id', 'sync.every_store()',
        'EXISTS (SELECT FROM public.registries g WHERE g.id = r.registry_id AND g.closed_at IS NULL
                 AND sync.shows_person(g.user_id, $1))')
$$;

-- What never leaves central of a row that does: no till needs to know of the child.
CREATE OR REPLACE FUNCTION sync.columns_kept_back(p_table text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_table
    WHEN 'registries' THEN '{child_id,baby_name,baby_gender,predicted_sizes}'::text[]
    ELSE '{}' END
$$;

-- How a column of row r is read: as it is stored, but of a level also what it does not contain yet.
CREATE OR REPLACE FUNCTION sync.shown_column(p_table text, p_column text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_table = 'inventory_levels' AND p_column = 'on_hand'
    THEN '(r.on_hand + sync.sum_uncounted(r.variant_id, r.location_id))'
    ELSE format('r.%I', p_column) END
$$;

-- Customers are known in every store; staff only where they work, floaters everywhere.
CREATE OR REPLACE FUNCTION sync.shows_person(p_user uuid, p_store uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT FROM public.staff s
    WHERE s.user_id = p_user AND s.home_store_id IS NOT NULL AND s.home_store_id <> p_store)
$$;
