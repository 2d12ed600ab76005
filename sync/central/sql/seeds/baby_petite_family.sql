-- Seed s4, Baby Petite: registries and what customers leave behind them: reviews, wishes, behaviour.

CREATE OR REPLACE VIEW baby_petite."Registry" WITH (security_invoker = true) AS
SELECT
  compat.key_text(user_registry.id) AS "id",
  compat.key_text(user_registry.user_id) AS "userId",
  user_registry.name::text AS "name",
  user_registry.due_date::timestamp(3) AS "dueDate",
  user_registry.baby_name::text AS "babyName",
  user_registry.baby_gender::text AS "babyGender",
  user_registry.share_url::text AS "shareUrl",
  user_registry.is_public::boolean AS "isPublic",
  user_registry.predicted_sizes::jsonb AS "predictedSizes",
  compat.text_array(user_registry.recommended_product_ids)::text[] AS "recommendedProducts",
  (user_registry.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (user_registry.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.user_registry;

CREATE OR REPLACE VIEW baby_petite."RegistryItem" WITH (security_invoker = true) AS
SELECT
  compat.key_text(registry_items.id) AS "id",
  compat.key_text(registry_items.registry_id) AS "registryId",
  compat.key_text(registry_items.product_id) AS "productId",
  registry_items.product_name::text AS "productName",
  registry_items.product_slug::text AS "productSlug",
  compat.key_text(registry_items.variant_id) AS "variantId",
  registry_items.variant_name::text AS "variantName",
  compat.int4(registry_items.quantity) AS "quantity",
  compat.int4(registry_items.purchased) AS "purchased",
  compat.int4(registry_items.priority) AS "priority",
  registry_items.notes::text AS "notes",
  (registry_items.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (registry_items.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM registry_items
JOIN compat.user_registry ON user_registry.id = registry_items.registry_id;

CREATE OR REPLACE VIEW baby_petite."GrowthEntry" WITH (security_invoker = true) AS
SELECT
  compat.key_text(growth_entries.id) AS "id",
  compat.key_text(growth_entries.registry_id) AS "registryId",
  (growth_entries.measured_at AT TIME ZONE 'UTC')::timestamp(3) AS "date",
  growth_entries.weight_kg::double precision AS "weight",
  growth_entries.length_cm::double precision AS "length",
  growth_entries.head_circumference_cm::double precision AS "headCircumference",
  growth_entries.notes::text AS "notes",
  (growth_entries.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM growth_entries
JOIN compat.user_registry ON user_registry.id = growth_entries.registry_id;

CREATE OR REPLACE VIEW baby_petite."Review" WITH (security_invoker = true) AS
SELECT
  compat.key_text(reviews.id) AS "id",
  compat.key_text(reviews.product_id) AS "productId",
  compat.key_text(reviews.user_id) AS "userId",
  compat.int4(round(reviews.rating::numeric)) AS "rating",
  reviews.title::text AS "title",
  reviews.comment::text AS "content",
  reviews.is_verified_purchase::boolean AS "isVerified",
  reviews.is_approved::boolean AS "isApproved",
  compat.int4(reviews.helpful_count) AS "helpfulCount",
  (reviews.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (reviews.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM reviews;

CREATE OR REPLACE VIEW baby_petite."Wishlist" WITH (security_invoker = true) AS
SELECT
  compat.key_text(wishlists.id) AS "id",
  compat.key_text(wishlists.user_id) AS "userId",
  (wishlists.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (wishlists.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM wishlists;

CREATE OR REPLACE VIEW baby_petite."WishlistItem" WITH (security_invoker = true) AS
SELECT
  compat.key_text(wishlist_items.id) AS "id",
  compat.key_text(wishlist_items.wishlist_id) AS "wishlistId",
  compat.key_text(wishlist_items.product_id) AS "productId",
  (wishlist_items.added_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM wishlist_items;

CREATE OR REPLACE VIEW baby_petite."UserBehavior" WITH (security_invoker = true) AS
SELECT
  compat.key_text(behavior_events.id) AS "id",
  compat.key_text(behavior_events.user_id) AS "userId",
  behavior_events.event_type::text AS "eventType",
  behavior_events.event_data::jsonb AS "eventData",
  behavior_events.session_id::text AS "sessionId",
  behavior_events.ip_address::text AS "ipAddress",
  behavior_events.user_agent::text AS "userAgent",
  (behavior_events.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM behavior_events;

CREATE OR REPLACE VIEW baby_petite."RecommendationLog" WITH (security_invoker = true) AS
SELECT
  compat.key_text(recommendation_log.id) AS "id",
  compat.key_text(recommendation_log.user_id) AS "userId",
  recommendation_log.model::text AS "model",
  recommendation_log.version::text AS "version",
  recommendation_log.input_data::jsonb AS "inputData",
  recommendation_log.output_data::jsonb AS "outputData",
  recommendation_log.confidence::double precision AS "confidence",
  recommendation_log.clicked::boolean AS "clicked",
  recommendation_log.purchased::boolean AS "purchased",
  (recommendation_log.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM recommendation_log;

CREATE OR REPLACE VIEW baby_petite."Notification" WITH (security_invoker = true) AS
SELECT
  compat.key_text(notifications.id) AS "id",
  compat.key_text(notifications.user_id) AS "userId",
  notifications.type::text AS "type",
  notifications.title::text AS "title",
  notifications.message::text AS "message",
  notifications.action_url::text AS "actionUrl",
  notifications.is_read::boolean AS "isRead",
  (notifications.read_at AT TIME ZONE 'UTC')::timestamp(3) AS "readAt",
  (notifications.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM notifications
WHERE notifications.user_id IS NOT NULL;
