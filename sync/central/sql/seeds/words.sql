-- Status words of the seeds: what a seed sees for one of our words.

CREATE OR REPLACE FUNCTION compat.order_status(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_word WHEN 'completed' THEN 'DELIVERED' WHEN 'ready' THEN 'PROCESSING'
    ELSE upper(p_word) END
$$;

CREATE OR REPLACE FUNCTION compat.order_status_s3(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_word WHEN 'pending' THEN 'CREATED' ELSE compat.order_status(p_word) END
$$;

CREATE OR REPLACE FUNCTION compat.payment_status(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_word WHEN 'paid' THEN 'COMPLETED' WHEN 'authorized' THEN 'PROCESSING'
    WHEN 'partially_paid' THEN 'PROCESSING' ELSE upper(p_word) END
$$;

CREATE OR REPLACE FUNCTION compat.payment_status_s3(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_word WHEN 'pending' THEN 'INITIATED' WHEN 'processing' THEN 'INITIATED'
    WHEN 'authorized' THEN 'AUTHORIZED' WHEN 'partially_paid' THEN 'AUTHORIZED'
    WHEN 'paid' THEN 'CAPTURED' WHEN 'partially_refunded' THEN 'CAPTURED' ELSE upper(p_word) END
$$;

CREATE OR REPLACE FUNCTION compat.transaction_status(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_word WHEN 'captured' THEN 'SUCCESS' WHEN 'partially_refunded' THEN 'SUCCESS'
    WHEN 'authorized' THEN 'PROCESSING' ELSE upper(p_word) END
$$;

CREATE OR REPLACE FUNCTION compat.shipment_status_s3(p_word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_word WHEN 'delivered' THEN 'DELIVERED' WHEN 'shipped' THEN 'OUT_FOR_DELIVERY'
    WHEN 'out_for_delivery' THEN 'OUT_FOR_DELIVERY' ELSE 'SCHEDULED' END
$$;

CREATE OR REPLACE FUNCTION compat.pay_method_s3(p_kind text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_kind = 'card' THEN 'CARD' WHEN p_kind IN ('cash', 'cod') THEN 'COD'
    WHEN p_kind IS NOT NULL THEN 'WALLET' END
$$;

CREATE OR REPLACE FUNCTION compat.role_s4(p_code text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE coalesce(p_code, 'customer') WHEN 'customer' THEN 'CUSTOMER' WHEN 'admin' THEN 'ADMIN'
    ELSE 'STAFF' END
$$;
