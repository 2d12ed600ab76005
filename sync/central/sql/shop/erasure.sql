-- A customer is erased: whoever sets users.erased_at, at a till or in the web shop, sets this going. What
-- the law says must stay (orders, payments, what was given back) stays without the person; all that tells
-- who it was goes, also from the records that were folded into theirs. It cannot be undone, and what comes
-- later from a till that did not know yet goes the same way.

CREATE OR REPLACE FUNCTION shop.is_erased(p_user uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.users u WHERE u.id = p_user AND u.erased_at IS NOT NULL)
$$;

-- The record itself: empty from then on, whatever somebody writes into it. Who is folded into somebody who
-- was erased is that person, too.
CREATE OR REPLACE FUNCTION shop.keep_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.erased_at IS NULL AND OLD.erased_at IS NULL AND NOT shop.is_erased(NEW.merged_into_id) THEN
    RETURN NEW;
  ELSIF NEW.is_system OR EXISTS (SELECT FROM public.staff s WHERE s.user_id = NEW.id) THEN
    PERFORM shop.refuse('staff and service accounts are not erased');
  END IF;
  NEW.erased_at := coalesce(OLD.erased_at, NEW.erased_at, now());
  NEW.name := '';
  NEW.email := NULL;
  NEW.phone := NULL;
  NEW.first_name := NULL;
  NEW.last_name := NULL;
  NEW.customer_no := NULL;
  NEW.avatar_blob_id := NULL;
  NEW.email_verified_at := NULL;
  NEW.phone_verified_at := NULL;
  NEW.note := NULL;
  NEW.tax_exempt_no := NULL;
  NEW.credit_limit_cents := NULL;
  NEW.marketing_opt_in := false;
  NEW.is_active := false;
  NEW.deleted_at := coalesce(NEW.deleted_at, NEW.erased_at);
  RETURN NEW;
END $$;

-- Its name lets it come after lead_to_last.
CREATE OR REPLACE TRIGGER now_erased BEFORE UPDATE ON public.users
FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL OR OLD.erased_at IS NOT NULL
  OR NEW.merged_into_id IS NOT NULL)
EXECUTE FUNCTION shop.keep_erased();

-- What is known about them elsewhere.
CREATE OR REPLACE FUNCTION shop.follow_erasure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.erase_documents(NEW.id);
  PERFORM shop.erase_family(NEW.id);
  PERFORM shop.erase_traces(NEW.id);
  UPDATE public.users SET erased_at = NEW.erased_at
  WHERE merged_into_id = NEW.id AND erased_at IS NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_erasure AFTER UPDATE ON public.users
FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL)
EXECUTE FUNCTION shop.follow_erasure();

-- Orders keep their goods, sums and taxes; addresses keep their key, since orders point at them.
CREATE OR REPLACE FUNCTION shop.erase_documents(p_user uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.orders SET
    customer_name = NULL, customer_email = NULL, customer_phone = NULL, customer_notes = NULL,
    internal_notes = NULL, ship_address = NULL, bill_address = NULL
  WHERE user_id = p_user;
  UPDATE public.carts SET label = NULL, note = NULL WHERE user_id = p_user;
  UPDATE public.addresses SET
    recipient_name = '', first_name = NULL, last_name = NULL, company = NULL, phone = NULL,
    line1 = '', line2 = NULL, city = '', state = '', postal_code = '', is_default = false,
    deleted_at = coalesce(deleted_at, now())
  WHERE user_id = p_user;
$$;

-- Children go as a whole. A registry stays closed and nameless, since guests bought from it.
CREATE OR REPLACE FUNCTION shop.erase_family(p_user uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.growth_entries WHERE registry_id IN (
    SELECT r.id FROM public.registries r WHERE r.user_id = p_user);
  UPDATE public.registry_items SET notes = NULL WHERE registry_id IN (
    SELECT r.id FROM public.registries r WHERE r.user_id = p_user);
  UPDATE public.registries SET
    name = '', baby_name = NULL, baby_gender = NULL, child_id = NULL, predicted_sizes = NULL,
    share_url = id::text, is_public = false, closed_at = coalesce(closed_at, now())
  WHERE user_id = p_user;
  DELETE FROM public.children WHERE user_id = p_user;
$$;

-- What they did, signed in with and were told; clashes that show what two tills wrote about them.
CREATE OR REPLACE FUNCTION shop.erase_traces(p_user uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.user_credentials WHERE user_id = p_user;
  DELETE FROM public.verification_tokens WHERE user_id = p_user;
  DELETE FROM public.sessions WHERE user_id = p_user;
  DELETE FROM public.saved_payment_methods WHERE user_id = p_user;
  DELETE FROM public.wishlists WHERE user_id = p_user;
  DELETE FROM public.notifications WHERE user_id = p_user;
  DELETE FROM public.customer_group_members WHERE user_id = p_user;
  DELETE FROM public.behavior_events WHERE user_id = p_user;
  DELETE FROM public.recommendation_log WHERE user_id = p_user;
  UPDATE public.reviews SET title = NULL, comment = NULL WHERE user_id = p_user;
  UPDATE public.sync_conflicts SET central_data = '{}', register_data = '{}'
  WHERE table_name = 'users' AND row_id = p_user
     OR table_name = 'addresses' AND row_id IN (
       SELECT a.id FROM public.addresses a WHERE a.user_id = p_user);
$$;

-- What comes later, from a till or a web shop that did not know yet.
CREATE OR REPLACE FUNCTION shop.forget_buyer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF shop.is_erased(NEW.user_id) THEN
    NEW.customer_name := NULL;
    NEW.customer_email := NULL;
    NEW.customer_phone := NULL;
    NEW.customer_notes := NULL;
    NEW.internal_notes := NULL;
    NEW.ship_address := NULL;
    NEW.bill_address := NULL;
  END IF;
  RETURN NEW;
END $$;

-- Named to come after give_to_first, which finds whose record it is.
CREATE OR REPLACE TRIGGER nobody_erased BEFORE INSERT OR UPDATE OF
  user_id, customer_name, customer_email, customer_phone, customer_notes, internal_notes, ship_address,
  bill_address
ON public.orders
FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION shop.forget_buyer();

CREATE OR REPLACE FUNCTION shop.drop_row_of_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF shop.is_erased(NEW.user_id) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER nobody_erased BEFORE INSERT ON public.addresses
FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION shop.drop_row_of_erased();
CREATE OR REPLACE TRIGGER nobody_erased BEFORE INSERT ON public.children
FOR EACH ROW EXECUTE FUNCTION shop.drop_row_of_erased();
