-- Seed s1, written: orders with their items, payments, and stock that is put right.

CREATE OR REPLACE FUNCTION ecommerce.write_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse(format('order %s is not deleted', OLD.order_number), 'Cancel it instead.');
  ELSIF TG_OP = 'INSERT' THEN
    PERFORM ecommerce.refuse_own_id(NEW.id);
    v_id := shop.place_order(
      NULL, NEW.order_number, ecommerce.key_of('users', NEW.user_id),
      p_status => compat.order_status_meant(coalesce(NEW.status, 'pending')),
      p_subtotal_cents => coalesce(NEW.subtotal_cents, 0),
      p_discount_cents => coalesce(NEW.discount_cents, 0),
      p_shipping_cents => coalesce(NEW.shipping_cost_cents, 0),
      p_tax_cents => coalesce(NEW.tax_cents, 0), p_total_cents => NEW.total_cents,
      p_ship_address => ecommerce.address_of(NEW), p_customer_notes => NEW.customer_notes,
      p_internal_notes => NEW.admin_notes, p_placed_at => NEW.created_at);
  ELSE
    PERFORM shop.refuse_to_alter(to_jsonb(OLD), to_jsonb(NEW), 'id', 'user_id', 'order_number');
    v_id := ecommerce.key_of('orders', OLD.id);
    PERFORM shop.change_order(
      v_id, NEW.subtotal_cents, NEW.discount_cents, NEW.shipping_cost_cents, NEW.tax_cents,
      NEW.total_cents, ecommerce.address_of(NEW), NEW.customer_notes, NEW.admin_notes);
    PERFORM shop.set_order_status(v_id, compat.order_status_meant(NEW.status))
    WHERE NEW.status IS DISTINCT FROM OLD.status;
  END IF;
  SELECT o.* INTO NEW FROM ecommerce."Order" o JOIN public.orders k ON k.int_id = o.id
  WHERE k.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order INSTEAD OF INSERT OR UPDATE OR DELETE ON ecommerce."Order"
FOR EACH ROW EXECUTE FUNCTION ecommerce.write_order();

CREATE OR REPLACE FUNCTION ecommerce.address_of(p_order ecommerce."Order") RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(jsonb_strip_nulls(jsonb_build_object(
    'line1', p_order.shipping_address_line1, 'line2', p_order.shipping_address_line2,
    'city', p_order.shipping_city, 'state', p_order.shipping_state,
    'country', p_order.shipping_country, 'postal_code', p_order.shipping_postal_code)), '{}')
$$;

CREATE OR REPLACE FUNCTION ecommerce.write_order_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM ecommerce.refuse_own_id(NEW.id);
    v_id := shop.add_order_line(
      NULL, ecommerce.key_of('orders', NEW.order_id),
      ecommerce.article(NEW.product_id, NEW.variant_id), NEW.quantity, NEW.unit_price_cents,
      coalesce(NEW.discount_cents, 0), coalesce(NEW.tax_cents, 0), NEW.product_name,
      NEW.variant_name, NEW.product_sku);
  ELSE
    v_id := ecommerce.key_of('order_lines', OLD.id);
    IF TG_OP = 'DELETE' THEN
      PERFORM shop.remove_order_line(v_id);
      RETURN OLD;
    END IF;
    PERFORM shop.refuse_to_alter(
      to_jsonb(OLD), to_jsonb(NEW), 'id', 'order_id', 'product_id', 'variant_id', 'product_name',
      'product_sku', 'variant_name', 'discount_cents', 'tax_cents');
    PERFORM shop.change_order_line(v_id, NEW.quantity, NEW.unit_price_cents);
  END IF;
  SELECT i.* INTO NEW FROM ecommerce."OrderItem" i JOIN public.order_lines k ON k.int_id = i.id
  WHERE k.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."OrderItem" FOR EACH ROW EXECUTE FUNCTION ecommerce.write_order_item();

-- One payment per order is what this seed sees; its key is the order's. An update is of the tender that
-- leads there.
CREATE OR REPLACE FUNCTION ecommerce.write_payment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse('a payment is not deleted', 'Set its status to cancelled or refunded.');
  ELSIF TG_OP = 'INSERT' THEN
    PERFORM ecommerce.refuse_own_id(NEW.id);
    v_order := ecommerce.key_of('orders', NEW.order_id);
    PERFORM shop.record_payment(
      NULL, v_order, NEW.method, NEW.amount_cents,
      compat.payment_status_meant(coalesce(NEW.status, 'pending')),
      p_provider_payment_id => NEW.transaction_id,
      p_provider_response => to_jsonb(NEW.raw_response));
  ELSE
    PERFORM shop.refuse_to_alter(
      to_jsonb(OLD), to_jsonb(NEW), 'id', 'order_id', 'amount_cents', 'method');
    v_order := ecommerce.key_of('orders', OLD.order_id);
    PERFORM shop.set_payment_status(
      p.payment_id,
      CASE WHEN NEW.status = OLD.status THEN k.status ELSE compat.payment_status_meant(NEW.status) END,
      to_jsonb(nullif(NEW.raw_response, OLD.raw_response)),
      p_provider_payment_id => nullif(NEW.transaction_id, OLD.transaction_id))
    FROM compat.order_payment p JOIN public.payments k ON k.id = p.payment_id
    WHERE p.order_id = v_order;
  END IF;
  SELECT p.* INTO NEW FROM ecommerce."Payment" p JOIN public.orders k ON k.int_id = p.order_id
  WHERE k.id = v_order;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_payment INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."Payment" FOR EACH ROW EXECUTE FUNCTION ecommerce.write_payment();

-- Stock of a product lies with its default variant; the ledger is only added to.
CREATE OR REPLACE FUNCTION ecommerce.write_inventory_transaction() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM shop.refuse('a movement of stock is posted and not altered', 'Write another one.');
  END IF;
  PERFORM ecommerce.refuse_own_id(NEW.id);
  v_id := shop.adjust_stock(
    ecommerce.article(NEW.product_id, NULL), NEW.quantity_change,
    coalesce(NEW.transaction_type, 'adjustment'), p_notes => NEW.notes);
  SELECT t.* INTO NEW FROM ecommerce."InventoryTransaction" t
  JOIN public.stock_movements k ON k.int_id = t.id WHERE k.id = v_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_inventory_transaction INSTEAD OF INSERT OR UPDATE OR DELETE
ON ecommerce."InventoryTransaction"
FOR EACH ROW EXECUTE FUNCTION ecommerce.write_inventory_transaction();

SELECT shop.close_views('ecommerce', 'Catalogue, coupons, shipments and the rest are kept at headquarters.');
