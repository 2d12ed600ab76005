-- Who may read and write the business tables and the seeds' views. Run last: it takes back what the roles
-- had and gives what is written here, so that a right given by mistake does not stay.
--   countertop_service   the web shop's server: reads and writes what a shop needs
--   compat_reader        reads everything but secrets
--   compat_secrets       a reader who in addition sees password hashes and payment tokens
-- Customers have a file of their own (customers.sql), registers another (../grants.sql).

REVOKE ALL ON ALL TABLES IN SCHEMA
  public, compat, cloudkidd, ecommerce, microservices, bakery, baby_petite
FROM countertop_service, countertop_customer, compat_reader, compat_secrets;

GRANT USAGE ON SCHEMA compat, cloudkidd, ecommerce, microservices, bakery, baby_petite
TO countertop_service, countertop_customer, compat_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA
  compat, cloudkidd, ecommerce, microservices, bakery, baby_petite
TO countertop_service, countertop_customer, compat_reader;

-- Who owns a second central on this server need not be the one who made the roles.
DO $$ BEGIN
  IF NOT pg_has_role('compat_secrets', 'compat_reader', 'MEMBER') THEN
    GRANT compat_reader TO compat_secrets;
  END IF;
END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO compat_reader, countertop_service;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA
  public, cloudkidd, ecommerce, microservices, bakery, baby_petite
TO countertop_service;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO countertop_service;

-- What is posted is never altered, and a document is cancelled instead of deleted.
REVOKE UPDATE, DELETE ON
  public.stock_movements, public.order_line_taxes, public.stored_value_entries,
  public.order_status_history, public.promotion_redemptions, public.price_history, public.audit_log
FROM countertop_service;
REVOKE DELETE ON
  public.orders, public.payments, public.refunds, public.returns,
  public.return_lines, public.shipments, public.users, public.addresses, public.products,
  public.variants, public.categories, public.inventory_levels, public.stored_value_accounts
FROM countertop_service;

-- What belongs to the tills and to headquarters.
REVOKE INSERT, UPDATE, DELETE ON
  public.stores, public.registers, public.locations, public.shifts, public.cash_movements,
  public.journal_entries, public.roles, public.settings, public.tax_categories, public.tax_rates,
  public.payment_methods, public.suppliers, public.stock_documents, public.stock_document_lines
FROM countertop_service;
REVOKE ALL ON public.staff, public.sync_conflicts FROM countertop_service, compat_reader;

-- Nobody goes past a split table to its partitions, where no policy holds and no trigger tells registers of
-- a change.
DO $$
DECLARE
  v_partition regclass;
BEGIN
  FOR v_partition IN
    SELECT c.oid FROM pg_class c
    WHERE c.relispartition AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM countertop_service, compat_reader', v_partition);
  END LOOP;
END $$;
REVOKE INSERT, UPDATE, DELETE ON public.order_numbers FROM countertop_service;

-- All columns of a table but these.
CREATE OR REPLACE FUNCTION compat.hide_columns(
  p_role text, p_table text, VARIADIC p_hidden text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_shown text;
BEGIN
  SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO v_shown
  FROM pg_attribute a
  WHERE a.attrelid = format('public.%I', p_table)::regclass AND a.attnum > 0
    AND NOT a.attisdropped AND a.attname <> ALL (p_hidden);
  EXECUTE format('REVOKE SELECT ON public.%I FROM %I', p_table, p_role);
  EXECUTE format('GRANT SELECT (%s) ON public.%I TO %I', v_shown, p_table, p_role);
END $$;

SELECT count(compat.hide_columns(r.role_name, t.table_name, t.hidden))
FROM (VALUES ('compat_reader'), ('countertop_service')) AS r (role_name)
CROSS JOIN (VALUES
  ('user_credentials', 'password_hash'), ('saved_payment_methods', 'gateway_token'),
  ('stored_value_accounts', 'code_hash')) AS t (table_name, hidden);

-- Functions with their owner's rights are called by those whom somebody named, not by everybody.
DO $$
DECLARE
  v_function regprocedure;
BEGIN
  FOR v_function IN
    SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND p.prokind = 'f' AND n.nspname IN (
      'public', 'compat', 'shop', 'cloudkidd', 'ecommerce', 'microservices', 'bakery', 'baby_petite')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', v_function);
  END LOOP;
END $$;

-- What a web shop's server does in one call: sessions, tokens, keys, jobs.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA shop FROM PUBLIC;
GRANT USAGE ON SCHEMA shop TO countertop_service;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA shop TO countertop_service;

GRANT EXECUTE ON FUNCTION compat.password_hash(uuid), compat.gateway_token(uuid)
TO countertop_service, countertop_customer, compat_reader;
