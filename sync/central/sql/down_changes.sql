-- A register changed a row that is headquarters'. It says on which version it did so: where a field has
-- become something else here meanwhile the change comes too late, is refused and written down, and the
-- register gets central's row. Who may decide such things is asked of central's own books.

-- owned:      what must hold for row r of the store $2 and the register $3
-- fields:     what a register may change in it; '{}' in a table where rows are added or taken away only
-- permission: what the person who decided it must be allowed; null: whoever stands at the till
CREATE OR REPLACE FUNCTION sync.setup_tables()
RETURNS TABLE (table_name text, owned text, fields text[], permission text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    ('registers', 'r.id = $3', '{name}'::text[], NULL),
    -- The name is that of somebody who works here; what a customer may owe has a right of its own.
    ('users', 'CASE WHEN EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.id)
                 THEN EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.id
                              AND (s.home_store_id IS NULL OR s.home_store_id = $2))
                 ELSE NOT r.is_system END',
        '{name,credit_limit_cents,erased_at}', 'staff.manage'),
    ('staff', 'r.home_store_id IS NULL OR r.home_store_id = $2',
        '{pin_hash,pin_changed_at,is_active,left_on}', 'staff.manage'),
    ('roles', 'r.code <> ''admin''', '{name,permissions}', 'staff.manage'),
    ('user_roles', 'EXISTS (SELECT FROM public.staff s WHERE s.user_id = r.user_id
                            AND (s.home_store_id IS NULL OR s.home_store_id = $2))',
        '{}', 'staff.manage'),
    ('settings', '(r.scope = ''store'' AND r.store_id = $2)
                  OR (r.scope = ''register'' AND r.register_id = $3)', '{value}', 'settings.change'),
    ('stores', 'r.id = $2',
        '{prices_include_tax,tax_rounding,rounding,cash_step_cents,receipt_header,receipt_footer}',
        'settings.change'),
    ('products', 'true', '{options}', 'catalogue.edit'),
    ('payment_methods', 'true', '{name,is_active,position}', 'settings.change'),
    ('tax_rates', 'r.store_id IS NULL OR r.store_id = $2', '{valid_to}', 'settings.change'),
    ('promotions', 'true',
        '{name,discount_type,percent_ppm,amount_off_cents,buy_qty,get_qty,min_purchase_cents,
          max_discount_cents,usage_limit,per_user_limit,is_active,is_stackable,starts_at,expires_at}',
        'settings.change'),
    ('promotion_targets', 'r.store_id IS NULL OR r.store_id = $2', '{}', 'settings.change'),
    ('customer_groups', 'true', '{}', 'price.change'),
    ('customer_group_members', 'true', '{}', 'price.change'),
    ('price_lists', 'r.store_id IS NULL OR r.store_id = $2',
        '{name,valid_from,valid_to,is_active,is_stackable}', 'price.change'),
    ('price_list_prices', 'EXISTS (SELECT FROM public.price_lists l WHERE l.id = r.price_list_id
        AND (l.store_id IS NULL OR l.store_id = $2))', '{price_cents}', 'price.change')
$$;

-- Where a register may take rows away: of those that only say what belongs to what.
CREATE OR REPLACE FUNCTION sync.tables_with_removals() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT '{user_roles,promotion_targets,customer_group_members,price_list_prices}'::text[]
$$;

