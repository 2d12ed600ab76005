-- Imports and exports of the catalogue: row counters and errors that always fit together.

-- Returns the feed's id. Its job waits in the queue as product_feed, with the feed's id as payload.
CREATE OR REPLACE FUNCTION shop.start_feed(
  p_filename text, p_feed_type text, p_format text, p_total_rows integer,
  p_blob_id uuid DEFAULT NULL, p_created_by uuid DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := sync.new_id();
BEGIN
  INSERT INTO public.product_feeds
    (id, blob_id, filename, feed_type, format, status, total_rows, job_id, created_by, started_at)
  VALUES (v_id, p_blob_id, p_filename, p_feed_type, p_format, 'processing', p_total_rows,
          shop.enqueue('product_feed', jsonb_build_object('feed_id', v_id), 'product_feed ' || v_id),
          p_created_by, now());
  RETURN v_id;
END $$;

-- One row was dealt with; p_message: what is wrong with it, null when nothing. The first 1,000 errors
-- are kept, all are counted.
CREATE OR REPLACE FUNCTION shop.note_feed_row(
  p_feed_id uuid, p_row integer, p_column text DEFAULT NULL, p_message text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.product_feeds f SET
    success_rows = f.success_rows + CASE WHEN p_message IS NULL THEN 1 ELSE 0 END,
    error_rows = f.error_rows + CASE WHEN p_message IS NULL THEN 0 ELSE 1 END,
    errors = CASE WHEN p_message IS NULL OR jsonb_array_length(f.errors) >= 1000 THEN f.errors
      ELSE f.errors || jsonb_build_object('row', p_row, 'column', p_column, 'message', p_message) END
  WHERE f.id = p_feed_id AND f.status = 'processing';
  IF NOT FOUND THEN
    PERFORM shop.refuse('this feed is not being worked on');
  END IF;
END $$;

-- A feed without a single good row has failed. Returns the status.
CREATE OR REPLACE FUNCTION shop.finish_feed(p_feed_id uuid) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.product_feeds SET completed_at = now(),
    status = CASE WHEN error_rows > 0 AND success_rows = 0 THEN 'failed' ELSE 'completed' END
  WHERE id = p_feed_id AND status = 'processing'
  RETURNING status
$$;

-- Whoever writes the counters: what was processed is what went well and what did not.
CREATE OR REPLACE FUNCTION shop.keep_feed_counters() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.processed_rows := NEW.success_rows + NEW.error_rows;
  NEW.total_rows := greatest(NEW.total_rows, NEW.processed_rows);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER keep_counters BEFORE INSERT OR UPDATE ON public.product_feeds
FOR EACH ROW EXECUTE FUNCTION shop.keep_feed_counters();

-- Feeds that ended three months ago. Returns how many went.
CREATE OR REPLACE FUNCTION shop.clear_feeds() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.product_feeds
    WHERE status IN ('completed', 'failed') AND completed_at < now() - interval '3 months'
    RETURNING 1)
  SELECT count(*) FROM gone
$$;
