-- Seed s1: reviews and coupons, and what its server keeps for itself: sessions, keys, files, jobs.

CREATE OR REPLACE VIEW ecommerce."Review" WITH (security_invoker = true) AS
SELECT
  reviews.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  users.int_id::integer AS "user_id",
  reviews.rating::double precision AS "rating",
  reviews.title::text AS "title",
  reviews.comment::text AS "comment",
  (CASE WHEN reviews.is_verified_purchase THEN 1 ELSE 0 END)::integer AS "is_verified_purchase",
  reviews.created_at::timestamptz AS "created_at",
  reviews.updated_at::timestamptz AS "updated_at"
FROM reviews
JOIN products ON products.id = reviews.product_id
JOIN users ON users.id = reviews.user_id;

CREATE OR REPLACE VIEW ecommerce."Coupon" WITH (security_invoker = true) AS
SELECT
  promotions.int_id::integer AS "id",
  promotions.code::text AS "code",
  promotions.description::text AS "description",
  promotions.discount_type::text AS "discount_type",
  compat.int4(
    CASE promotions.discount_type WHEN 'percent' THEN promotions.percent_ppm / 100
      ELSE promotions.amount_off_cents END
  ) AS "discount_value_cents",
  compat.int4(promotions.min_purchase_cents) AS "min_purchase_amount_cents",
  compat.int4(promotions.max_discount_cents) AS "max_discount_amount_cents",
  (
    SELECT jsonb_agg(products.int_id ORDER BY products.int_id)
    FROM promotion_targets
    JOIN products ON products.id = promotion_targets.product_id
    WHERE promotion_targets.promotion_id = promotions.id AND NOT promotion_targets.is_excluded
  ) AS "applicable_product_ids",
  (
    SELECT jsonb_agg(categories.int_id ORDER BY categories.int_id)
    FROM promotion_targets
    JOIN categories ON categories.id = promotion_targets.category_id
    WHERE promotion_targets.promotion_id = promotions.id AND NOT promotion_targets.is_excluded
  ) AS "applicable_category_ids",
  compat.int4(promotions.usage_limit) AS "usage_limit",
  compat.int4(promotions.usage_count) AS "usage_count",
  compat.int4(promotions.per_user_limit) AS "per_user_limit",
  (promotions.is_active AND promotions.deleted_at IS NULL)::boolean AS "is_active",
  promotions.starts_at::timestamptz AS "starts_at",
  promotions.expires_at::timestamptz AS "expires_at",
  promotions.created_at::timestamptz AS "created_at",
  promotions.updated_at::timestamptz AS "updated_at"
FROM promotions
WHERE promotions.code IS NOT NULL;

CREATE OR REPLACE VIEW ecommerce."Session" WITH (security_invoker = true) AS
SELECT
  sessions.int_id::integer AS "id",
  sessions.token_hash::text AS "session_token",
  user_cart.int_id::integer AS "cart_id",
  users.int_id::integer AS "user_id",
  sessions.expires_at::timestamptz AS "expires_at",
  sessions.created_at::timestamptz AS "created_at",
  sessions.last_activity_at::timestamptz AS "last_activity_at"
FROM sessions
LEFT JOIN users ON users.id = sessions.user_id
LEFT JOIN compat.user_cart ON user_cart.id = sessions.cart_id;

CREATE OR REPLACE VIEW ecommerce."APIKey" WITH (security_invoker = true) AS
SELECT
  api_keys.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  api_keys.key_hash::text AS "key_hash",
  api_keys.name::text AS "name",
  api_keys.scopes::jsonb AS "scopes",
  api_keys.is_active::boolean AS "is_active",
  (api_keys.revoked_at IS NOT NULL)::boolean AS "is_revoked",
  api_keys.created_at::timestamptz AS "created_at",
  api_keys.expires_at::timestamptz AS "expires_at",
  api_keys.last_used_at::timestamptz AS "last_used_at"
FROM api_keys
JOIN users ON users.id = api_keys.user_id;

CREATE OR REPLACE VIEW ecommerce."Blob" WITH (security_invoker = true) AS
SELECT
  blobs.int_id::integer AS "id",
  blobs.storage_key::text AS "storage_key",
  blobs.filename::text AS "filename",
  blobs.content_type::text AS "content_type",
  blobs.size_bytes::bigint AS "size_bytes",
  blobs.checksum::text AS "checksum",
  blobs.storage_provider::text AS "storage_provider",
  blobs.created_at::timestamptz AS "created_at"
FROM blobs;

CREATE OR REPLACE VIEW ecommerce."AuditLog" WITH (security_invoker = true) AS
SELECT
  audit_log.int_id::integer AS "id",
  users.int_id::integer AS "actor_id",
  audit_log.actor_type::text AS "actor_type",
  audit_log.actor_email::text AS "actor_email",
  audit_log.action::text AS "action",
  audit_log.target_type::text AS "target_type",
  audit_log.target_id::text AS "target_id",
  audit_log.metadata::jsonb AS "metadata",
  audit_log.ip_address::text AS "ip_address",
  audit_log.user_agent::text AS "user_agent",
  audit_log.created_at::timestamptz AS "created_at"
FROM audit_log
LEFT JOIN users ON users.id = audit_log.actor_id;

CREATE OR REPLACE VIEW ecommerce."Job" WITH (security_invoker = true) AS
SELECT
  jobs.int_id::integer AS "id",
  jobs.job_type::text AS "job_type",
  jobs.idempotency_key::text AS "idempotency_key",
  jobs.payload::jsonb AS "payload",
  jobs.result::jsonb AS "result",
  jobs.status::text AS "status",
  jobs.worker_id::text AS "worker_id",
  compat.int4(jobs.attempts) AS "attempts",
  compat.int4(jobs.max_attempts) AS "max_attempts",
  jobs.error::jsonb AS "error",
  jobs.created_at::timestamptz AS "created_at",
  jobs.started_at::timestamptz AS "started_at",
  jobs.completed_at::timestamptz AS "completed_at",
  jobs.failed_at::timestamptz AS "failed_at",
  jobs.retry_at::timestamptz AS "retry_at"
FROM jobs;

CREATE OR REPLACE VIEW ecommerce."ProductFeed" WITH (security_invoker = true) AS
SELECT
  product_feeds.int_id::integer AS "id",
  blobs.int_id::integer AS "blob_id",
  product_feeds.filename::text AS "filename",
  product_feeds.feed_type::text AS "feed_type",
  product_feeds.format::text AS "format",
  product_feeds.status::text AS "status",
  compat.int4(product_feeds.total_rows) AS "total_rows",
  compat.int4(product_feeds.processed_rows) AS "processed_rows",
  compat.int4(product_feeds.success_rows) AS "success_rows",
  compat.int4(product_feeds.error_rows) AS "error_rows",
  product_feeds.errors::jsonb AS "errors",
  jobs.int_id::integer AS "job_id",
  users.int_id::integer AS "created_by_user_id",
  product_feeds.created_at::timestamptz AS "created_at",
  product_feeds.started_at::timestamptz AS "started_at",
  product_feeds.completed_at::timestamptz AS "completed_at"
FROM product_feeds
LEFT JOIN blobs ON blobs.id = product_feeds.blob_id
LEFT JOIN jobs ON jobs.id = product_feeds.job_id
LEFT JOIN users ON users.id = product_feeds.created_by;
