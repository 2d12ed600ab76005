-- The queue of work in the background: the worker's own (countertop central work) and the web shop's.
-- A job waits as pending until retry_at; a worker that takes it has it until retry_at again, which is
-- then the end of its lease. A worker that died loses its lease, and another takes the job.

-- Something is enqueued once per idempotency key; a repeat returns the job that is there.
CREATE OR REPLACE FUNCTION shop.enqueue(
  p_job_type text, p_payload jsonb DEFAULT '{}', p_idempotency_key text DEFAULT NULL,
  p_run_at timestamptz DEFAULT NULL, p_max_attempts integer DEFAULT 5) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  INSERT INTO public.jobs (id, job_type, payload, idempotency_key, retry_at, max_attempts)
  VALUES (sync.new_id(), p_job_type, p_payload, p_idempotency_key, coalesce(p_run_at, now()),
          p_max_attempts)
  ON CONFLICT (idempotency_key) DO NOTHING
  RETURNING id INTO v_id;
  IF v_id IS NULL THEN
    SELECT id INTO v_id FROM public.jobs WHERE idempotency_key = p_idempotency_key;
  END IF;
  RETURN v_id;
END $$;

-- Work that comes again and again: each kind once per span of so many minutes, counted from midnight UTC,
-- whoever of the workers asks first. A span in which nobody worked is not made up for.
-- Returns how many jobs were enqueued.
CREATE OR REPLACE FUNCTION shop.enqueue_due(p_job_types text[], p_minutes integer[]) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
  WITH due AS (
    SELECT w.job_type, w.job_type || ' ' || to_char(
      date_bin(make_interval(mins => w.minutes), now(), timestamptz '2000-01-01 00:00+00'),
      'YYYY-MM-DD HH24:MI') AS key
    FROM unnest(p_job_types, p_minutes) AS w (job_type, minutes)),
  added AS (
    INSERT INTO public.jobs (id, job_type, idempotency_key, retry_at)
    SELECT sync.new_id(), due.job_type, due.key, now() FROM due
    WHERE NOT EXISTS (SELECT FROM public.jobs j WHERE j.idempotency_key = due.key)
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING 1)
  SELECT count(*) FROM added
$$;

-- The oldest job of these kinds that may be taken; nothing when there is none. A job whose last try
-- ended with its worker is given up here, where somebody looks.
CREATE OR REPLACE FUNCTION shop.lease_job(
  p_worker text, p_job_types text[], p_lease_seconds integer DEFAULT 60) RETURNS SETOF public.jobs
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.jobs SET status = 'failed', failed_at = now(), worker_id = NULL,
    error = jsonb_build_object('message', 'its worker ' || worker_id || ' did not come back')
  WHERE id IN (
    SELECT id FROM public.jobs
    WHERE status = 'running' AND retry_at <= now() AND attempts >= max_attempts
      AND job_type = ANY (p_job_types)
    FOR UPDATE SKIP LOCKED);
  RETURN QUERY
  UPDATE public.jobs SET status = 'running', worker_id = p_worker, attempts = attempts + 1,
    started_at = now(), retry_at = now() + make_interval(secs => p_lease_seconds)
  WHERE id = (
    SELECT id FROM public.jobs
    WHERE status IN ('pending', 'running') AND retry_at <= now() AND job_type = ANY (p_job_types)
    ORDER BY retry_at, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED)
  RETURNING *;
END $$;

-- The functions below do nothing and return false when the lease has gone to another worker.

CREATE OR REPLACE FUNCTION shop.extend_lease(
  p_job_id uuid, p_worker text, p_lease_seconds integer DEFAULT 60) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH held AS (
    UPDATE public.jobs SET retry_at = now() + make_interval(secs => p_lease_seconds)
    WHERE id = p_job_id AND worker_id = p_worker AND status = 'running' RETURNING 1)
  SELECT EXISTS (SELECT FROM held)
$$;

CREATE OR REPLACE FUNCTION shop.finish_job(p_job_id uuid, p_worker text, p_result jsonb DEFAULT NULL)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH finished AS (
    UPDATE public.jobs SET status = 'completed', completed_at = now(), result = p_result,
      error = NULL, worker_id = NULL
    WHERE id = p_job_id AND worker_id = p_worker AND status = 'running' RETURNING 1)
  SELECT EXISTS (SELECT FROM finished)
$$;

-- After 30 seconds, a minute, two …, at most an hour, the job is tried again; after its last try it has
-- failed for good and somebody has to look.
CREATE OR REPLACE FUNCTION shop.fail_job(p_job_id uuid, p_worker text, p_message text)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH failed AS (
    UPDATE public.jobs SET
      status = CASE WHEN attempts < max_attempts THEN 'pending' ELSE 'failed' END,
      failed_at = now(), worker_id = NULL,
      error = jsonb_build_object('message', p_message, 'attempt', attempts),
      retry_at = now() + least(
        interval '1 hour', interval '30 seconds' * power(2, least(attempts - 1, 10)))
    WHERE id = p_job_id AND worker_id = p_worker AND status = 'running' RETURNING 1)
  SELECT EXISTS (SELECT FROM failed)
$$;

-- A worker that is told to stop gives back what it has not begun; the try does not count.
CREATE OR REPLACE FUNCTION shop.release_job(p_job_id uuid, p_worker text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH released AS (
    UPDATE public.jobs SET status = 'pending', worker_id = NULL, attempts = attempts - 1,
      retry_at = now()
    WHERE id = p_job_id AND worker_id = p_worker AND status = 'running' RETURNING 1)
  SELECT EXISTS (SELECT FROM released)
$$;

CREATE OR REPLACE FUNCTION shop.clear_jobs() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.jobs WHERE status = 'completed' AND completed_at < now() - interval '7 days'
    RETURNING 1)
  SELECT count(*) FROM gone
$$;
