-- Identifiers made by central. PostgreSQL makes UUIDv7 itself only from version 18 on.

CREATE OR REPLACE FUNCTION sync.new_id() RETURNS uuid
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
              PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
              FROM 1 FOR 6),
      52, 1), 53, 1),
    'hex')::uuid
$$;

-- The smallest UUIDv7 of a moment: where a partition of that month begins.
CREATE OR REPLACE FUNCTION sync.first_id_of(p_moment timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (encode(substring(int8send((extract(epoch FROM p_moment) * 1000)::bigint) FROM 3), 'hex')
          || '70008000000000000000')::uuid
$$;

-- Stands for "every store" where a feed is named by its store.
CREATE OR REPLACE FUNCTION sync.every_store() RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT '00000000-0000-0000-0000-000000000000'::uuid
$$;