-- Kept under the name that other parts ask.
CREATE OR REPLACE FUNCTION sync.down_tables()
RETURNS TABLE (table_name text, owned text, fields text[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT table_name, owned, fields FROM sync.setup_tables()
$$;

CREATE OR REPLACE FUNCTION sync.key_of(p_table text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_table WHEN 'staff' THEN 'user_id' ELSE 'id' END
$$;

-- Whether somebody works here and one of their roles lets them do something, alone.
CREATE OR REPLACE FUNCTION sync.may(p_user uuid, p_store uuid, p_permission text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.staff s
    JOIN public.user_roles ur ON ur.user_id = s.user_id
    JOIN public.roles ro ON ro.id = ur.role_id
    WHERE s.user_id = p_user AND s.is_active
      AND (s.home_store_id IS NULL OR s.home_store_id = p_store)
      AND (ro.permissions ? '*' OR ro.permissions ? p_permission))
$$;

-- A fact that changes what is headquarters' carries its line of the audit log. The person whom that line
-- names, or who approved it, must be allowed to decide it; without such a line nobody decided it.
-- p_permission: null lets it pass
CREATE OR REPLACE FUNCTION sync.check_leave(
  p_device sync.device, p_fact jsonb, p_table text, p_permission text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_permission IS NOT NULL AND NOT EXISTS (
    SELECT FROM sync.rows_of(p_fact, 'audit_log') AS line (row)
    WHERE sync.may((line.row ->> 'actor_id')::uuid, p_device.store_id, p_permission)
       OR sync.may((line.row #>> '{metadata,approved_by}')::uuid, p_device.store_id, p_permission))
  THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT304',
      MESSAGE = p_table || ': who changed this may not decide it (' || p_permission || ')',
      HINT = 'Let somebody with that right do it again, at a till or at headquarters.';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.rows_of(p_fact jsonb, p_table text) RETURNS TABLE (line jsonb)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(part -> 2, '{}') || given.row
  FROM jsonb_array_elements(p_fact #> '{body,rows}') AS part
  CROSS JOIN jsonb_array_elements(part -> 1) AS given (row)
  WHERE part ->> 0 = p_table
$$;

-- Whether a row hands somebody the right to do everything: the role itself, who gets or loses it, or the
-- PIN of who has it.
CREATE OR REPLACE FUNCTION sync.gives_everything(p_table text, p_row jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_table
    WHEN 'roles' THEN coalesce(p_row -> 'permissions' ? '*', false)
    WHEN 'user_roles' THEN EXISTS (
      SELECT FROM public.roles ro
      WHERE ro.id = (p_row ->> 'role_id')::uuid AND ro.permissions ? '*')
    WHEN 'staff' THEN p_row ? 'pin_hash' AND EXISTS (
      SELECT FROM public.user_roles ur JOIN public.roles ro ON ro.id = ur.role_id
      WHERE ur.user_id = (p_row ->> 'user_id')::uuid AND ro.permissions ? '*')
    ELSE false END
$$;

-- p_facts: those of a batch; each that adds rows to this table must be by somebody who may.
CREATE OR REPLACE FUNCTION sync.check_added(
  p_device sync.device, p_facts jsonb[], p_table text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sync.check_leave(p_device, of.fact, p_table,
    CASE WHEN EXISTS (SELECT FROM sync.rows_of(of.fact, p_table) AS line (row)
                      WHERE sync.gives_everything(p_table, line.row))
      THEN '*' ELSE (SELECT t.permission FROM sync.setup_tables() t WHERE t.table_name = p_table) END)
  FROM unnest(p_facts) AS of (fact)
  WHERE EXISTS (SELECT FROM sync.rows_of(of.fact, p_table))
$$;

-- Everybody chooses their own PIN: a change of that and nothing else, by the person themselves.
CREATE OR REPLACE FUNCTION sync.is_own_pin(p_fact jsonb, p_change jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_change ->> 0 = 'staff'
    AND (p_change -> 3) - ARRAY['pin_hash', 'pin_changed_at'] = '{}'
    AND EXISTS (SELECT FROM sync.rows_of(p_fact, 'audit_log') AS line (row)
                WHERE line.row ->> 'actor_id' = p_change ->> 1)
$$;

-- What a change of a row takes: nothing where somebody chooses their own PIN, a right of its own where it
-- is about what a customer may owe or that they are erased, everything where it leads to somebody who may do everything, else the
-- permission of its table.
CREATE OR REPLACE FUNCTION sync.permission_for(p_fact jsonb, p_change jsonb) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_change -> 3 <> 'null' AND sync.is_own_pin(p_fact, p_change) THEN NULL
    WHEN p_change ->> 0 = 'users' AND (p_change -> 3) - 'credit_limit_cents' = '{}'
      THEN 'customer.limit'
    WHEN p_change ->> 0 = 'users' AND (p_change -> 3) - 'erased_at' = '{}' THEN 'customer.erase'
    WHEN sync.gives_everything(p_change ->> 0,
      coalesce(nullif(p_change -> 3, 'null'), p_change -> 2)
        || jsonb_build_object(sync.key_of(p_change ->> 0), p_change -> 1)) THEN '*'
    ELSE (SELECT t.permission FROM sync.setup_tables() t WHERE t.table_name = p_change ->> 0) END
$$;

-- p_change: [table, key, old values, new values or null, version that they were changed on]
CREATE OR REPLACE FUNCTION sync.change_down_row(
  p_device sync.device, p_event_id uuid, p_change jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_table text := p_change ->> 0;
  v_id uuid := (p_change ->> 1)::uuid;
  v_fact jsonb := (SELECT i.envelope::jsonb FROM sync.inbox i
                   WHERE i.store_id = p_device.store_id AND i.event_id = p_event_id);
  v_is_removal boolean := p_change -> 3 = 'null';
  v_row jsonb;
  v_fields text[];
BEGIN
  IF v_is_removal AND v_table <> ALL (sync.tables_with_removals()) THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = v_table || ': a register takes no row of this table away';
  END IF;
  PERFORM sync.check_leave(p_device, v_fact, v_table, sync.permission_for(v_fact, p_change));
  v_row := sync.lock_down_row(p_device, v_table, v_id);
  IF v_table = 'users' AND shop.is_erased(v_id) THEN
    RETURN;  -- Of who was erased nothing is written any more, not even that it was refused.
  END IF;
  IF v_is_removal THEN
    EXECUTE format('DELETE FROM public.%I WHERE id = $1', v_table) USING v_id;
    RETURN;
  END IF;
  v_fields := sync.fields_to_change(v_table, p_change -> 3);
  IF sync.has_changed_since(p_device, v_table, v_id, (p_change ->> 4)::bigint)
     AND NOT sync.still_has(v_table, v_row, p_change -> 2)
  THEN
    PERFORM sync.note_clash(
      p_device, p_event_id, p_change, 'stale_update', v_fields, v_row, p_change -> 3);
    INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
    VALUES (p_device.store_id, v_table, v_id);
  ELSE
    PERFORM sync.write_fields(v_table, v_id, v_fields, p_change -> 3);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION sync.fields_to_change(p_table text, p_after jsonb) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_allowed text[] := (SELECT t.fields FROM sync.setup_tables() t WHERE t.table_name = p_table);
  v_fields text[] := ARRAY(SELECT jsonb_object_keys(p_after));
BEGIN
  IF NOT v_fields <@ v_allowed THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = p_table || ': a register does not change all of these fields',
      HINT = 'Change them at headquarters.';
  END IF;
  RETURN v_fields;
END $$;

-- Whether a row still has all of these values, in whatever spelling they came.
CREATE OR REPLACE FUNCTION sync.still_has(p_table text, p_row jsonb, p_values jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_as_written jsonb;
BEGIN
  EXECUTE format('SELECT to_jsonb(jsonb_populate_record(NULL::public.%I, $1))', p_table)
  INTO v_as_written USING p_values;
  RETURN NOT EXISTS (SELECT FROM jsonb_object_keys(p_values) AS given (name)
                     WHERE p_row -> given.name IS DISTINCT FROM v_as_written -> given.name);
END $$;

CREATE OR REPLACE FUNCTION sync.lock_down_row(
  p_device sync.device, p_table text, p_id uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_owned text := (SELECT t.owned FROM sync.down_tables() t WHERE t.table_name = p_table);
  v_row jsonb;
BEGIN
  EXECUTE format(
    'SELECT to_jsonb(r) FROM public.%I r
     WHERE r.%I = $1 AND (%s) AND $2 IS NOT NULL AND $3 IS NOT NULL FOR NO KEY UPDATE',
    p_table, sync.key_of(p_table), v_owned)
  INTO v_row USING p_id, p_device.store_id, p_device.device_id;
  IF v_row IS NULL THEN
    RAISE EXCEPTION USING
      ERRCODE = 'CT301', MESSAGE = p_table || ': the row belongs to another register or store',
      HINT = 'Change it at that register, or at headquarters.';
  END IF;
  RETURN v_row;
END $$;

-- Whether a row has a newer position than the one that a register saw, or will get one.
CREATE OR REPLACE FUNCTION sync.has_changed_since(
  p_device sync.device, p_table text, p_id uuid, p_version bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_version IS NULL
    OR EXISTS (SELECT FROM sync.feed f
               WHERE f.feed_id IN (sync.every_store(), p_device.store_id)
                 AND f.table_name = p_table AND f.row_id = p_id AND f.pos > p_version)
    OR EXISTS (SELECT FROM sync.change_inbox c WHERE c.table_name = p_table AND c.row_id = p_id)
$$;
