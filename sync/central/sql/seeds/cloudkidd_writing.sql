-- Seed s0, written. Its document names keys and little else, so the rest is what a shop means by it: a
-- line is one piece of the product's default variant at its present price, the same product again adds
-- a piece, and a payment is the whole amount that is due.

CREATE OR REPLACE FUNCTION cloudkidd.write_user() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.remove_user(v_id);
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.users (id, name) VALUES (v_id, coalesce(NEW.name, NEW.email, NEW.phone, ''));
  END IF;
  UPDATE public.users SET
    email = lower(NEW.email), phone = NEW.phone, name = coalesce(NEW.name, name),
    is_active = coalesce(NEW.is_active, true),
    deleted_at = CASE WHEN coalesce(NEW.is_active, true) THEN NULL ELSE deleted_at END,
    phone_verified_at = CASE WHEN NEW.is_verified THEN coalesce(phone_verified_at, now()) END,
    email_verified_at = CASE WHEN NEW.is_verified THEN email_verified_at END, updated_at = now()
  WHERE id = v_id;
  PERFORM shop.set_role(v_id, coalesce(NEW.role, 'customer'));
  SELECT * INTO NEW FROM cloudkidd.users u WHERE u.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_user INSTEAD OF INSERT OR UPDATE OR DELETE ON cloudkidd.users
FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_user();

CREATE OR REPLACE FUNCTION cloudkidd.write_address() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE public.addresses SET deleted_at = now(), updated_at = now() WHERE id = v_id;
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.addresses (id, user_id, type, line1, city, postal_code)
    VALUES (v_id, NEW.user_id, 'both', '', '', NEW.pincode);
  ELSE
    UPDATE public.addresses SET postal_code = NEW.pincode, updated_at = now() WHERE id = v_id;
  END IF;
  SELECT * INTO NEW FROM cloudkidd.addresses a WHERE a.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_address INSTEAD OF INSERT OR UPDATE OR DELETE ON cloudkidd.addresses
FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_address();

CREATE OR REPLACE FUNCTION cloudkidd.write_cart() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.drop_cart(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('a cart keeps its customer', 'Write its items.');
  END IF;
  NEW.id := shop.open_cart(NEW.user_id, NEW.id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart INSTEAD OF INSERT OR UPDATE OR DELETE ON cloudkidd.carts
FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_cart();

CREATE OR REPLACE FUNCTION cloudkidd.article(p_product uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.variant_id FROM compat.default_variant d WHERE d.product_id = p_product
$$;

CREATE OR REPLACE FUNCTION cloudkidd.write_cart_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.set_cart_quantity(OLD.id, 0);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('an item of a cart is not altered', 'Delete it and write another.');
  END IF;
  NEW.id := shop.put_in_cart(NEW.id, NEW.cart_id, cloudkidd.article(NEW.product_id), 1);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON cloudkidd.cart_items FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_cart_item();

CREATE OR REPLACE FUNCTION cloudkidd.write_wish() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.wishlist_items WHERE id = OLD.id;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('a wish is not altered', 'Delete it and write another.');
  END IF;
  INSERT INTO public.wishlist_items (id, wishlist_id, product_id)
  VALUES (coalesce(NEW.id, shop.new_id()), shop.open_wishlist(NEW.user_id), NEW.product_id)
  RETURNING id INTO NEW.id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_wish INSTEAD OF INSERT OR UPDATE OR DELETE ON cloudkidd.wishlists
FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_wish();

CREATE OR REPLACE FUNCTION cloudkidd.write_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse(format('order %s is not deleted', OLD.order_number), 'Cancel it instead.');
  ELSIF TG_OP = 'INSERT' THEN
    IF NEW.coupon_id IS NOT NULL THEN
      PERFORM shop.refuse('an order of this schema has no amounts, so no coupon can be taken off it',
                          'Call shop.redeem_coupon when the order is complete.');
    END IF;
    v_id := shop.place_order(
      NEW.id, NEW.order_number, NEW.user_id,
      p_status => compat.order_status_meant(coalesce(NEW.status, 'pending')),
      p_ship_address_id => NEW.address_id);
  ELSE
    PERFORM shop.refuse_to_alter(
      to_jsonb(OLD), to_jsonb(NEW), 'id', 'user_id', 'address_id', 'coupon_id', 'order_number');
    v_id := OLD.id;
    PERFORM shop.set_order_status(v_id, compat.order_status_meant(NEW.status))
    WHERE NEW.status IS DISTINCT FROM OLD.status;
  END IF;
  SELECT * INTO NEW FROM cloudkidd.orders o WHERE o.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order INSTEAD OF INSERT OR UPDATE OR DELETE ON cloudkidd.orders
FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_order();

CREATE OR REPLACE FUNCTION cloudkidd.write_order_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_variant uuid;
  v_line record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.remove_order_line(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM shop.refuse('an item of an order is not altered', 'Delete it and write another.');
  END IF;
  v_variant := cloudkidd.article(NEW.product_id);
  SELECT l.id, l.quantity INTO v_line FROM public.order_lines l
  WHERE l.order_id = NEW.order_id AND l.variant_id = v_variant;
  IF v_line.id IS NULL THEN
    NEW.id := shop.add_order_line(NEW.id, NEW.order_id, v_variant, 1);
  ELSE
    PERFORM shop.change_order_line(v_line.id, v_line.quantity + 1);
    NEW.id := v_line.id;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON cloudkidd.order_items FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_order_item();

-- A payment settles what is due; an attempt is a try that failed.
CREATE OR REPLACE FUNCTION cloudkidd.write_payment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order uuid;
  v_due bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM shop.refuse('a payment is posted and neither altered nor deleted',
                        'Money that goes back is a refund.');
  END IF;
  v_order := (coalesce(to_jsonb(NEW) ->> 'payment_id', to_jsonb(NEW) ->> 'order_id'))::uuid;
  SELECT o.total_cents - o.paid_cents INTO v_due FROM public.orders o WHERE o.id = v_order;
  IF coalesce(v_due, 1) <= 0 THEN
    PERFORM shop.refuse('nothing is due for this order', 'Write its items first, and pay it once.');
  END IF;
  NEW.id := shop.record_payment(
    CASE WHEN TG_TABLE_NAME = 'payment_attempts' THEN NEW.id END, v_order, 'card', v_due,
    CASE TG_TABLE_NAME WHEN 'payments' THEN 'captured' ELSE 'failed' END,
    p_provider_payment_id => to_jsonb(NEW) ->> 'transaction_id');
  IF TG_TABLE_NAME = 'payments' THEN
    NEW.id := v_order;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_payment INSTEAD OF INSERT OR UPDATE OR DELETE ON cloudkidd.payments
FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_payment();
CREATE OR REPLACE TRIGGER write_payment INSTEAD OF INSERT OR UPDATE OR DELETE
ON cloudkidd.payment_attempts FOR EACH ROW EXECUTE FUNCTION cloudkidd.write_payment();

SELECT shop.close_views('cloudkidd', 'Catalogue, coupons and refunds are kept at headquarters.');
