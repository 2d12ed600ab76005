-- One-time codes and links: a code by phone (OTP), a link that resets a password or proves an e-mail
-- address. The secret leaves the database once, when it is issued; only a salted hash stays.

CREATE SCHEMA IF NOT EXISTS shop;

-- A word that nobody guesses: 244 random bits (two uuids of version 4) as 64 hexadecimal digits.
CREATE OR REPLACE FUNCTION shop.new_secret() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex')
$$;

-- Six digits out of 48 random bits. A million codes are few: that is why tries are counted.
CREATE OR REPLACE FUNCTION shop.new_code() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT lpad(
    ((('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint) % 1000000)::text,
    6, '0')
$$;

CREATE OR REPLACE FUNCTION shop.hash(p_secret text, p_salt text DEFAULT '') RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(p_salt || p_secret, 'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION shop.token_lifetime(p_purpose text) RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_purpose
    WHEN 'phone_otp' THEN interval '5 minutes'
    WHEN 'password_reset' THEN interval '1 hour'
    ELSE interval '1 day' END
$$;

-- How many wrong tries a token bears.
CREATE OR REPLACE FUNCTION shop.token_attempts_max() RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 5
$$;

-- The newest token voids the older ones of the same purpose and subject.
-- Returns the secret, this once.
CREATE OR REPLACE FUNCTION shop.issue_token(
  p_purpose text, p_user_id uuid DEFAULT NULL, p_phone text DEFAULT NULL, p_email text DEFAULT NULL,
  p_lifetime interval DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid := sync.new_id();
  v_secret text := CASE p_purpose WHEN 'phone_otp' THEN shop.new_code() ELSE shop.new_secret() END;
BEGIN
  IF num_nonnulls(p_user_id, p_phone, p_email) <> 1 THEN
    RAISE EXCEPTION USING ERRCODE = 'CT400', MESSAGE = 'a token is for one user, phone or e-mail',
      HINT = 'Give exactly one of them.';
  END IF;
  UPDATE public.verification_tokens t SET used_at = now()
  WHERE t.purpose = p_purpose AND t.used_at IS NULL
    AND (t.user_id, t.phone, t.email) IS NOT DISTINCT FROM (p_user_id, p_phone, lower(p_email));
  INSERT INTO public.verification_tokens (id, purpose, user_id, phone, email, token_hash, expires_at)
  VALUES (v_id, p_purpose, p_user_id, p_phone, lower(p_email), shop.hash(v_secret, v_id::text),
          now() + coalesce(p_lifetime, shop.token_lifetime(p_purpose)));
  RETURN v_secret;
END $$;

-- Returns accepted, or why not: unknown (there is no open token), wrong, expired, too_many_attempts.
-- It is no error, because a wrong try has to be counted whatever the caller does next.
CREATE OR REPLACE FUNCTION shop.redeem_token(
  p_purpose text, p_secret text, p_user_id uuid DEFAULT NULL, p_phone text DEFAULT NULL,
  p_email text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_token public.verification_tokens;
BEGIN
  SELECT * INTO v_token FROM public.verification_tokens t
  WHERE t.purpose = p_purpose AND t.used_at IS NULL
    AND (t.user_id, t.phone, t.email) IS NOT DISTINCT FROM (p_user_id, p_phone, lower(p_email))
  ORDER BY t.created_at DESC, t.id DESC LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'unknown';
  ELSIF v_token.expires_at <= now() THEN
    RETURN 'expired';
  ELSIF v_token.attempts >= shop.token_attempts_max() THEN
    RETURN 'too_many_attempts';
  ELSIF p_secret IS NULL OR v_token.token_hash <> shop.hash(p_secret, v_token.id::text) THEN
    UPDATE public.verification_tokens SET attempts = attempts + 1 WHERE id = v_token.id;
    RETURN 'wrong';
  END IF;
  UPDATE public.verification_tokens SET used_at = now() WHERE id = v_token.id;
  RETURN 'accepted';
END $$;

-- Used and expired tokens go after a day, in which support may still look at them.
CREATE OR REPLACE FUNCTION shop.clear_tokens() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.verification_tokens
    WHERE least(expires_at, used_at) < now() - interval '1 day' RETURNING 1)
  SELECT count(*) FROM gone
$$;
