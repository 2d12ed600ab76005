-- What one customer sees: their own person and what hangs on it, and the catalogue without its costs. Who
-- it is, says the setting app.user_id of the session (a uuid or a key of seed s4), which the web shop's
-- server sets; without it nobody is seen. The tables' policies hold for every view as well, because the
-- views read with the rights of who asks.

GRANT SELECT ON
  public.users, public.user_roles, public.addresses, public.children, public.carts,
  public.cart_lines, public.cart_promotions, public.orders, public.order_lines,
  public.order_line_taxes, public.order_status_history, public.payments, public.shipments,
  public.shipment_lines, public.refunds, public.returns, public.return_lines,
  public.promotions, public.promotion_redemptions, public.registries, public.registry_items,
  public.growth_entries, public.reviews, public.wishlists, public.wishlist_items,
  public.notifications, public.blobs
TO countertop_customer;
GRANT SELECT ON
  public.roles, public.stores, public.categories, public.product_images, public.payment_methods
TO countertop_customer;
GRANT UPDATE (name, first_name, last_name, phone, marketing_opt_in)
ON public.users TO countertop_customer;
GRANT SELECT (user_id, last_login_at) ON public.user_credentials TO countertop_customer;

-- Nor what the shop notes about them for itself.
SELECT compat.hide_columns('countertop_customer', 'products', 'cost_cents'),
  compat.hide_columns('countertop_customer', 'variants', 'cost_cents', 'supplier_id', 'supplier_sku'),
  compat.hide_columns('countertop_customer', 'saved_payment_methods', 'gateway_token'),
  compat.hide_columns('countertop_customer', 'users', 'note'),
  compat.hide_columns('countertop_customer', 'orders', 'internal_notes'),
  compat.hide_columns('countertop_customer', 'order_lines', 'cost_cents'),
  compat.hide_columns('countertop_customer', 'refunds', 'internal_notes'),
  compat.hide_columns('countertop_customer', 'returns', 'internal_notes');

-- p_own: which rows a customer sees; p_command: what may be done with them, where rights allow it
-- p_change, p_remove: which rows the web shop's server may change or delete, where rights allow it; it
-- sees all
CREATE OR REPLACE FUNCTION compat.isolate(
  p_table text, p_own text, p_policy text, p_command text, p_change text, p_remove text)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_policy record;
BEGIN
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', p_table);
  FOR v_policy IN
    SELECT p.name, p.command, p.role_name, p.condition
    FROM (VALUES
      (p_policy, p_command, 'countertop_customer', format('USING (%s)', p_own)),
      (p_table || '_service_read', 'SELECT', 'countertop_service', 'USING (true)'),
      (p_table || '_service_add', 'INSERT', 'countertop_service', 'WITH CHECK (true)'),
      (p_table || '_service_change', 'UPDATE', 'countertop_service', format('USING (%s)', p_change)),
      (p_table || '_service_remove', 'DELETE', 'countertop_service', format('USING (%s)', p_remove)),
      (p_table || '_read', 'SELECT', 'compat_reader', 'USING (true)')
    ) AS p (name, command, role_name, condition)
  LOOP
    EXECUTE format('DROP POLICY IF EXISTS %I ON public.%I', v_policy.name, p_table);
    EXECUTE format('CREATE POLICY %I ON public.%I FOR %s TO %I %s',
                   v_policy.name, p_table, v_policy.command, v_policy.role_name, v_policy.condition);
  END LOOP;
END $$;

-- What a register booked is the register's: the web shop's server adds to it, but changes it no more. A
-- line of its own order it may take away as long as nothing was paid or handed over.
SELECT count(compat.isolate(
  t.table_name, t.own, coalesce(t.policy, t.table_name || '_own'), coalesce(t.command, 'SELECT'),
  CASE
    WHEN t.table_name IN ('orders', 'payments', 'refunds', 'returns') THEN 'register_id IS NULL'
    WHEN t.table_name = 'order_lines' THEN
      'EXISTS (SELECT FROM public.orders o WHERE o.id = order_id AND o.register_id IS NULL)'
    ELSE 'true' END,
  CASE t.table_name
    WHEN 'order_lines' THEN
      $$EXISTS (SELECT FROM public.orders o WHERE o.id = order_id AND o.register_id IS NULL
                AND o.status IN ('pending', 'confirmed') AND o.paid_cents = 0)$$
    ELSE 'true' END))
FROM (
  SELECT o.table_name, 'user_id = public.app_user_id()' AS own, o.policy, NULL AS command
  FROM (VALUES
    ('orders', 'order_isolation'), ('user_roles', NULL), ('user_credentials', NULL),
    ('children', NULL), ('carts', NULL), ('registries', NULL), ('wishlists', NULL),
    ('notifications', NULL), ('saved_payment_methods', NULL)) AS o (table_name, policy)
  UNION ALL
  -- Rows of something that is the customer's: the policy of that table picks its rows.
  SELECT p.table_name,
    format('EXISTS (SELECT FROM public.%I AS p WHERE p.id = %I.%I)',
           p.parent, p.table_name, p.parent_id),
    NULL, NULL
  FROM (VALUES
    ('cart_lines', 'carts', 'cart_id'), ('cart_promotions', 'carts', 'cart_id'),
    ('order_lines', 'orders', 'order_id'), ('order_line_taxes', 'order_lines', 'order_line_id'),
    ('order_status_history', 'orders', 'order_id'), ('payments', 'orders', 'order_id'),
    ('shipments', 'orders', 'order_id'), ('shipment_lines', 'shipments', 'shipment_id'),
    ('refunds', 'orders', 'order_id'), ('returns', 'orders', 'order_id'),
    ('return_lines', 'returns', 'return_id'), ('promotion_redemptions', 'orders', 'order_id'),
    ('registry_items', 'registries', 'registry_id'),
    ('growth_entries', 'registries', 'registry_id'),
    ('wishlist_items', 'wishlists', 'wishlist_id')) AS p (table_name, parent, parent_id)
  UNION ALL
  SELECT * FROM (VALUES
    ('users', 'id = public.app_user_id()', 'user_isolation', 'ALL'),
    ('addresses',
      'user_id = public.app_user_id() OR user_id IS NULL
       AND EXISTS (SELECT FROM public.stores s WHERE s.address_id = addresses.id)', NULL, NULL),
    ('reviews', 'is_approved OR user_id = public.app_user_id()', NULL, NULL),
    -- Which codes there are is nobody's business until they were used.
    ('promotions',
      'EXISTS (SELECT FROM public.promotion_redemptions r WHERE r.promotion_id = promotions.id)
       OR EXISTS (SELECT FROM public.cart_promotions c WHERE c.promotion_id = promotions.id)',
      NULL, NULL),
    ('blobs',
      'EXISTS (SELECT FROM public.product_images i WHERE i.blob_id = blobs.id)
       OR EXISTS (SELECT FROM public.categories c WHERE c.image_blob_id = blobs.id)
       OR EXISTS (SELECT FROM public.users u WHERE u.avatar_blob_id = blobs.id)
       OR EXISTS (SELECT FROM public.shipments s WHERE s.label_blob_id = blobs.id)', NULL, NULL)
  ) AS s (table_name, own, policy, command)) AS t;
