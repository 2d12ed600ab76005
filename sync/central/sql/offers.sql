-- Offers and coupons that were made at a till. Their uses come in facts of their own and refer to them, so
-- none is refused: what cannot be as the till has it is kept switched off, and the till gets it back so.

-- p_facts: those of a batch
CREATE OR REPLACE FUNCTION sync.insert_offers(
  p_device sync.device, p_facts jsonb[], p_rows jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_row jsonb;
  v_settled jsonb;
BEGIN
  -- One after the other: two of one batch may have the same code.
  FOREACH v_row IN ARRAY p_rows LOOP
    CONTINUE WHEN EXISTS (SELECT FROM public.promotions p WHERE p.id = (v_row ->> 'id')::uuid);
    v_settled := sync.settle_code(p_device, sync.settle_leave(p_device, p_facts, v_row));
    PERFORM sync.insert_promotions(
      ARRAY[sync.part_of('promotions', v_settled)], p_device.store_id, p_device.device_id);
    -- The till had no place for the first one while its own had the code: it comes again, after this.
    INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
    SELECT sync.every_store(), 'promotions', p.id FROM public.promotions p
    WHERE p.code = v_row ->> 'code' AND p.id <> (v_row ->> 'id')::uuid;
  END LOOP;
END $$;

-- Whoever made it must be allowed to by central's own books; else nobody is given it.
CREATE OR REPLACE FUNCTION sync.settle_leave(
  p_device sync.device, p_facts jsonb[], p_row jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM sync.check_leave(p_device, of.fact, 'promotions', 'settings.change')
  FROM unnest(p_facts) AS of (fact)
  WHERE EXISTS (SELECT FROM sync.rows_of(of.fact, 'promotions') AS line (row)
                WHERE line.row -> 'id' = p_row -> 'id');
  RETURN p_row;
EXCEPTION WHEN SQLSTATE 'CT304' THEN
  PERFORM sync.note_offer(p_device, p_row, 'stale_update', NULL);
  RETURN p_row || '{"is_active": false}';
END $$;

-- A code is one coupon's. The second one that comes with it is kept under the next that is free.
CREATE OR REPLACE FUNCTION sync.settle_code(p_device sync.device, p_row jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_first public.promotions;
BEGIN
  SELECT * INTO v_first FROM public.promotions p WHERE p.code = p_row ->> 'code';
  IF v_first.id IS NULL THEN
    RETURN p_row;
  END IF;
  PERFORM sync.note_offer(p_device, p_row, 'unique_clash',
    jsonb_build_object('name', v_first.name, 'code', v_first.code));
  RETURN p_row || jsonb_build_object('is_active', false, 'code', sync.next_code(v_first.code));
END $$;

CREATE OR REPLACE FUNCTION sync.next_code(p_code text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT format('%s-%s', p_code, n)
  FROM generate_series(2, 2 + (SELECT count(*) FROM public.promotions)) AS n
  WHERE NOT EXISTS (SELECT FROM public.promotions p WHERE p.code = format('%s-%s', p_code, n))
  ORDER BY n LIMIT 1
$$;

CREATE OR REPLACE FUNCTION sync.note_offer(
  p_device sync.device, p_row jsonb, p_kind text, p_central jsonb) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.sync_conflicts
    (id, register_id, table_name, row_id, kind, central_data, register_data, resolution)
  VALUES (sync.new_id(), p_device.device_id, 'promotions', (p_row ->> 'id')::uuid, p_kind,
          p_central, jsonb_build_object('name', p_row -> 'name', 'code', p_row -> 'code'),
          'central_kept')
$$;

-- What an offer is for may be said by whoever made it; of one that was there before, by who may change it.
CREATE OR REPLACE FUNCTION sync.check_targets(p_device sync.device, p_facts jsonb[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sync.check_added(p_device, array_agg(of.fact), 'promotion_targets')
  FROM unnest(p_facts) AS of (fact)
  WHERE EXISTS (
    SELECT FROM sync.rows_of(of.fact, 'promotion_targets') AS target (row)
    WHERE NOT EXISTS (SELECT FROM sync.rows_of(of.fact, 'promotions') AS offer (row)
                      WHERE offer.row -> 'id' = target.row -> 'promotion_id'))
$$;
