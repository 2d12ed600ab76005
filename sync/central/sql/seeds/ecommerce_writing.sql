-- Seed s1, written: people, addresses, carts, wishes and reviews. Orders are in ecommerce_order_writing.sql.
-- Keys are numbers that central gives; each trigger hands the written row back, so that
-- INSERT … RETURNING id tells them.

CREATE OR REPLACE FUNCTION ecommerce.refuse_own_id(p_id integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_id IS NOT NULL THEN
    PERFORM shop.refuse('keys of this schema are given by central', 'Leave id out.');
  END IF;
END $$;

-- The row behind a number: as in key_of('users', 7). Unknown numbers are a broken reference.
CREATE OR REPLACE FUNCTION ecommerce.key_of(p_table text, p_int_id integer) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF p_int_id IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT id FROM public.%I WHERE int_id = $1', p_table) INTO v_id USING p_int_id;
  IF v_id IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
      MESSAGE = format('%s has no row %s', p_table, p_int_id);
  END IF;
  RETURN v_id;
END $$;

CREATE OR REPLACE FUNCTION ecommerce.write_user() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_int integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM ecommerce.refuse_own_id(NEW.id);
    INSERT INTO public.users (id, email, name, first_name, last_name, is_active)
    VALUES (shop.new_id(), lower(NEW.email), concat_ws(' ', NEW.first_name, NEW.last_name),
      NEW.first_name, NEW.last_name, coalesce(NEW.is_active, true))
    RETURNING id, int_id INTO v_id, v_int;
  ELSE
    v_int := OLD.id;
    v_id := ecommerce.key_of('users', OLD.id);
    IF TG_OP = 'DELETE' THEN
      PERFORM shop.remove_user(v_id);
      RETURN OLD;
    END IF;
    UPDATE public.users SET
      email = lower(NEW.email), first_name = NEW.first_name, last_name = NEW.last_name,
      name = concat_ws(' ', NEW.first_name, NEW.last_name), is_active = NEW.is_active,
      deleted_at = CASE WHEN NEW.is_active THEN NULL ELSE deleted_at END, updated_at = now()
    WHERE id = v_id;
  END IF;
  PERFORM shop.set_password(v_id, NEW.hashed_password);
  PERFORM shop.set_role(v_id, coalesce(NEW.role, 'customer'));
  SELECT * INTO NEW FROM ecommerce."User" u WHERE u.id = v_int;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_user INSTEAD OF INSERT OR UPDATE OR DELETE ON ecommerce."User"
FOR EACH ROW EXECUTE FUNCTION ecommerce.write_user();

CREATE OR REPLACE FUNCTION ecommerce.write_address() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_int integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM ecommerce.refuse_own_id(NEW.id);
    INSERT INTO public.addresses
      (id, user_id, type, line1, line2, city, state, postal_code, country, is_default)
    VALUES (shop.new_id(), ecommerce.key_of('users', NEW.user_id), 'both', NEW.address_line1,
      NEW.address_line2, NEW.city, coalesce(NEW.state, ''), NEW.postal_code,
      coalesce(NEW.country, 'US'), coalesce(NEW.is_default, 0) <> 0)
    RETURNING int_id INTO v_int;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE public.addresses SET deleted_at = now(), is_default = false, updated_at = now()
    WHERE int_id = OLD.id;
    RETURN OLD;
  ELSE
    v_int := OLD.id;
    UPDATE public.addresses SET
      line1 = NEW.address_line1, line2 = NEW.address_line2, city = NEW.city,
      state = coalesce(NEW.state, ''), postal_code = NEW.postal_code, country = NEW.country,
      is_default = NEW.is_default <> 0, updated_at = now()
    WHERE int_id = OLD.id;
  END IF;
  SELECT * INTO NEW FROM ecommerce."Address" a WHERE a.id = v_int;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_address INSTEAD OF INSERT OR UPDATE OR DELETE ON ecommerce."Address"
FOR EACH ROW EXECUTE FUNCTION ecommerce.write_address();

CREATE OR REPLACE FUNCTION ecommerce.write_cart() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.drop_cart(ecommerce.key_of('carts', OLD.id));
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('a cart keeps its customer', 'Write its lines; times are kept by central.');
  END IF;
  PERFORM ecommerce.refuse_own_id(NEW.id);
  v_id := shop.open_cart(ecommerce.key_of('users', NEW.user_id));
  SELECT c.* INTO NEW FROM ecommerce."Cart" c JOIN public.carts k ON k.int_id = c.id WHERE k.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart INSTEAD OF INSERT OR UPDATE OR DELETE ON ecommerce."Cart"
FOR EACH ROW EXECUTE FUNCTION ecommerce.write_cart();

-- A line names a variant, or a product and means its default variant.
CREATE OR REPLACE FUNCTION ecommerce.write_cart_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.set_cart_quantity(ecommerce.key_of('cart_lines', OLD.id), 0);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    v_id := ecommerce.key_of('cart_lines', OLD.id);
    PERFORM shop.set_cart_quantity(v_id, NEW.quantity);
  ELSE
    PERFORM ecommerce.refuse_own_id(NEW.id);
    v_id := shop.put_in_cart(NULL, ecommerce.key_of('carts', NEW.cart_id),
      ecommerce.article(NEW.product_id, NEW.variant_id), NEW.quantity, NEW.metadata);
  END IF;
  SELECT i.* INTO NEW FROM ecommerce."CartItem" i JOIN public.cart_lines l ON l.int_id = i.id
  WHERE l.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."CartItem" FOR EACH ROW EXECUTE FUNCTION ecommerce.write_cart_item();

CREATE OR REPLACE FUNCTION ecommerce.article(p_product integer, p_variant integer) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_product uuid := ecommerce.key_of('products', p_product);
  v_variant uuid := ecommerce.key_of('variants', p_variant);
BEGIN
  IF v_variant IS NULL THEN
    RETURN (SELECT d.variant_id FROM compat.default_variant d WHERE d.product_id = v_product);
  ELSIF v_product IS NOT NULL AND NOT EXISTS (
      SELECT FROM public.variants v WHERE v.id = v_variant AND v.product_id = v_product) THEN
    PERFORM shop.refuse(format('variant %s is not one of product %s', p_variant, p_product));
  END IF;
  RETURN v_variant;
END $$;

CREATE OR REPLACE FUNCTION ecommerce.write_wishlist() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_int integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.wishlists WHERE int_id = OLD.id;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('a wishlist keeps its customer', 'Write its items.');
  END IF;
  PERFORM ecommerce.refuse_own_id(NEW.id);
  INSERT INTO public.wishlists (id, user_id)
  VALUES (shop.new_id(), ecommerce.key_of('users', NEW.user_id)) RETURNING int_id INTO v_int;
  SELECT * INTO NEW FROM ecommerce."Wishlist" w WHERE w.id = v_int;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_wishlist INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."Wishlist" FOR EACH ROW EXECUTE FUNCTION ecommerce.write_wishlist();

CREATE OR REPLACE FUNCTION ecommerce.write_wishlist_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_int integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.wishlist_items WHERE int_id = OLD.id;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('a wish is not altered', 'Delete it and write another.');
  END IF;
  PERFORM ecommerce.refuse_own_id(NEW.id);
  INSERT INTO public.wishlist_items (id, wishlist_id, product_id)
  VALUES (shop.new_id(), ecommerce.key_of('wishlists', NEW.wishlist_id),
    ecommerce.key_of('products', NEW.product_id)) RETURNING int_id INTO v_int;
  SELECT * INTO NEW FROM ecommerce."WishlistItem" w WHERE w.id = v_int;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_wishlist_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."WishlistItem" FOR EACH ROW EXECUTE FUNCTION ecommerce.write_wishlist_item();

CREATE OR REPLACE FUNCTION ecommerce.write_review() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_int integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.reviews WHERE int_id = OLD.id;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    v_int := OLD.id;
    UPDATE public.reviews SET rating = NEW.rating, title = NEW.title, comment = NEW.comment,
      is_verified_purchase = NEW.is_verified_purchase <> 0, updated_at = now()
    WHERE int_id = OLD.id;
  ELSE
    PERFORM ecommerce.refuse_own_id(NEW.id);
    INSERT INTO public.reviews
      (id, product_id, user_id, rating, title, comment, is_verified_purchase, is_approved)
    VALUES (shop.new_id(), ecommerce.key_of('products', NEW.product_id),
      ecommerce.key_of('users', NEW.user_id), NEW.rating, NEW.title, NEW.comment,
      coalesce(NEW.is_verified_purchase, 0) <> 0, shop.approves_reviews()) RETURNING int_id INTO v_int;
  END IF;
  SELECT * INTO NEW FROM ecommerce."Review" r WHERE r.id = v_int;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_review INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."Review" FOR EACH ROW EXECUTE FUNCTION ecommerce.write_review();
