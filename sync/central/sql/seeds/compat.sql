-- What the views of the seeds share in functions: amounts, moments, options, secrets. Words are in
-- words.sql, text keys in keys.sql. None has settings of its own unless it must: the planner puts them
-- in place.

CREATE OR REPLACE FUNCTION compat.money(p_cents bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT round(p_cents::numeric / 100, 2) $$;

-- What the goods come to before tax, as the seeds add up: subtotal + tax + shipping - discount = total.
CREATE OR REPLACE FUNCTION compat.net_subtotal(
  p_subtotal_cents bigint, p_tax_cents bigint, p_prices_include_tax boolean) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT p_subtotal_cents - CASE WHEN p_prices_include_tax THEN p_tax_cents ELSE 0 END
$$;

-- Quantities and cents in the seeds' int columns: clamped, so that a stock in grams fails no view.
CREATE OR REPLACE FUNCTION compat.int4(p_value numeric) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT greatest(least(p_value, 2147483647), -2147483648)::integer $$;

CREATE OR REPLACE FUNCTION compat.int4(p_value bigint) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT greatest(least(p_value, 2147483647), -2147483648)::integer $$;

CREATE OR REPLACE FUNCTION compat.int4(p_value integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$ SELECT p_value $$;

CREATE OR REPLACE FUNCTION compat.walk_in() RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$ SELECT '00000000-0000-7000-8000-000000000001'::uuid $$;

-- Two seeds let nobody be without an e-mail address.
CREATE OR REPLACE FUNCTION compat.email(p_email text, p_user uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_email, p_user::text || '@no-email.invalid')
$$;

CREATE OR REPLACE FUNCTION compat.blob_url(p_blob public.blobs) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(p_blob.public_url, p_blob.storage_key) $$;

-- A moment in a document: UTC, to the millisecond.
CREATE OR REPLACE FUNCTION compat.iso(p_moment timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT to_char(p_moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The person on whose behalf a customer's session reads; null: nobody.
CREATE OR REPLACE FUNCTION public.app_user_id() RETURNS uuid
LANGUAGE sql STABLE AS $$ 
  SELECT compat.text_key(nullif(current_setting('app.user_id', true), ''))
$$;

-- The time zone in which days of coupons begin and end.
CREATE OR REPLACE FUNCTION compat.tz() RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT value #>> '{}' FROM public.settings WHERE scope = 'global' AND key = 'business.timezone'),
    'UTC')
$$;

-- The value of the option that has one of these names, as in opt(variants, 'colour', 'color').
CREATE OR REPLACE FUNCTION compat.opt(v public.variants, VARIADIC wanted text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN lower(v.option1_name) = ANY (wanted) THEN v.option1_value
    WHEN lower(v.option2_name) = ANY (wanted) THEN v.option2_value
    WHEN lower(v.option3_name) = ANY (wanted) THEN v.option3_value
  END
$$;

CREATE OR REPLACE FUNCTION compat.text_array(p_list jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(word), '{}') FROM jsonb_array_elements_text(coalesce(p_list, '[]')) AS word
$$;

CREATE OR REPLACE FUNCTION compat.dims_text(p_size jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(concat_ws(' ',
    nullif(concat_ws(' x ', p_size ->> 'length', p_size ->> 'width', p_size ->> 'height'), ''),
    p_size ->> 'unit'), '')
$$;

CREATE OR REPLACE FUNCTION compat.address_json(p_address uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'recipient_name', recipient_name, 'company', company, 'line1', line1, 'line2', line2,
    'city', city, 'state', state, 'postal_code', postal_code, 'country', country, 'phone', phone)
  FROM public.addresses WHERE id = p_address
$$;

-- A hash is shown to members of compat_secrets only; everybody else sees a mark that fits no password.
CREATE OR REPLACE FUNCTION compat.password_hash(p_user uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT password_hash FROM public.user_credentials
    WHERE user_id = p_user AND pg_has_role(session_user, 'compat_secrets', 'MEMBER')), '!')
$$;

CREATE OR REPLACE FUNCTION compat.gateway_token(p_method uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT gateway_token FROM public.saved_payment_methods
  WHERE id = p_method AND pg_has_role(session_user, 'compat_secrets', 'MEMBER')
$$;
