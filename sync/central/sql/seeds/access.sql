-- Who may read and write the business tables and the views of the seeds. Run last.
--   countertop_service   the web shop's server: reads and writes what a shop needs
--   countertop_customer  one customer, named by the setting app.user_id: own person, own orders
--   compat_reader        reads everything but secrets
--   compat_secrets       in addition sees password hashes and payment tokens

GRANT USAGE ON SCHEMA compat, cloudkidd, ecommerce, microservices, bakery, baby_petite
  TO compat_reader, countertop_customer, countertop_service;

GRANT SELECT ON ALL TABLES IN SCHEMA
  public, compat, cloudkidd, ecommerce, microservices, bakery, baby_petite TO compat_reader;
REVOKE SELECT ON public.user_credentials, public.staff FROM compat_reader;
GRANT SELECT (user_id, last_login_at) ON public.user_credentials
  TO compat_reader, countertop_customer;

GRANT SELECT ON public.users, public.orders, public.stores, public.addresses, public.promotions,
  public.promotion_redemptions, public.roles, public.user_roles, public.blobs, public.order_lines
  TO countertop_customer;
GRANT SELECT ON ALL TABLES IN SCHEMA compat, baby_petite TO countertop_customer;

-- One row per table and policy: which rows a customer sees there.
CREATE OR REPLACE FUNCTION compat.isolate(
  p_table text, p_policy text, p_command text, p_own text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('DROP POLICY IF EXISTS %I ON public.%I', p_policy, p_table);
  EXECUTE format('DROP POLICY IF EXISTS %I ON public.%I', p_table || '_service', p_table);
  EXECUTE format('DROP POLICY IF EXISTS %I ON public.%I', p_table || '_read', p_table);
  EXECUTE format('CREATE POLICY %I ON public.%I FOR %s TO countertop_customer USING (%s)',
                 p_policy, p_table, p_command, p_own);
  EXECUTE format(
    'CREATE POLICY %I ON public.%I FOR ALL TO countertop_service USING (true) WITH CHECK (true)',
    p_table || '_service', p_table);
  EXECUTE format('CREATE POLICY %I ON public.%I FOR SELECT TO compat_reader USING (true)',
                 p_table || '_read', p_table);
END $$;

SELECT count(compat.isolate(p.table_name, p.policy, p.command, p.own))
FROM (VALUES
  ('users', 'user_isolation', 'ALL', 'id = public.app_user_id()'),
  ('orders', 'order_isolation', 'SELECT', 'user_id = public.app_user_id()'),
  ('addresses', 'addresses_own', 'SELECT', 'user_id = public.app_user_id() OR user_id IS NULL'),
  ('user_roles', 'user_roles_own', 'SELECT', 'user_id = public.app_user_id()'),
  ('promotion_redemptions', 'promotion_redemptions_own', 'SELECT',
    'EXISTS (SELECT FROM public.orders o
             WHERE o.id = order_id AND o.user_id = public.app_user_id())'),
  ('order_lines', 'order_lines_own', 'SELECT',
    'EXISTS (SELECT FROM public.orders o
             WHERE o.id = order_id AND o.user_id = public.app_user_id())')
) AS p (table_name, policy, command, own);
