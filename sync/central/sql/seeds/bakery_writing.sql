-- Seed s3, written: people, addresses, carts, orders with their items and payments, and counted stock.
-- Amounts are decimals; an order has no tax of its own, it is in the prices.

CREATE OR REPLACE FUNCTION bakery.write_user() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.remove_user(v_id);
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.users (id, name, email, phone)
    VALUES (v_id, NEW.name, lower(NEW.email), NEW.phone);
    PERFORM shop.set_role(v_id, 'customer');
  ELSE
    UPDATE public.users SET
      name = NEW.name, email = lower(NEW.email), phone = NEW.phone, updated_at = now()
    WHERE id = v_id;
  END IF;
  SELECT * INTO NEW FROM bakery."USERS" u WHERE u.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_user INSTEAD OF INSERT OR UPDATE OR DELETE ON bakery."USERS"
FOR EACH ROW EXECUTE FUNCTION bakery.write_user();

CREATE OR REPLACE FUNCTION bakery.write_address() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := CASE WHEN TG_OP = 'INSERT' THEN coalesce(NEW.id, shop.new_id()) ELSE OLD.id END;
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE public.addresses SET deleted_at = now(), is_default = false, updated_at = now()
    WHERE id = v_id;
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.addresses
      (id, user_id, type, line1, line2, city, state, postal_code, country, is_default)
    VALUES (v_id, nullif(NEW.user_id, compat.walk_in()), 'both', NEW.line1, NEW.line2, NEW.city,
      coalesce(NEW.state, ''), NEW.postal_code, coalesce(NEW.country, 'US'),
      coalesce(NEW.is_default, false));
  ELSE
    UPDATE public.addresses SET
      line1 = NEW.line1, line2 = NEW.line2, city = NEW.city, state = coalesce(NEW.state, ''),
      postal_code = NEW.postal_code, country = NEW.country, is_default = NEW.is_default,
      updated_at = now()
    WHERE id = v_id;
  END IF;
  SELECT * INTO NEW FROM bakery."ADDRESSES" a WHERE a.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_address INSTEAD OF INSERT OR UPDATE OR DELETE ON bakery."ADDRESSES"
FOR EACH ROW EXECUTE FUNCTION bakery.write_address();

-- What a cart costs follows its items: nothing of it can be changed (columns_written.sql).
CREATE OR REPLACE FUNCTION bakery.write_cart() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.drop_cart(OLD.id);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    RETURN NEW;
  END IF;
  v_id := shop.open_cart(NEW.user_id, NEW.id);
  SELECT * INTO NEW FROM bakery."CARTS" c WHERE c.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart INSTEAD OF INSERT OR UPDATE OR DELETE ON bakery."CARTS"
FOR EACH ROW EXECUTE FUNCTION bakery.write_cart();

CREATE OR REPLACE FUNCTION bakery.write_cart_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.set_cart_quantity(OLD.id, 0);
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    v_id := OLD.id;
    PERFORM shop.set_cart_quantity(v_id, NEW.quantity);
    IF NEW.quantity = 0 THEN
      RETURN NEW;
    END IF;
  ELSE
    v_id := shop.put_in_cart(NEW.id, NEW.cart_id, NEW.variant_id, NEW.quantity);
  END IF;
  SELECT * INTO NEW FROM bakery."CART_ITEMS" i WHERE i.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_cart_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON bakery."CART_ITEMS" FOR EACH ROW EXECUTE FUNCTION bakery.write_cart_item();

CREATE OR REPLACE FUNCTION bakery.write_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse(format('order %s is not deleted', OLD.order_no), 'Cancel it instead.');
  ELSIF TG_OP = 'INSERT' THEN
    v_id := shop.place_order(
      NEW.id, NEW.order_no, nullif(NEW.user_id, compat.walk_in()),
      p_status => compat.order_status_meant(coalesce(NEW.status, 'CREATED')),
      p_subtotal_cents => coalesce(compat.cents_meant(NEW.subtotal, 'subtotal'), 0),
      p_discount_cents => coalesce(compat.cents_meant(NEW.discount, 'discount'), 0),
      p_shipping_cents => coalesce(compat.cents_meant(NEW.shipping, 'shipping'), 0),
      p_total_cents => compat.cents_meant(NEW.total, 'total'),
      p_ship_address_id => NEW.ship_to_id, p_bill_address_id => NEW.bill_to_id,
      p_placed_at => NEW.placed_at);
  ELSE
    v_id := OLD.id;
    PERFORM shop.change_order(
      v_id, compat.cents_meant(NEW.subtotal, 'subtotal'), compat.cents_meant(NEW.discount, 'discount'),
      compat.cents_meant(NEW.shipping, 'shipping'), 0, compat.cents_meant(NEW.total, 'total'))
    WHERE (NEW.subtotal, NEW.discount, NEW.shipping, NEW.total)
      IS DISTINCT FROM (OLD.subtotal, OLD.discount, OLD.shipping, OLD.total);
    PERFORM shop.set_order_status(v_id, compat.order_status_meant(NEW.status))
    WHERE NEW.status IS DISTINCT FROM OLD.status;
  END IF;
  SELECT * INTO NEW FROM bakery."ORDERS" o WHERE o.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order INSTEAD OF INSERT OR UPDATE OR DELETE ON bakery."ORDERS"
