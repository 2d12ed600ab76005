-- Tenders of web orders. What an order is worth and what was paid meet in money.sql.

-- p_number: null takes the next one. Returns the payment's id.
CREATE OR REPLACE FUNCTION shop.record_payment(
  p_id uuid, p_order_id uuid, p_method_code text, p_amount_cents bigint, p_status text,
  p_number text DEFAULT NULL, p_provider text DEFAULT NULL, p_provider_payment_id text DEFAULT NULL,
  p_provider_response jsonb DEFAULT NULL, p_failure_reason text DEFAULT NULL,
  p_failure_code text DEFAULT NULL, p_card_last4 text DEFAULT NULL, p_card_brand text DEFAULT NULL,
  p_captured_at timestamptz DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
  v_method uuid := (
    SELECT m.id FROM public.payment_methods m
    WHERE m.code = lower(p_method_code) AND m.deleted_at IS NULL);
  v_id uuid := coalesce(p_id, sync.new_id());
BEGIN
  IF v_method IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
      MESSAGE = format('there is no way to pay that is called %s', p_method_code),
      HINT = 'There are: ' || (
        SELECT string_agg(m.code, ', ' ORDER BY m.position, m.code) FROM public.payment_methods m
        WHERE m.deleted_at IS NULL);
  ELSIF p_status IN ('refunded', 'partially_refunded') THEN
    PERFORM shop.refuse('no payment begins as refunded',
                        'Record it as captured; what goes back is a refund.');
  ELSIF v_order.status = 'cancelled' AND p_status IN ('authorized', 'captured') THEN
    PERFORM shop.refuse(format('order %s is cancelled; nothing is paid for it', v_order.number));
  END IF;
  INSERT INTO public.payments
    (id, number, order_id, method_id, amount_cents, currency, status, provider,
     provider_payment_id, provider_response, failure_reason, failure_code, card_last4, card_brand,
     authorized_at, captured_at)
  VALUES (v_id,
    coalesce(p_number, shop.next_number(shop.series_of(v_order.store_id, 'WP'))), p_order_id,
    v_method, p_amount_cents, v_order.currency, p_status, coalesce(p_provider, 'web'),
    p_provider_payment_id, p_provider_response, p_failure_reason, p_failure_code, p_card_last4,
    p_card_brand, CASE WHEN p_status IN ('authorized', 'captured') THEN now() END,
    CASE WHEN p_status = 'captured' THEN coalesce(p_captured_at, now()) END);
  PERFORM shop.confirm_when_paid(p_order_id);
  RETURN v_id;
END $$;

-- Which steps a tender may take (schema.md 4.3); what is given back is a refund, not a step.
CREATE OR REPLACE FUNCTION shop.next_payment_statuses(p_status text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_status
    WHEN 'pending' THEN '{processing,authorized,captured,failed,cancelled}'
    WHEN 'processing' THEN '{authorized,captured,failed}'
    WHEN 'authorized' THEN '{captured,cancelled,failed}'
    WHEN 'captured' THEN '{partially_refunded,refunded}'
    WHEN 'partially_refunded' THEN '{refunded}'
    ELSE '{}'
  END::text[]
$$;

-- The same status again keeps what the provider says, and does nothing else.
DROP FUNCTION IF EXISTS shop.set_payment_status(uuid, text, jsonb, text, text);
CREATE OR REPLACE FUNCTION shop.set_payment_status(
  p_payment_id uuid, p_status text, p_provider_response jsonb DEFAULT NULL,
  p_failure_reason text DEFAULT NULL, p_failure_code text DEFAULT NULL,
  p_provider_payment_id text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_payment public.payments;
  v_next text[];
BEGIN
  SELECT * INTO v_payment FROM public.payments p WHERE p.id = p_payment_id FOR UPDATE;
  PERFORM shop.web_order(v_payment.order_id);
  v_next := shop.next_payment_statuses(v_payment.status);
  UPDATE public.payments SET
    provider_response = coalesce(p_provider_response, provider_response),
    provider_payment_id = coalesce(p_provider_payment_id, provider_payment_id),
    failure_reason = coalesce(p_failure_reason, failure_reason),
    failure_code = coalesce(p_failure_code, failure_code), updated_at = now()
  WHERE id = p_payment_id AND num_nonnulls(
    p_provider_response, p_provider_payment_id, p_failure_reason, p_failure_code) > 0;
  IF v_payment.status = p_status THEN
    RETURN;
  ELSIF p_status = 'refunded' AND p_status = ANY (v_next) THEN
    PERFORM shop.give_back(v_payment);
    RETURN;
  ELSIF p_status <> ALL (v_next) OR p_status = 'partially_refunded' THEN
    PERFORM shop.refuse(
      format('payment %s is %s and cannot become %s', v_payment.number, v_payment.status, p_status),
      CASE WHEN cardinality(v_next) = 0 THEN 'This is where a payment ends.'
        ELSE 'It can become: ' || array_to_string(v_next, ', ') || '.' END);
  END IF;
  UPDATE public.payments SET
    status = p_status, updated_at = now(),
    authorized_at = CASE WHEN p_status = 'authorized' THEN now() ELSE authorized_at END,
    captured_at = CASE WHEN p_status = 'captured' THEN now() ELSE captured_at END
  WHERE id = p_payment_id;
  PERFORM shop.confirm_when_paid(v_payment.order_id);
END $$;

-- With which card somebody paid; null leaves what is there.
CREATE OR REPLACE FUNCTION shop.note_card(p_payment_id uuid, p_last4 text, p_brand text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.web_order(p.order_id) FROM public.payments p WHERE p.id = p_payment_id;
  UPDATE public.payments SET
    card_last4 = coalesce(p_last4, card_last4), card_brand = coalesce(p_brand, card_brand),
    updated_at = now()
  WHERE id = p_payment_id AND num_nonnulls(p_last4, p_brand) > 0;
END $$;

-- For seeds in which an order has one payment: a try that failed may be followed by another.
CREATE OR REPLACE FUNCTION shop.refuse_second_payment(p_order_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders := shop.web_order(p_order_id);
BEGIN
  IF EXISTS (
      SELECT FROM public.payments p
      WHERE p.order_id = p_order_id AND p.status NOT IN ('failed', 'cancelled')) THEN
    RAISE EXCEPTION USING ERRCODE = 'unique_violation',
      MESSAGE = format('order %s has its payment', v_order.number), HINT = 'Update that one.';
  END IF;
END $$;

-- The rest of a payment goes back by the way it came; the refund is the document of it.
CREATE OR REPLACE FUNCTION shop.give_back(p_payment public.payments) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.refunds
    (id, number, order_id, payment_id, method_id, amount_cents, currency, status, approved_at,
     processed_at)
  SELECT sync.new_id(), shop.next_number(shop.series_of(o.store_id, 'WR')), o.id, p_payment.id,
    p_payment.method_id, p_payment.amount_cents - p_payment.refunded_cents, p_payment.currency,
    'completed', now(), now()
  FROM public.orders o WHERE o.id = p_payment.order_id
$$;

-- An order that is paid is confirmed, and holds its goods for good. One that is not worth anything yet
-- counts as paid by any tender, so money must have come in.
CREATE OR REPLACE FUNCTION shop.confirm_when_paid(p_order_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_order public.orders;
BEGIN
  SELECT * INTO v_order FROM public.orders o WHERE o.id = p_order_id;
  IF v_order.payment_status = 'paid' AND v_order.paid_cents > 0 AND v_order.status = 'pending' THEN
    PERFORM shop.set_order_status(p_order_id, 'confirmed');
  END IF;
  IF v_order.paid_cents > 0 AND v_order.status IN ('pending', 'confirmed', 'processing', 'ready') THEN
    PERFORM shop.reserve(p_order_id);
  END IF;
END $$;
