-- Seed s2, written: orders with their items, transactions, and the cart as a document.

CREATE OR REPLACE FUNCTION microservices.write_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse(format('order %s is not deleted', OLD.order_number), 'Cancel it instead.');
  ELSIF TG_OP = 'INSERT' THEN
    v_id := shop.place_order(
      NEW.id, NEW.order_number, nullif(NEW.user_id, compat.walk_in()),
      p_status => compat.order_status_meant(coalesce(NEW.status, 'PENDING')),
      p_subtotal_cents => coalesce(compat.cents_meant(NEW.subtotal, 'subtotal'), 0),
      p_discount_cents => coalesce(compat.cents_meant(NEW.discount_amount, 'discount_amount'), 0),
      p_shipping_cents => coalesce(compat.cents_meant(NEW.shipping_amount, 'shipping_amount'), 0),
      p_tax_cents => coalesce(compat.cents_meant(NEW.tax_amount, 'tax_amount'), 0),
      p_total_cents => compat.cents_meant(NEW.total_amount, 'total_amount'),
      p_ship_address_id => NEW.shipping_address_id, p_bill_address_id => NEW.billing_address_id,
      p_customer_notes => NEW.notes, p_placed_at => NEW.created_at AT TIME ZONE 'UTC');
  ELSE
    v_id := OLD.id;
    PERFORM shop.change_order(
      v_id, compat.cents_meant(NEW.subtotal, 'subtotal'),
      compat.cents_meant(NEW.discount_amount, 'discount_amount'),
      compat.cents_meant(NEW.shipping_amount, 'shipping_amount'),
      compat.cents_meant(NEW.tax_amount, 'tax_amount'),
      compat.cents_meant(NEW.total_amount, 'total_amount'), p_customer_notes => NEW.notes)
    WHERE (NEW.subtotal, NEW.discount_amount, NEW.shipping_amount, NEW.tax_amount, NEW.total_amount,
           NEW.notes)
      IS DISTINCT FROM (OLD.subtotal, OLD.discount_amount, OLD.shipping_amount, OLD.tax_amount,
           OLD.total_amount, OLD.notes);
    IF NEW.tracking_number IS DISTINCT FROM OLD.tracking_number THEN
      PERFORM shop.refuse('a tracking number comes with the step to SHIPPED')
      WHERE compat.order_status_meant(NEW.status) <> 'shipped' OR NEW.status = OLD.status;
      PERFORM shop.ship(v_id, p_tracking_number => NEW.tracking_number);
    ELSIF NEW.status IS DISTINCT FROM OLD.status THEN
      PERFORM shop.set_order_status(
        v_id, compat.order_status_meant(NEW.status), NEW.cancellation_reason);
    END IF;
  END IF;
  SELECT * INTO NEW FROM microservices.orders o WHERE o.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order INSTEAD OF INSERT OR UPDATE OR DELETE ON microservices.orders
FOR EACH ROW EXECUTE FUNCTION microservices.write_order();

-- This seed knows products only: an item is the product's default variant.
CREATE OR REPLACE FUNCTION microservices.write_order_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_total numeric := nullif(NEW.total_price, OLD.total_price);
BEGIN
  IF TG_OP = 'INSERT' THEN
    v_id := shop.add_order_line(
      NEW.id, NEW.order_id, cloudkidd.article(NEW.product_id), NEW.quantity,
      compat.cents_meant(NEW.unit_price, 'unit_price'), p_product_name => NEW.product_name,
      p_sku => NEW.product_sku);
  ELSE
    v_id := OLD.id;
    IF TG_OP = 'DELETE' THEN
      PERFORM shop.remove_order_line(v_id);
      RETURN OLD;
    END IF;
    PERFORM shop.change_order_line(
      v_id, NEW.quantity, compat.cents_meant(NEW.unit_price, 'unit_price'));
  END IF;
  SELECT * INTO NEW FROM microservices.order_items i WHERE i.id = v_id;
  PERFORM compat.check_line_total(v_total, NEW.total_price, 'total_price');
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON microservices.order_items FOR EACH ROW EXECUTE FUNCTION microservices.write_order_item();

