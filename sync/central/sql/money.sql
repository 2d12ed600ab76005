-- What follows from tenders, refunds and returned goods (schema.md 2.6 and 4.2). Central works it
-- out from the rows it has, so two registers that took back parts of one sale while apart agree.

CREATE OR REPLACE FUNCTION sync.settle_payments(p_payments uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  WITH money AS (
    SELECT p.id,
      coalesce(sum(f.amount_cents) FILTER (WHERE f.status = 'completed'), 0) AS back_cents,
      max(f.processed_at) FILTER (WHERE f.status = 'completed') AS back_at
    FROM public.payments p LEFT JOIN public.refunds f ON f.payment_id = p.id
    WHERE p.id = ANY (p_payments)
    GROUP BY p.id),
  settled AS (
    SELECT p.id,
      least(money.back_cents, p.amount_cents) AS refunded_cents,
      money.back_at AS refunded_at,
      CASE
        WHEN p.status NOT IN ('captured', 'partially_refunded', 'refunded') THEN p.status
        WHEN money.back_cents >= p.amount_cents AND money.back_cents > 0 THEN 'refunded'
        WHEN money.back_cents > 0 THEN 'partially_refunded'
        ELSE 'captured'
      END AS status
    FROM public.payments p JOIN money ON money.id = p.id)
  UPDATE public.payments p
  SET refunded_cents = settled.refunded_cents, refunded_at = settled.refunded_at,
      status = settled.status, updated_at = now()
  FROM settled
  WHERE p.id = settled.id
    AND (p.refunded_cents, p.status) IS DISTINCT FROM (settled.refunded_cents, settled.status)
$$;

-- Each order is looked up once, and its tenders by its key alone: a plan made while the table was small
-- would also read all that were ever captured. Most orders came with what they come to.
CREATE OR REPLACE FUNCTION sync.settle_orders(p_orders uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  WITH money AS MATERIALIZED (
    SELECT o.id, o.total_cents, tender.paid, tender.tries, refund.back,
      (o.paid_cents, o.refunded_cents, o.payment_status) AS said
    FROM public.orders o
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(p.amount_cents) FILTER (
          WHERE p.status IN ('captured', 'partially_refunded', 'refunded')), 0)::bigint AS paid,
        array_agg(DISTINCT p.status) AS tries
      FROM public.payments p WHERE p.order_id = o.id) AS tender
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(f.amount_cents) FILTER (WHERE f.status = 'completed'), 0)::bigint AS back
      FROM public.refunds f WHERE f.order_id = o.id) AS refund
    WHERE o.id = ANY (p_orders)),
  settled AS MATERIALIZED (
    SELECT money.id, money.paid, money.back, money.said,
      CASE
        WHEN money.back >= money.paid AND money.paid > 0 THEN 'refunded'
        WHEN money.back > 0 THEN 'partially_refunded'
        WHEN money.paid >= money.total_cents THEN 'paid'
        WHEN money.paid > 0 THEN 'partially_paid'
        WHEN 'authorized' = ANY (money.tries) THEN 'authorized'
        WHEN 'processing' = ANY (money.tries) THEN 'processing'
        WHEN 'pending' = ANY (money.tries) THEN 'pending'
        WHEN money.tries IS NOT NULL THEN 'failed'
        ELSE 'pending'
      END AS payment_status
    FROM money)
  UPDATE public.orders o
  SET paid_cents = settled.paid, refunded_cents = settled.back,
      payment_status = settled.payment_status, updated_at = now()
  FROM settled
  WHERE o.id = settled.id AND o.id = ANY (p_orders)
    AND settled.said IS DISTINCT FROM (settled.paid, settled.back, settled.payment_status)
$$;

-- Goods that came back: how many of each line, and whether the whole order is on the shelf again.
CREATE OR REPLACE FUNCTION sync.take_back_lines(p_lines uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  WITH back AS (
    SELECT l.id, coalesce(sum(b.quantity), 0)::bigint AS returned_qty
    FROM public.order_lines l
    LEFT JOIN (public.return_lines b JOIN public.returns r
                 ON r.id = b.return_id AND r.status IN ('received', 'completed'))
      ON b.order_line_id = l.id
    WHERE l.id = ANY (p_lines)
    GROUP BY l.id)
  UPDATE public.order_lines l
  SET returned_qty = least(back.returned_qty, l.quantity), updated_at = now()
  FROM back
  WHERE l.id = back.id AND l.returned_qty IS DISTINCT FROM least(back.returned_qty, l.quantity)
$$;

CREATE OR REPLACE FUNCTION sync.restock_orders(p_orders uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.orders o
  SET fulfilment_status = 'restocked', updated_at = now()
  WHERE o.id = ANY (p_orders)
    AND o.fulfilment_status <> 'restocked'
    AND NOT EXISTS (
      SELECT FROM public.order_lines l WHERE l.order_id = o.id AND l.returned_qty < l.quantity)
    AND NOT EXISTS (
      SELECT FROM public.return_lines b JOIN public.order_lines l ON l.id = b.order_line_id
      WHERE l.order_id = o.id AND b.disposition <> 'restock')
$$;

-- The triggers only gather which sales are meant; the rules are above.
CREATE OR REPLACE FUNCTION sync.follow_payments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.settle_orders(array_agg(DISTINCT order_id)) FROM written;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION sync.follow_refunds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.settle_payments(array_agg(DISTINCT payment_id))
  FROM written WHERE payment_id IS NOT NULL;
  PERFORM sync.settle_orders(array_agg(DISTINCT order_id)) FROM written;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION sync.follow_return_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.take_back(array_agg(DISTINCT return_id)) FROM written;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION sync.follow_returns() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.take_back(array_agg(DISTINCT id)) FROM written;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION sync.take_back(p_returns uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_lines uuid[];
BEGIN
  SELECT array_agg(DISTINCT order_line_id) INTO v_lines
  FROM public.return_lines WHERE return_id = ANY (p_returns) AND order_line_id IS NOT NULL;
  PERFORM sync.take_back_lines(v_lines);
  PERFORM sync.restock_orders(array_agg(DISTINCT order_id))
  FROM public.order_lines WHERE id = ANY (v_lines);
END $$;

CREATE OR REPLACE TRIGGER settle_new AFTER INSERT ON public.payments
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_payments();
CREATE OR REPLACE TRIGGER settle_changed AFTER UPDATE ON public.payments
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_payments();
CREATE OR REPLACE TRIGGER settle_new AFTER INSERT ON public.refunds
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_refunds();
CREATE OR REPLACE TRIGGER settle_changed AFTER UPDATE ON public.refunds
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_refunds();
CREATE OR REPLACE TRIGGER take_back_new AFTER INSERT ON public.return_lines
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_return_lines();
CREATE OR REPLACE TRIGGER take_back_changed AFTER UPDATE ON public.returns
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_returns();
