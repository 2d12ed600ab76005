-- Promises of the store: whichever till collects one writes tenders that settle it, and the promise is over
-- when they cover what is owed of it. Two tills that were apart may have collected the same promise, or
-- one took back the goods while another took the money: all of it stands, for all of it happened, and
-- somebody has to give money back.

CREATE OR REPLACE FUNCTION sync.settled_cents(p_promise uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(s.amount_cents), 0)::bigint
  FROM public.payments s JOIN public.payments p ON p.id = s.settles_payment_id
  WHERE s.settles_payment_id = p_promise AND s.order_id = p.order_id AND s.captured_at IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION sync.settle_promises(p_promises uuid[], p_register uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.payments p WHERE p.id = ANY (p_promises) ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE public.payments p SET status = 'cancelled', updated_at = now()
  WHERE p.id = ANY (p_promises) AND p.status = 'pending'
    AND sync.settled_cents(p.id) >= p.amount_cents - p.refunded_cents;
  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  SELECT sync.new_id(), p_register, 'payments', p.id, 'overspent_value',
    jsonb_build_object('order', o.number, 'promised_cents', p.amount_cents - p.refunded_cents,
                       'collected_cents', sync.settled_cents(p.id))
  FROM public.payments p JOIN public.orders o ON o.id = p.order_id
  WHERE p.id = ANY (p_promises) AND sync.settled_cents(p.id) > p.amount_cents - p.refunded_cents;
END $$;

CREATE OR REPLACE FUNCTION sync.follow_settling() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_register uuid;
  v_promises uuid[];
BEGIN
  FOR v_register, v_promises IN
    SELECT w.register_id, array_agg(DISTINCT w.settles_payment_id) FROM written w
    WHERE w.settles_payment_id IS NOT NULL GROUP BY w.register_id
  LOOP
    PERFORM sync.settle_promises(v_promises, v_register);
  END LOOP;
  RETURN NULL;
END $$;

-- Goods that come back are not owed any more; where they were paid for meanwhile, that shows here.
CREATE OR REPLACE FUNCTION sync.follow_refunded_promises() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_register uuid;
  v_promises uuid[];
BEGIN
  FOR v_register, v_promises IN
    SELECT w.register_id, array_agg(DISTINCT p.id) FROM written w
    JOIN public.payments p ON p.id = w.payment_id AND p.captured_at IS NULL
    WHERE EXISTS (SELECT FROM public.payments s WHERE s.settles_payment_id = p.id)
    GROUP BY w.register_id
  LOOP
    PERFORM sync.settle_promises(v_promises, v_register);
  END LOOP;
  RETURN NULL;
END $$;

-- Named so that they come after the sums (`settle_…`), on which they build.
CREATE OR REPLACE TRIGGER settling_new AFTER INSERT ON public.payments
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_settling();
CREATE OR REPLACE TRIGGER settling_new AFTER INSERT ON public.refunds
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.follow_refunded_promises();