CREATE OR REPLACE FUNCTION microservices.write_transaction() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse('a transaction is not deleted', 'Set its status to CANCELLED or REFUNDED.');
  ELSIF TG_OP = 'INSERT' THEN
    v_id := shop.record_payment(
      NEW.id, NEW.order_id,
      (SELECT m.code FROM public.payment_methods m
       WHERE m.id = ecommerce.key_of('payment_methods', NEW.payment_method_id)),
      compat.cents_meant(NEW.amount, 'amount'),
      compat.payment_status_meant(coalesce(NEW.status, 'PENDING')),
      p_number => NEW.transaction_number, p_provider_payment_id => NEW.gateway_transaction_id,
      p_provider_response => NEW.gateway_response, p_failure_reason => NEW.failure_reason,
      p_captured_at => NEW.processed_at AT TIME ZONE 'UTC');
  ELSE
    v_id := OLD.id;
    IF nullif(NEW.refund_amount, OLD.refund_amount) <> OLD.amount THEN
      PERFORM shop.refuse('a transaction is given back as a whole',
                          'Set its status to REFUNDED; a part of it goes back with a return.');
    END IF;
    PERFORM shop.set_payment_status(
      v_id,
      CASE WHEN NEW.status = OLD.status THEN k.status ELSE compat.payment_status_meant(NEW.status) END,
      nullif(NEW.gateway_response, OLD.gateway_response),
      nullif(NEW.failure_reason, OLD.failure_reason),
      p_provider_payment_id => nullif(NEW.gateway_transaction_id, OLD.gateway_transaction_id))
    FROM public.payments k WHERE k.id = v_id;
  END IF;
  SELECT * INTO NEW FROM microservices.transactions t WHERE t.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_transaction INSTEAD OF INSERT OR UPDATE OR DELETE
ON microservices.transactions FOR EACH ROW EXECUTE FUNCTION microservices.write_transaction();

-- A document that is written replaces the cart's items. What they cost is the shop's to say: prices and
-- sums in the document are not asked, and come back as they are. Coupons are no part of it: an order takes
-- off what they are worth.
CREATE OR REPLACE FUNCTION microservices.write_cart() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_kept microservices.carts;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.drop_cart(c.id) FROM compat.user_cart c WHERE c.user_id = OLD.user_id::uuid;
    RETURN OLD;
  ELSIF TG_OP = 'INSERT' THEN
    PERFORM microservices.refuse_second_cart(NEW.user_id::uuid);
    PERFORM shop.refuse('a cart takes no coupons', 'Take what they are worth off the order.')
    WHERE NEW.applied_coupons <> '[]';
  END IF;
  v_id := shop.open_cart(NEW.user_id::uuid);
  IF TG_OP = 'INSERT' OR NEW.items IS DISTINCT FROM OLD.items THEN
    PERFORM shop.set_cart_quantity(l.id, 0) FROM public.cart_lines l WHERE l.cart_id = v_id;
    PERFORM shop.put_in_cart(
      NULL, v_id, cloudkidd.article((item ->> 'product_id')::uuid), (item ->> 'quantity')::bigint)
    FROM jsonb_array_elements(coalesce(NEW.items, '[]')) WITH ORDINALITY AS given (item, place)
    ORDER BY given.place;
  END IF;
  UPDATE public.carts SET expires_at = NEW.expires_at
  WHERE id = v_id AND NEW.expires_at IS NOT NULL
    AND (TG_OP = 'INSERT' OR NEW.expires_at <> OLD.expires_at);
  SELECT c.* INTO v_kept FROM microservices.carts c WHERE c._id = compat.object_id(v_id);
  IF FOUND THEN  -- one that was let expire is seen no more
    NEW := v_kept;
  END IF;
  RETURN NEW;
END $$;

-- `user_id` is unique. What lies parked at a till is not in the way.
CREATE OR REPLACE FUNCTION microservices.refuse_second_cart(p_user uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM compat.living_cart c WHERE c.user_id = p_user AND c.channel = 'online') THEN
    RAISE EXCEPTION USING ERRCODE = 'unique_violation',
      MESSAGE = format('user %s has a cart', p_user), HINT = 'Update it.';
  END IF;
END $$;

CREATE OR REPLACE TRIGGER write_cart INSTEAD OF INSERT OR UPDATE OR DELETE ON microservices.carts
FOR EACH ROW EXECUTE FUNCTION microservices.write_cart();

SELECT shop.close_views(
  'microservices', 'Catalogue, roles and shipments are kept at headquarters; tokens come from shop.issue_token.');
