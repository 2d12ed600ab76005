-- How many pieces of a gift registry's item were bought: what was ordered for it and did not come back,
-- by anybody, in the web or at a till.

CREATE OR REPLACE FUNCTION shop.count_purchased(p_items uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.registry_items i SET purchased = bought.pieces
  FROM (
    SELECT item.id, coalesce(sum(l.quantity - l.returned_qty)
      FILTER (WHERE o.status <> 'cancelled'), 0)::integer AS pieces
    FROM (SELECT DISTINCT unnest(p_items) AS id) AS item
    LEFT JOIN public.order_lines l ON l.registry_item_id = item.id
    LEFT JOIN public.orders o ON o.id = l.order_id
    GROUP BY item.id) AS bought
  WHERE i.id = bought.id AND i.purchased <> bought.pieces
$$;

CREATE OR REPLACE FUNCTION shop.follow_gifts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.count_purchased(ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.registry_item_id END,
    CASE WHEN TG_OP <> 'DELETE' THEN NEW.registry_item_id END]);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION shop.follow_gifts_of_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.count_purchased(array_agg(DISTINCT l.registry_item_id))
  FROM public.order_lines l
  WHERE l.order_id = NEW.id AND l.registry_item_id IS NOT NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;

-- A registry that is closed is gone from the tills, and its wishes with it.
CREATE OR REPLACE FUNCTION shop.note_wishes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
  SELECT sync.every_store(), 'registry_items', i.id FROM public.registry_items i
  WHERE i.registry_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_wishes AFTER UPDATE ON public.registries
FOR EACH ROW WHEN ((OLD.closed_at IS NULL) <> (NEW.closed_at IS NULL))
EXECUTE FUNCTION shop.note_wishes();

CREATE OR REPLACE TRIGGER follow_gifts AFTER INSERT ON public.order_lines
FOR EACH ROW WHEN (NEW.registry_item_id IS NOT NULL) EXECUTE FUNCTION shop.follow_gifts();
CREATE OR REPLACE TRIGGER follow_gifts_removed AFTER DELETE ON public.order_lines
FOR EACH ROW WHEN (OLD.registry_item_id IS NOT NULL) EXECUTE FUNCTION shop.follow_gifts();
CREATE OR REPLACE TRIGGER follow_gifts_changed AFTER UPDATE ON public.order_lines
FOR EACH ROW WHEN ((OLD.registry_item_id, OLD.quantity, OLD.returned_qty)
  IS DISTINCT FROM (NEW.registry_item_id, NEW.quantity, NEW.returned_qty)
  AND coalesce(OLD.registry_item_id, NEW.registry_item_id) IS NOT NULL)
EXECUTE FUNCTION shop.follow_gifts();
CREATE OR REPLACE TRIGGER follow_gifts AFTER UPDATE ON public.orders
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
EXECUTE FUNCTION shop.follow_gifts_of_order();
