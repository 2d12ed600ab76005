-- Two tills put one article on one list while they are apart, or one customer into one group. The first row
-- stays; the second till hears that its own is gone, and gets the first one.
CREATE OR REPLACE FUNCTION sync.return_doubles(
  p_table text, p_one text, p_other text, p_rows jsonb[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO sync.change_inbox (feed_id, table_name, row_id)
     SELECT sync.every_store(), %1$L, both_of.id
     FROM unnest($1) AS line (row)
     CROSS JOIN jsonb_populate_record(NULL::public.%1$I, line.row) AS given
     JOIN public.%1$I first ON first.%2$I = given.%2$I AND first.%3$I = given.%3$I
     CROSS JOIN unnest(ARRAY[given.id, first.id]) AS both_of (id)
     WHERE first.id <> given.id', p_table, p_one, p_other)
  USING p_rows;
END $$;
