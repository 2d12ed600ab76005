-- Gift cards and store credit: the balance is the sum of the entries, whoever writes them. Two tills
-- that were apart may have spent the same money: both entries stand, for both have handed out goods;
-- the account is frozen below zero until a person has looked at it.

-- A balance is never brought along, it follows from the entries.
CREATE OR REPLACE FUNCTION sync.begin_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.balance_cents := 0;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER begin_account BEFORE INSERT ON public.stored_value_accounts
FOR EACH ROW EXECUTE FUNCTION sync.begin_account();

-- Accounts are locked in one order, so that two tills do not wait for each other in a circle; the
-- lock is one that a reference to the account does not collide with.
CREATE OR REPLACE FUNCTION sync.follow_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.stored_value_accounts a
  WHERE a.id IN (SELECT w.account_id FROM written w) ORDER BY a.id FOR NO KEY UPDATE;
  UPDATE public.stored_value_accounts a SET
    balance_cents = s.balance_cents, updated_at = now(),
    status = CASE WHEN s.balance_cents < 0 AND a.status = 'active' THEN 'frozen' ELSE a.status END
  FROM (
    SELECT e.account_id, sum(e.amount_cents) AS balance_cents FROM public.stored_value_entries e
    WHERE e.account_id IN (SELECT w.account_id FROM written w) GROUP BY e.account_id) AS s
  WHERE a.id = s.account_id;
  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  SELECT sync.new_id(), w.register_id, 'stored_value_entries', w.id, 'overspent_value',
    jsonb_build_object('card', a.code_last4, 'amount_cents', w.amount_cents,
                       'balance_cents', a.balance_cents)
  FROM written w JOIN public.stored_value_accounts a ON a.id = w.account_id
  WHERE w.amount_cents < 0 AND a.balance_cents < 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_entries AFTER INSERT ON public.stored_value_entries
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_entries();
