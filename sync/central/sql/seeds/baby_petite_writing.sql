-- Seed s4, written: people, addresses, carts, wishes, reviews and counted stock. Keys are text that the web
-- shop makes itself (CUID) or leaves to central. Orders and payments are in baby_petite_order_writing.sql.

-- The key of a row to be written: the writer's own, or a new one.
CREATE OR REPLACE FUNCTION baby_petite.own_key(p_text text) RETURNS uuid
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(compat.text_key(p_text), shop.new_id())
$$;

CREATE OR REPLACE FUNCTION baby_petite.write_user() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.remove_user(compat.text_key(OLD.id));
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    v_id := baby_petite.own_key(NEW.id);
    INSERT INTO public.users (id, name) VALUES (v_id, coalesce(NEW.name, ''));
  ELSE
    v_id := compat.text_key(OLD.id);
  END IF;
  UPDATE public.users SET
    email = compat.email_meant(NEW.email, v_id), name = coalesce(NEW.name, ''), phone = NEW.phone,
    email_verified_at = NEW."emailVerified" AT TIME ZONE 'UTC', updated_at = now()
  WHERE id = v_id;
  PERFORM shop.set_password(v_id, NEW.password);
  UPDATE public.user_credentials SET last_login_at = NEW."lastLoginAt" AT TIME ZONE 'UTC'
  WHERE user_id = v_id AND NEW."lastLoginAt" IS DISTINCT FROM OLD."lastLoginAt";
  PERFORM shop.set_role(v_id, coalesce(NEW.role::text, 'CUSTOMER'))
  WHERE TG_OP = 'INSERT' OR NEW.role IS DISTINCT FROM OLD.role;
  SELECT * INTO NEW FROM baby_petite."User" u WHERE u.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_user INSTEAD OF INSERT OR UPDATE OR DELETE ON baby_petite."User"
FOR EACH ROW EXECUTE FUNCTION baby_petite.write_user();

CREATE OR REPLACE FUNCTION baby_petite.write_address() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE public.addresses SET deleted_at = now(), is_default = false, updated_at = now()
    WHERE id = compat.text_key(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    v_id := baby_petite.own_key(NEW.id);
    INSERT INTO public.addresses (id, user_id, line1, city, postal_code)
    VALUES (v_id, compat.text_key(NEW."userId"), NEW.line1, NEW.city, NEW.zip);
  ELSE
    v_id := compat.text_key(OLD.id);
  END IF;
  UPDATE public.addresses SET
    type = lower(coalesce(NEW.type::text, 'SHIPPING')), first_name = NEW."firstName",
    last_name = NEW."lastName", recipient_name = concat_ws(' ', NEW."firstName", NEW."lastName"),
    company = NEW.company, line1 = NEW.line1, line2 = NEW.line2, city = NEW.city,
    state = coalesce(NEW.state, ''), postal_code = NEW.zip, country = coalesce(NEW.country, 'US'),
    phone = NEW.phone, is_default = coalesce(NEW."isDefault", false), updated_at = now()
  WHERE id = v_id;
  SELECT * INTO NEW FROM baby_petite."Address" a WHERE a.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_address INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."Address" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_address();

CREATE OR REPLACE FUNCTION baby_petite.write_cart() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.drop_cart(compat.text_key(OLD.id));
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    RETURN NEW;
  END IF;
  v_id := shop.open_cart(compat.text_key(NEW."userId"), compat.text_key(NEW.id));
  SELECT * INTO NEW FROM baby_petite."Cart" c WHERE c.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart INSTEAD OF INSERT OR UPDATE OR DELETE ON baby_petite."Cart"
FOR EACH ROW EXECUTE FUNCTION baby_petite.write_cart();

CREATE OR REPLACE FUNCTION baby_petite.write_cart_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN compat.text_key(NEW.id) ELSE compat.text_key(OLD.id) END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.set_cart_quantity(v_id, 0);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.set_cart_quantity(v_id, NEW.quantity);
    IF NEW.quantity = 0 THEN
      RETURN NEW;
    END IF;
  ELSE
    v_id := shop.put_in_cart(
      v_id, compat.text_key(NEW."cartId"), compat.text_key(NEW."variantId"), NEW.quantity);
  END IF;
  SELECT * INTO NEW FROM baby_petite."CartItem" i WHERE i.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."CartItem" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_cart_item();

CREATE OR REPLACE FUNCTION baby_petite.write_wishlist() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.wishlists WHERE id = compat.text_key(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    RETURN NEW;
  END IF;
  v_id := baby_petite.own_key(NEW.id);
  INSERT INTO public.wishlists (id, user_id) VALUES (v_id, compat.text_key(NEW."userId"));
  SELECT * INTO NEW FROM baby_petite."Wishlist" w WHERE w.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_wishlist INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."Wishlist" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_wishlist();

CREATE OR REPLACE FUNCTION baby_petite.write_wishlist_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.wishlist_items WHERE id = compat.text_key(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    RETURN NEW;
  END IF;
  v_id := baby_petite.own_key(NEW.id);
  INSERT INTO public.wishlist_items (id, wishlist_id, product_id)
  VALUES (v_id, compat.text_key(NEW."wishlistId"), compat.text_key(NEW."productId"));
  SELECT * INTO NEW FROM baby_petite."WishlistItem" w WHERE w.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_wishlist_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."WishlistItem" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_wishlist_item();

CREATE OR REPLACE FUNCTION baby_petite.write_review() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.reviews WHERE id = compat.text_key(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    v_id := baby_petite.own_key(NEW.id);
    INSERT INTO public.reviews
      (id, product_id, user_id, rating, title, comment, is_verified_purchase, is_approved)
    VALUES (v_id, compat.text_key(NEW."productId"), compat.text_key(NEW."userId"), NEW.rating,
      NEW.title, NEW.content, coalesce(NEW."isVerified", false),
      coalesce(NEW."isApproved", shop.approves_reviews()));
  ELSE
    v_id := compat.text_key(OLD.id);
    UPDATE public.reviews SET
      rating = CASE WHEN NEW.rating = OLD.rating THEN rating ELSE NEW.rating END,
      title = NEW.title, comment = NEW.content, is_verified_purchase = NEW."isVerified",
      is_approved = NEW."isApproved", helpful_count = NEW."helpfulCount", updated_at = now()
    WHERE id = v_id;
  END IF;
  SELECT * INTO NEW FROM baby_petite."Review" r WHERE r.id = compat.key_text(v_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_review INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."Review" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_review();

-- Somebody counted. What is reserved follows the orders, what is available is the difference.
CREATE OR REPLACE FUNCTION baby_petite.write_inventory() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    PERFORM shop.refuse('stock is there for every variant', 'Update its quantity.');
  ELSIF NEW.reserved IS DISTINCT FROM OLD.reserved OR NEW.available IS DISTINCT FROM OLD.available THEN
    PERFORM shop.refuse('reserved and available follow the open orders', 'Place or cancel an order.');
  END IF;
  PERFORM shop.set_total_stock(compat.text_key(OLD."variantId"), NEW.quantity);
  SELECT * INTO NEW FROM baby_petite."Inventory" i WHERE i.id = OLD.id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_inventory INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."Inventory" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_inventory();
