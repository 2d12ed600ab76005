-- Each change of a selling price is kept, whoever makes it: who is the setting app.user_id of the session,
-- why is app.reason. People who wished for it hear of a lower price, and when it is sold no longer.

CREATE OR REPLACE FUNCTION shop.note_price() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.price_history
    (id, variant_id, old_price_cents, new_price_cents, reason, changed_by)
  VALUES (sync.new_id(), NEW.id, OLD.price_cents, NEW.price_cents,
          nullif(current_setting('app.reason', true), ''), shop.actor());
  IF NEW.price_cents < OLD.price_cents THEN
    PERFORM shop.tell_wishers(NEW.product_id, NEW.id, 'price_drop', 'Now at a lower price');
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION shop.note_discontinued() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shop.tell_wishers(NEW.id, NULL, 'discontinued', 'Sold no longer');
  RETURN NULL;
END $$;

-- p_variant: null concerns all variants of the product. A wish without a variant means any.
CREATE OR REPLACE FUNCTION shop.tell_wishers(
  p_product uuid, p_variant uuid, p_type text, p_title text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.notifications (id, user_id, type, title, message, action_url)
  SELECT sync.new_id(), w.user_id, p_type, p_title, p.name, '/products/' || p.slug
  FROM public.wishlist_items i
  JOIN public.wishlists w ON w.id = i.wishlist_id
  JOIN public.products p ON p.id = i.product_id
  WHERE i.product_id = p_product
    AND (p_variant IS NULL OR i.variant_id IS NULL OR i.variant_id = p_variant)
$$;

CREATE OR REPLACE TRIGGER note_price AFTER UPDATE ON public.variants
FOR EACH ROW WHEN (OLD.price_cents IS DISTINCT FROM NEW.price_cents)
EXECUTE FUNCTION shop.note_price();
CREATE OR REPLACE TRIGGER note_discontinued AFTER UPDATE ON public.products
FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION shop.note_discontinued();
