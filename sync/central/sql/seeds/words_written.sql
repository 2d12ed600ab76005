-- The way back: which of our words a seed means by one of its own, in any case of letters (schema.md 4).

CREATE OR REPLACE FUNCTION compat.unknown_word(p_word text, p_known text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
    MESSAGE = format('there is no word %s here', coalesce(p_word, 'NULL')),
    HINT = 'There are: ' || array_to_string(p_known, ', ') || '.';
END $$;

CREATE OR REPLACE FUNCTION compat.order_status_meant(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE upper(p_word)
    WHEN 'CREATED' THEN 'pending' WHEN 'PENDING' THEN 'pending' WHEN 'CONFIRMED' THEN 'confirmed'
    WHEN 'PROCESSING' THEN 'processing' WHEN 'READY' THEN 'ready' WHEN 'SHIPPED' THEN 'shipped'
    WHEN 'DELIVERED' THEN 'completed' WHEN 'CANCELLED' THEN 'cancelled'
    WHEN 'REFUNDED' THEN 'refunded'
    ELSE compat.unknown_word(p_word, '{PENDING,CONFIRMED,PROCESSING,SHIPPED,DELIVERED,CANCELLED,REFUNDED}')
  END
$$;

-- The status of a tender.
CREATE OR REPLACE FUNCTION compat.payment_status_meant(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE upper(p_word)
    WHEN 'INITIATED' THEN 'pending' WHEN 'PENDING' THEN 'pending'
    WHEN 'PROCESSING' THEN 'processing' WHEN 'AUTHORIZED' THEN 'authorized'
    WHEN 'CAPTURED' THEN 'captured' WHEN 'COMPLETED' THEN 'captured' WHEN 'SUCCESS' THEN 'captured'
    WHEN 'FAILED' THEN 'failed' WHEN 'CANCELLED' THEN 'cancelled' WHEN 'REFUNDED' THEN 'refunded'
    WHEN 'PARTIALLY_REFUNDED' THEN 'partially_refunded'
    ELSE compat.unknown_word(p_word, '{PENDING,PROCESSING,COMPLETED,FAILED,CANCELLED,REFUNDED}')
  END
$$;

-- The way to pay that seed s3 means by its three words; other seeds name codes.
CREATE OR REPLACE FUNCTION compat.pay_method_meant(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE upper(p_word) WHEN 'CARD' THEN 'card' WHEN 'COD' THEN 'cod' WHEN 'WALLET' THEN 'wallet'
    ELSE compat.unknown_word(p_word, '{CARD,WALLET,COD}') END
$$;

-- What an address is for; seed s2 shows one that is for both as SHIPPING.
CREATE OR REPLACE FUNCTION compat.address_type_meant(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE upper(p_word) WHEN 'SHIPPING' THEN 'shipping' WHEN 'BILLING' THEN 'billing'
    WHEN 'BOTH' THEN 'both' ELSE compat.unknown_word(p_word, '{SHIPPING,BILLING}') END
$$;

-- The address that somebody has: not the one that two seeds show for those without any.
CREATE OR REPLACE FUNCTION compat.email_meant(p_email text, p_user uuid) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(lower(p_email), p_user::text || '@no-email.invalid')
$$;

-- Whole cents of a decimal amount, exactly: half a cent is refused, and so is what is no amount.
CREATE OR REPLACE FUNCTION compat.cents_meant(p_amount numeric, p_what text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_amount IS NULL THEN
    RETURN NULL;
  ELSIF p_amount = 'NaN'::numeric OR abs(p_amount) > 10000000000000 OR p_amount * 100 <> trunc(p_amount * 100)
  THEN
    RAISE EXCEPTION USING ERRCODE = 'numeric_value_out_of_range',
      MESSAGE = format('%s of %s is no amount of money', p_what, p_amount),
      HINT = 'Give two decimals at most.';
  END IF;
  RETURN (p_amount * 100)::bigint;
END $$;

-- A total that is written beside its parts has to be what they come to. p_given: null was not written.
CREATE OR REPLACE FUNCTION compat.check_line_total(p_given numeric, p_total numeric, p_what text)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_given <> p_total THEN
    PERFORM shop.refuse(format('%s of %s does not add up: the item comes to %s', p_what, p_given, p_total),
                        'It is quantity times price.');
  END IF;
END $$;