FOR EACH ROW EXECUTE FUNCTION bakery.write_order();

CREATE OR REPLACE FUNCTION bakery.write_order_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_total numeric := nullif(NEW.line_total, OLD.line_total);
BEGIN
  IF TG_OP = 'INSERT' THEN
    v_id := shop.add_order_line(
      NEW.id, NEW.order_id, NEW.variant_id, NEW.quantity,
      compat.cents_meant(NEW.unit_price, 'unit_price'), p_sku => NEW.sku);
  ELSE
    v_id := OLD.id;
    IF TG_OP = 'DELETE' THEN
      PERFORM shop.remove_order_line(v_id);
      RETURN OLD;
    END IF;
    PERFORM shop.change_order_line(
      v_id, NEW.quantity, compat.cents_meant(NEW.unit_price, 'unit_price'));
  END IF;
  SELECT * INTO NEW FROM bakery."ORDER_ITEMS" i WHERE i.id = v_id;
  PERFORM compat.check_line_total(v_total, NEW.line_total, 'line_total');
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON bakery."ORDER_ITEMS" FOR EACH ROW EXECUTE FUNCTION bakery.write_order_item();

-- Each order is seen with one payment, whose key is the order's: a key that the writer gives is not kept.
CREATE OR REPLACE FUNCTION bakery.write_payment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse('a payment is not deleted', 'Set its status to REFUNDED.');
  ELSIF TG_OP = 'INSERT' THEN
    v_order := NEW.order_id;
    PERFORM shop.refuse_second_payment(v_order);
    PERFORM shop.record_payment(
      NULL, v_order, compat.pay_method_meant(NEW.method), compat.cents_meant(NEW.amount, 'amount'),
      compat.payment_status_meant(coalesce(NEW.status, 'INITIATED')),
      p_provider_payment_id => NEW.txn_id, p_captured_at => NEW.paid_at);
  ELSE
    v_order := OLD.order_id;
    PERFORM shop.set_payment_status(
      p.payment_id,
      CASE WHEN NEW.status = OLD.status THEN k.status ELSE compat.payment_status_meant(NEW.status) END,
      p_provider_payment_id => nullif(NEW.txn_id, OLD.txn_id))
    FROM compat.order_payment p JOIN public.payments k ON k.id = p.payment_id
    WHERE p.order_id = v_order;
  END IF;
  SELECT * INTO NEW FROM bakery."PAYMENTS" p WHERE p.order_id = v_order;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_payment INSTEAD OF INSERT OR UPDATE OR DELETE ON bakery."PAYMENTS"
FOR EACH ROW EXECUTE FUNCTION bakery.write_payment();

-- Somebody counted. What is reserved follows the orders.
CREATE OR REPLACE FUNCTION bakery.write_inventory_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    PERFORM shop.refuse('stock is there for every variant', 'Update quantity_on_hand.');
  ELSIF NEW.quantity_reserved IS DISTINCT FROM OLD.quantity_reserved THEN
    PERFORM shop.refuse('what is reserved follows the open orders', 'Place or cancel an order.');
  END IF;
  PERFORM shop.set_total_stock(v.id, NEW.quantity_on_hand) FROM public.variants v
  WHERE v.sku = OLD.sku;
  SELECT * INTO NEW FROM bakery."INVENTORY_ITEMS" i WHERE i.id = OLD.id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_inventory_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON bakery."INVENTORY_ITEMS" FOR EACH ROW EXECUTE FUNCTION bakery.write_inventory_item();

SELECT shop.close_views('bakery', 'Catalogue, coupons and shipments are kept at headquarters.');
