-- Seed s2, written: people, addresses, roles, reviews and counted stock. Orders, transactions and carts are
-- in microservices_order_writing.sql. Reset tokens are issued by shop.issue_token: only their hash is kept.

CREATE OR REPLACE FUNCTION microservices.write_user() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.remove_user(v_id);
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.users (id, name) VALUES (v_id, '');
    PERFORM shop.set_role(v_id, 'customer');
  END IF;
  UPDATE public.users SET
    email = compat.email_meant(NEW.email, v_id), first_name = NEW.first_name,
    last_name = NEW.last_name, name = concat_ws(' ', NEW.first_name, NEW.last_name),
    phone = NEW.phone_number,
    is_active = coalesce(NEW.is_active, true),
    deleted_at = CASE WHEN coalesce(NEW.is_active, true) THEN NULL ELSE deleted_at END,
    email_verified_at = CASE WHEN NEW.is_verified THEN coalesce(email_verified_at, now()) END,
    updated_at = now()
  WHERE id = v_id;
  PERFORM shop.set_password(v_id, NEW.password);
  SELECT * INTO NEW FROM microservices.users u WHERE u.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_user INSTEAD OF INSERT OR UPDATE OR DELETE ON microservices.users
FOR EACH ROW EXECUTE FUNCTION microservices.write_user();

CREATE OR REPLACE FUNCTION microservices.write_role_mapping() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_int integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.user_roles WHERE int_id = OLD.id;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('a mapping is not altered', 'Delete it and write another.');
  END IF;
  INSERT INTO public.user_roles (id, user_id, role_id)
  VALUES (shop.new_id(), NEW.user_id, ecommerce.key_of('roles', NEW.role_id)) RETURNING int_id INTO v_int;
  SELECT * INTO NEW FROM microservices.user_role_mapping m WHERE m.id = v_int;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_role_mapping INSTEAD OF INSERT OR UPDATE OR DELETE
ON microservices.user_role_mapping FOR EACH ROW EXECUTE FUNCTION microservices.write_role_mapping();

CREATE OR REPLACE FUNCTION microservices.write_address() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE public.addresses SET deleted_at = now(), is_default = false, updated_at = now()
    WHERE id = v_id;
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.addresses (id, user_id, line1, city, postal_code)
    VALUES (v_id, NEW.user_id, NEW.address_line1, NEW.city, NEW.postal_code);
  END IF;
  UPDATE public.addresses SET
    type = CASE WHEN NEW.address_type IS DISTINCT FROM OLD.address_type
      THEN compat.address_type_meant(NEW.address_type) ELSE type END,
    recipient_name = CASE WHEN NEW.full_name IS DISTINCT FROM OLD.full_name
      THEN NEW.full_name ELSE recipient_name END,
    phone = CASE WHEN NEW.phone_number IS DISTINCT FROM OLD.phone_number
      THEN NEW.phone_number ELSE phone END,
    line1 = NEW.address_line1, line2 = NEW.address_line2, city = NEW.city,
    state = coalesce(NEW.state, ''), postal_code = NEW.postal_code,
    country = coalesce(NEW.country, 'US'), is_default = coalesce(NEW.is_default, false),
    updated_at = now()
  WHERE id = v_id;
  SELECT * INTO NEW FROM microservices.user_addresses a WHERE a.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_address INSTEAD OF INSERT OR UPDATE OR DELETE
ON microservices.user_addresses FOR EACH ROW EXECUTE FUNCTION microservices.write_address();

CREATE OR REPLACE FUNCTION microservices.write_review() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.reviews WHERE id = v_id;
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.reviews
      (id, product_id, user_id, rating, title, comment, is_verified_purchase, is_approved)
    VALUES (v_id, NEW.product_id, NEW.user_id, NEW.rating, NEW.title, NEW.comment,
      coalesce(NEW.is_verified_purchase, false),
      coalesce(NEW.is_approved, shop.approves_reviews()));
  ELSE
    UPDATE public.reviews SET
      rating = CASE WHEN NEW.rating = OLD.rating THEN rating ELSE NEW.rating END,
      title = NEW.title, comment = NEW.comment, is_verified_purchase = NEW.is_verified_purchase,
      is_approved = NEW.is_approved, updated_at = now()
    WHERE id = v_id;
  END IF;
  SELECT * INTO NEW FROM microservices.product_reviews r WHERE r.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_review INSTEAD OF INSERT OR UPDATE OR DELETE
ON microservices.product_reviews FOR EACH ROW EXECUTE FUNCTION microservices.write_review();

-- `quantity` is what can be sold; stock of a product lies with its default variant.
CREATE OR REPLACE FUNCTION microservices.write_inventory() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    PERFORM shop.refuse('stock is there for every product', 'Update its quantity.');
  ELSIF NEW.reserved_quantity IS DISTINCT FROM OLD.reserved_quantity THEN
    PERFORM shop.refuse('what is reserved follows the open orders', 'Place or cancel an order.');
  ELSIF NEW.quantity < 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'quantity is at least 0';
  ELSIF NEW.quantity <> OLD.quantity THEN
    PERFORM shop.adjust_stock(d.variant_id, NEW.quantity - OLD.quantity, 'count')
    FROM compat.default_variant d WHERE d.product_id = OLD.product_id;
  END IF;
  SELECT * INTO NEW FROM microservices.product_inventory i WHERE i.id = OLD.id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_inventory INSTEAD OF INSERT OR UPDATE OR DELETE
ON microservices.product_inventory FOR EACH ROW EXECUTE FUNCTION microservices.write_inventory();
