-- Seed s4, written: orders with their items, and payments.

CREATE OR REPLACE FUNCTION baby_petite.write_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_given baby_petite."Order" := NEW;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse(format('order %s is not deleted', OLD."orderNumber"), 'Cancel it instead.');
  ELSIF TG_OP = 'INSERT' THEN
    v_id := shop.place_order(
      compat.text_key(NEW.id), NEW."orderNumber",
      nullif(compat.text_key(NEW."userId"), compat.walk_in()),
      p_status => compat.order_status_meant(coalesce(NEW.status::text, 'PENDING')),
      p_subtotal_cents => coalesce(compat.cents_meant(NEW.subtotal, 'subtotal'), 0),
      p_discount_cents => coalesce(compat.cents_meant(NEW."discountAmount", 'discountAmount'), 0),
      p_shipping_cents => coalesce(compat.cents_meant(NEW."shippingAmount", 'shippingAmount'), 0),
      p_tax_cents => coalesce(compat.cents_meant(NEW."taxAmount", 'taxAmount'), 0),
      p_total_cents => compat.cents_meant(NEW.total, 'total'),
      p_ship_address => NEW."shippingAddress", p_bill_address => NEW."billingAddress",
      p_customer_email => NEW."customerEmail", p_customer_phone => NEW."customerPhone",
      p_customer_notes => NEW."customerNotes", p_placed_at => NEW."createdAt" AT TIME ZONE 'UTC');
    IF NEW."couponCode" IS NOT NULL THEN
      PERFORM shop.redeem_coupon(
        v_id, baby_petite.coupon(NEW."couponCode"),
        coalesce(compat.cents_meant(NEW."discountAmount", 'discountAmount'), 0));
    END IF;
  ELSE
    v_id := compat.text_key(OLD.id);
    PERFORM shop.change_order(
      v_id, compat.cents_meant(NEW.subtotal, 'subtotal'),
      compat.cents_meant(NEW."discountAmount", 'discountAmount'),
      compat.cents_meant(NEW."shippingAmount", 'shippingAmount'),
      compat.cents_meant(NEW."taxAmount", 'taxAmount'), compat.cents_meant(NEW.total, 'total'),
      NEW."shippingAddress", NEW."customerNotes")
    WHERE (NEW.subtotal, NEW."discountAmount", NEW."shippingAmount", NEW."taxAmount", NEW.total,
           NEW."shippingAddress", NEW."customerNotes")
      IS DISTINCT FROM (OLD.subtotal, OLD."discountAmount", OLD."shippingAmount", OLD."taxAmount",
           OLD.total, OLD."shippingAddress", OLD."customerNotes");
    PERFORM shop.set_order_status(v_id, compat.order_status_meant(NEW.status::text))
    WHERE NEW.status IS DISTINCT FROM OLD.status;
  END IF;
  SELECT * INTO NEW FROM baby_petite."Order" o WHERE o.id = compat.key_text(v_id);
  PERFORM shop.refuse('paymentStatus and fulfillmentStatus follow the payment and the status',
                      'Write "Payment", or set the order to SHIPPED.')
  WHERE nullif(v_given."paymentStatus", OLD."paymentStatus") <> NEW."paymentStatus"
    OR nullif(v_given."fulfillmentStatus", OLD."fulfillmentStatus") <> NEW."fulfillmentStatus";
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION baby_petite.coupon(p_code text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := (
    SELECT p.id FROM public.promotions p WHERE lower(p.code) = lower(p_code) AND p.deleted_at IS NULL);
BEGIN
  IF v_id IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
      MESSAGE = format('there is no coupon %s', p_code);
  END IF;
  RETURN v_id;
END $$;

CREATE OR REPLACE TRIGGER write_order INSTEAD OF INSERT OR UPDATE OR DELETE ON baby_petite."Order"
FOR EACH ROW EXECUTE FUNCTION baby_petite.write_order();

CREATE OR REPLACE FUNCTION baby_petite.write_order_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
  v_total numeric := nullif(NEW.total, OLD.total);
BEGIN
  IF TG_OP = 'INSERT' THEN
    v_id := shop.add_order_line(
      compat.text_key(NEW.id), compat.text_key(NEW."orderId"), compat.text_key(NEW."variantId"),
      NEW.quantity, compat.cents_meant(NEW.price, 'price'), p_product_name => NEW."productName",
      p_variant_name => NEW."variantName", p_sku => NEW.sku);
  ELSE
    v_id := compat.text_key(OLD.id);
    IF TG_OP = 'DELETE' THEN
      PERFORM shop.remove_order_line(v_id);
      RETURN OLD;
    END IF;
    PERFORM shop.change_order_line(v_id, NEW.quantity, compat.cents_meant(NEW.price, 'price'));
  END IF;
  SELECT * INTO NEW FROM baby_petite."OrderItem" i WHERE i.id = compat.key_text(v_id);
  PERFORM compat.check_line_total(v_total, NEW.total, 'total');
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_order_item INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."OrderItem" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_order_item();

-- Each order is seen with one payment, whose key is the order's: a key that the writer gives is not kept.
CREATE OR REPLACE FUNCTION baby_petite.write_payment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order uuid := compat.text_key(
    CASE WHEN TG_OP = 'INSERT' THEN NEW."orderId" ELSE OLD."orderId" END);
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM shop.refuse('a payment is not deleted', 'Set its status to REFUNDED.');
  ELSIF TG_OP = 'INSERT' THEN
    PERFORM shop.refuse_second_payment(v_order);
    PERFORM shop.record_payment(
      NULL, v_order, coalesce(NEW."paymentMethod", 'card'), compat.cents_meant(NEW.amount, 'amount'),
      compat.payment_status_meant(coalesce(NEW.status::text, 'PENDING')),
      p_provider => NEW.provider, p_provider_payment_id => NEW."providerId",
      p_failure_reason => NEW."failureReason", p_failure_code => NEW."failureCode",
      p_card_last4 => NEW."cardLast4", p_card_brand => NEW."cardBrand");
  ELSE
    PERFORM shop.note_card(
      p.payment_id, nullif(NEW."cardLast4", OLD."cardLast4"), nullif(NEW."cardBrand", OLD."cardBrand"))
    FROM compat.order_payment p WHERE p.order_id = v_order;
    PERFORM shop.set_payment_status(
      p.payment_id,
      CASE WHEN NEW.status = OLD.status THEN k.status
        ELSE compat.payment_status_meant(NEW.status::text) END,
      NULL, nullif(NEW."failureReason", OLD."failureReason"),
      nullif(NEW."failureCode", OLD."failureCode"), nullif(NEW."providerId", OLD."providerId"))
    FROM compat.order_payment p JOIN public.payments k ON k.id = p.payment_id
    WHERE p.order_id = v_order;
  END IF;
  SELECT * INTO NEW FROM baby_petite."Payment" p WHERE p."orderId" = compat.key_text(v_order);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER write_payment INSTEAD OF INSERT OR UPDATE OR DELETE
ON baby_petite."Payment" FOR EACH ROW EXECUTE FUNCTION baby_petite.write_payment();

SELECT shop.close_views(
  'baby_petite', 'Catalogue, registries, shipments and the rest are kept at headquarters.',
  '{users,categories,products,variants,product_images,inventory,orders,reviews,user_behavior,recommendation_log}');
