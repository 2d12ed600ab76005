-- A register's receipt journal is a chain. An entry that does not continue it is kept all the same,
-- and the break is written down for somebody to look at (schema.md 2.5).

CREATE OR REPLACE FUNCTION sync.check_journal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.sync_conflicts (id, register_id, table_name, row_id, kind, register_data)
  SELECT sync.new_id(), e.register_id, 'journal_entries', e.id, 'chain_break',
    jsonb_build_object('seq', e.seq, 'prev_hash', e.prev_hash)
  FROM written e
  -- A register that was copied has two entries of one number; it is enough to continue one of them.
  WHERE NOT EXISTS (
    SELECT FROM public.journal_entries p
    WHERE p.register_id = e.register_id AND p.seq = e.seq - 1 AND p.hash = e.prev_hash)
    AND NOT (e.seq = 1 AND e.prev_hash = repeat('0', 64));
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER check_journal AFTER INSERT ON public.journal_entries
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sync.check_journal();
