-- Seed s4, Baby Petite: clothes and registries. Keys are text, amounts are Float as its models say,
-- the words are enum types.

CREATE SCHEMA IF NOT EXISTS baby_petite;

DO $$ BEGIN
  CREATE TYPE baby_petite."UserRole" AS ENUM ('CUSTOMER', 'ADMIN', 'STAFF');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  CREATE TYPE baby_petite."AddressType" AS ENUM ('SHIPPING', 'BILLING', 'BOTH');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  CREATE TYPE baby_petite."OrderStatus" AS ENUM ('PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  CREATE TYPE baby_petite."PaymentStatus" AS ENUM ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REFUNDED', 'PARTIALLY_REFUNDED');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  CREATE TYPE baby_petite."FulfillmentStatus" AS ENUM ('UNFULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'RESTOCKED');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

CREATE OR REPLACE VIEW baby_petite."User" WITH (security_invoker = true) AS
SELECT
  users.id::text AS "id",
  coalesce(users.email, users.id || '@no-email.invalid')::text AS "email",
  (users.email_verified_at AT TIME ZONE 'UTC')::timestamp(3) AS "emailVerified",
  users.name::text AS "name",
  compat.password_hash(users.id)::text AS "password",
  users.phone::text AS "phone",
  ((SELECT coalesce(blobs.public_url, blobs.storage_key) FROM blobs WHERE blobs.id = users.avatar_blob_id))::text AS "avatar",
  compat.role_s4(user_role.role_code)::baby_petite."UserRole" AS "role",
  (users.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (users.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt",
  (user_credentials.last_login_at AT TIME ZONE 'UTC')::timestamp(3) AS "lastLoginAt"
FROM users
LEFT JOIN compat.user_role ON user_role.user_id = users.id
LEFT JOIN user_credentials ON user_credentials.user_id = users.id;

CREATE OR REPLACE VIEW baby_petite."Address" WITH (security_invoker = true) AS
SELECT
  addresses.id::text AS "id",
  addresses.user_id::text AS "userId",
  coalesce(addresses.first_name, split_part(addresses.recipient_name, ' ', 1))::text AS "firstName",
  coalesce(addresses.last_name, regexp_replace(addresses.recipient_name, '^\S+\s*', ''))::text AS "lastName",
  addresses.company::text AS "company",
  addresses.line1::text AS "line1",
  addresses.line2::text AS "line2",
  addresses.city::text AS "city",
  addresses.state::text AS "state",
  addresses.postal_code::text AS "zip",
  addresses.country::text AS "country",
  addresses.phone::text AS "phone",
  (addresses.is_default AND addresses.deleted_at IS NULL)::boolean AS "isDefault",
  upper(addresses.type)::baby_petite."AddressType" AS "type",
  (addresses.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (addresses.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM addresses
WHERE addresses.user_id IS NOT NULL;

CREATE OR REPLACE VIEW baby_petite."Category" WITH (security_invoker = true) AS
SELECT
  categories.id::text AS "id",
  categories.name::text AS "name",
  categories.slug::text AS "slug",
  categories.description::text AS "description",
  categories.parent_id::text AS "parentId",
  compat.int4(categories.position) AS "order",
  (categories.is_active AND categories.deleted_at IS NULL)::boolean AS "isActive",
  (categories.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (categories.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM categories;

CREATE OR REPLACE VIEW baby_petite."Product" WITH (security_invoker = true) AS
SELECT
  products.id::text AS "id",
  products.name::text AS "name",
  products.slug::text AS "slug",
  products.description::text AS "description",
  products.short_description::text AS "shortDescription",
  compat.money(products.base_price_cents)::numeric(14,2) AS "basePrice",
  compat.money(products.compare_at_price_cents)::numeric(14,2) AS "compareAtPrice",
  compat.money(products.cost_cents)::numeric(14,2) AS "costPrice",
  products.style_code::text AS "sku",
  default_variant.barcode::text AS "barcode",
  products.category_id::text AS "categoryId",
  compat.text_array(products.tags)::text[] AS "tags",
  (products.is_active AND products.deleted_at IS NULL)::boolean AS "isActive",
  products.is_featured::boolean AS "isFeatured",
  products.is_new::boolean AS "isNew",
  products.is_on_sale::boolean AS "isOnSale",
  products.meta_title::text AS "metaTitle",
  products.meta_description::text AS "metaDescription",
  products.meta_keywords::text AS "metaKeywords",
  products.popularity_score::double precision AS "popularityScore",
  compat.text_array(products.ai_tags)::text[] AS "aiTags",
  products.recommendation_score::double precision AS "recommendationScore",
  (products.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (products.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt",
  (products.published_at AT TIME ZONE 'UTC')::timestamp(3) AS "publishedAt"
FROM products
LEFT JOIN compat.default_variant ON default_variant.product_id = products.id;

CREATE OR REPLACE VIEW baby_petite."Variant" WITH (security_invoker = true) AS
SELECT
  variants.id::text AS "id",
  variants.product_id::text AS "productId",
  coalesce(nullif(variants.name, ''), products.name)::text AS "name",
  coalesce(compat.opt(variants, 'size'), 'One Size')::text AS "size",
  compat.opt(variants, 'color', 'colour')::text AS "color",
  variants.color_code::text AS "colorCode",
  compat.money(variants.price_cents)::numeric(14,2) AS "price",
  compat.money(variants.compare_at_price_cents)::numeric(14,2) AS "compareAtPrice",
  variants.sku::text AS "sku",
  barcodes.code::text AS "barcode",
  (variants.weight_mg / 1000.0)::double precision AS "weight",
  variants.dimensions::jsonb AS "dimensions",
  (variants.is_active AND variants.deleted_at IS NULL)::boolean AS "isActive",
  (variants.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (variants.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM variants
JOIN products ON products.id = variants.product_id
LEFT JOIN barcodes ON barcodes.variant_id = variants.id AND barcodes.is_primary;

CREATE OR REPLACE VIEW baby_petite."ProductImage" WITH (security_invoker = true) AS
SELECT
  product_images.id::text AS "id",
  product_images.product_id::text AS "productId",
  coalesce(blobs.public_url, blobs.storage_key)::text AS "url",
  product_images.alt_text::text AS "alt",
  compat.int4(product_images.width) AS "width",
  compat.int4(product_images.height) AS "height",
  compat.int4(product_images.position) AS "order",
  product_images.is_primary::boolean AS "isPrimary",
  (product_images.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM product_images
JOIN blobs ON blobs.id = product_images.blob_id;

CREATE OR REPLACE VIEW baby_petite."Inventory" WITH (security_invoker = true) AS
SELECT
  variants.id::text AS "id",
  variants.id::text AS "variantId",
  compat.int4(coalesce(variant_stock.quantity, 0)) AS "quantity",
  compat.int4(coalesce(variant_stock.reserved, 0)) AS "reserved",
  compat.int4(coalesce(variant_stock.available, 0)) AS "available",
  compat.int4(coalesce(variant_stock.low_stock_threshold, 10)) AS "lowStockThreshold",
  compat.int4(coalesce(variant_stock.reorder_point, 20)) AS "reorderPoint",
  compat.int4(coalesce(variant_stock.reorder_quantity, 50)) AS "reorderQuantity",
  variant_stock.main_place::text AS "location",
  variant_stock.main_location_id::text AS "warehouseId",
  (variant_stock.last_restocked_at AT TIME ZONE 'UTC')::timestamp(3) AS "lastRestockedAt",
  (variant_stock.next_restock_at AT TIME ZONE 'UTC')::timestamp(3) AS "nextRestockAt",
  (coalesce(variant_stock.created_at, variants.created_at) AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (coalesce(variant_stock.updated_at, variants.updated_at) AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM variants
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id;

CREATE OR REPLACE VIEW baby_petite."PriceHistory" WITH (security_invoker = true) AS
SELECT
  price_history.id::text AS "id",
  price_history.variant_id::text AS "variantId",
  compat.money(price_history.old_price_cents)::numeric(14,2) AS "oldPrice",
  compat.money(price_history.new_price_cents)::numeric(14,2) AS "newPrice",
  price_history.reason::text AS "reason",
  price_history.changed_by::text AS "changedBy",
  (price_history.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM price_history;

CREATE OR REPLACE VIEW baby_petite."Cart" WITH (security_invoker = true) AS
SELECT
  user_cart.id::text AS "id",
  user_cart.user_id::text AS "userId",
  (user_cart.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (user_cart.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.user_cart
WHERE user_cart.user_id IS NOT NULL;

CREATE OR REPLACE VIEW baby_petite."CartItem" WITH (security_invoker = true) AS
SELECT
  min(cart_lines.id::text)::text AS "id",
  cart_lines.cart_id::text AS "cartId",
  cart_lines.variant_id::text AS "variantId",
  compat.int4(sum(cart_lines.quantity)) AS "quantity",
  (min(cart_lines.created_at) AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (max(cart_lines.updated_at) AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM cart_lines
JOIN compat.user_cart ON user_cart.id = cart_lines.cart_id
WHERE user_cart.user_id IS NOT NULL
GROUP BY cart_lines.cart_id, cart_lines.variant_id;

CREATE OR REPLACE VIEW baby_petite."Order" WITH (security_invoker = true) AS
SELECT
  orders.id::text AS "id",
  orders.number::text AS "orderNumber",
  coalesce(orders.user_id, compat.walk_in())::text AS "userId",
  compat.money(orders.subtotal_cents - CASE WHEN orders.prices_include_tax THEN orders.tax_cents ELSE 0 END)::numeric(14,2) AS "subtotal",
  compat.money(orders.discount_cents)::numeric(14,2) AS "discountAmount",
  compat.money(orders.shipping_cents)::numeric(14,2) AS "shippingAmount",
  compat.money(orders.tax_cents)::numeric(14,2) AS "taxAmount",
  compat.money(orders.total_cents)::numeric(14,2) AS "total",
  compat.order_status(orders.status)::baby_petite."OrderStatus" AS "status",
  compat.payment_status(orders.payment_status)::baby_petite."PaymentStatus" AS "paymentStatus",
  upper(orders.fulfilment_status)::baby_petite."FulfillmentStatus" AS "fulfillmentStatus",
  coalesce(orders.ship_address, compat.address_json(stores.address_id))::jsonb AS "shippingAddress",
  coalesce(orders.bill_address, orders.ship_address, compat.address_json(stores.address_id))::jsonb AS "billingAddress",
  coalesce(orders.customer_email, users.email, '')::text AS "customerEmail",
  coalesce(orders.customer_phone, users.phone)::text AS "customerPhone",
  orders.customer_notes::text AS "customerNotes",
  order_promotion.code::text AS "couponCode",
  order_promotion.promotion_id::text AS "discountId",
  (orders.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (orders.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt",
  (orders.confirmed_at AT TIME ZONE 'UTC')::timestamp(3) AS "confirmedAt",
  (orders.shipped_at AT TIME ZONE 'UTC')::timestamp(3) AS "shippedAt",
  (orders.delivered_at AT TIME ZONE 'UTC')::timestamp(3) AS "deliveredAt",
  (orders.cancelled_at AT TIME ZONE 'UTC')::timestamp(3) AS "cancelledAt"
FROM orders
JOIN stores ON stores.id = orders.store_id
LEFT JOIN users ON users.id = orders.user_id
LEFT JOIN compat.order_promotion ON order_promotion.order_id = orders.id;

CREATE OR REPLACE VIEW baby_petite."OrderItem" WITH (security_invoker = true) AS
SELECT
  order_lines.id::text AS "id",
  order_lines.order_id::text AS "orderId",
  order_lines.variant_id::text AS "variantId",
  order_lines.product_name::text AS "productName",
  order_lines.variant_name::text AS "variantName",
  order_lines.sku::text AS "sku",
  compat.int4(order_lines.quantity) AS "quantity",
  compat.money(order_lines.unit_price_cents)::numeric(14,2) AS "price",
  compat.money(order_lines.gross_cents)::numeric(14,2) AS "total",
  (order_lines.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM order_lines;

CREATE OR REPLACE VIEW baby_petite."Shipping" WITH (security_invoker = true) AS
SELECT
  order_shipment.id::text AS "id",
  order_shipment.order_id::text AS "orderId",
  order_shipment.carrier::text AS "carrier",
  order_shipment.service::text AS "service",
  order_shipment.tracking_number::text AS "trackingNumber",
  order_shipment.tracking_url::text AS "trackingUrl",
  (order_shipment.estimated_delivery_at AT TIME ZONE 'UTC')::timestamp(3) AS "estimatedDelivery",
  (order_shipment.delivered_at AT TIME ZONE 'UTC')::timestamp(3) AS "actualDelivery",
  ((SELECT coalesce(blobs.public_url, blobs.storage_key) FROM blobs WHERE blobs.id = order_shipment.label_blob_id))::text AS "shippingLabel",
  (order_shipment.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (order_shipment.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.order_shipment;

CREATE OR REPLACE VIEW baby_petite."Payment" WITH (security_invoker = true) AS
SELECT
  order_payment.order_id::text AS "id",
  order_payment.order_id::text AS "orderId",
  order_payment.provider::text AS "provider",
  order_payment.transaction_id::text AS "providerId",
  compat.money(order_payment.amount_cents)::numeric(14,2) AS "amount",
  order_payment.currency::text AS "currency",
  compat.payment_status(order_payment.payment_status)::baby_petite."PaymentStatus" AS "status",
  order_payment.method_code::text AS "paymentMethod",
  order_payment.card_last4::text AS "cardLast4",
  order_payment.card_brand::text AS "cardBrand",
  order_payment.failure_reason::text AS "failureReason",
  order_payment.failure_code::text AS "failureCode",
  (order_payment.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (order_payment.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM compat.order_payment;

CREATE OR REPLACE VIEW baby_petite."Registry" WITH (security_invoker = true) AS
SELECT
  user_registry.id::text AS "id",
  user_registry.user_id::text AS "userId",
  user_registry.name::text AS "name",
  ((user_registry.due_date::timestamp AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')::timestamp(3) AS "dueDate",
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
  registry_items.id::text AS "id",
  registry_items.registry_id::text AS "registryId",
  registry_items.product_id::text AS "productId",
  registry_items.product_name::text AS "productName",
  registry_items.product_slug::text AS "productSlug",
  registry_items.variant_id::text AS "variantId",
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
  growth_entries.id::text AS "id",
  growth_entries.registry_id::text AS "registryId",
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
  reviews.id::text AS "id",
  reviews.product_id::text AS "productId",
  reviews.user_id::text AS "userId",
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
  wishlists.id::text AS "id",
  wishlists.user_id::text AS "userId",
  (wishlists.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (wishlists.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM wishlists;

CREATE OR REPLACE VIEW baby_petite."WishlistItem" WITH (security_invoker = true) AS
SELECT
  wishlist_items.id::text AS "id",
  wishlist_items.wishlist_id::text AS "wishlistId",
  wishlist_items.product_id::text AS "productId",
  (wishlist_items.added_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM wishlist_items;

CREATE OR REPLACE VIEW baby_petite."UserBehavior" WITH (security_invoker = true) AS
SELECT
  behavior_events.id::text AS "id",
  behavior_events.user_id::text AS "userId",
  behavior_events.event_type::text AS "eventType",
  behavior_events.event_data::jsonb AS "eventData",
  behavior_events.session_id::text AS "sessionId",
  behavior_events.ip_address::text AS "ipAddress",
  behavior_events.user_agent::text AS "userAgent",
  (behavior_events.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM behavior_events;

CREATE OR REPLACE VIEW baby_petite."RecommendationLog" WITH (security_invoker = true) AS
SELECT
  recommendation_log.id::text AS "id",
  recommendation_log.user_id::text AS "userId",
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
  notifications.id::text AS "id",
  notifications.user_id::text AS "userId",
  notifications.type::text AS "type",
  notifications.title::text AS "title",
  notifications.message::text AS "message",
  notifications.action_url::text AS "actionUrl",
  notifications.is_read::boolean AS "isRead",
  (notifications.read_at AT TIME ZONE 'UTC')::timestamp(3) AS "readAt",
  (notifications.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM notifications
WHERE notifications.user_id IS NOT NULL;

CREATE OR REPLACE VIEW baby_petite."product_summary" WITH (security_invoker = true) AS
SELECT
  products.id AS "id",
  products.name AS "name",
  products.slug AS "slug",
  compat.money(products.base_price_cents) AS "base_price",
  compat.money(products.compare_at_price_cents) AS "compare_at_price",
  products.is_active AS "is_active",
  products.is_featured AS "is_featured",
  products.is_on_sale AS "is_on_sale",
  products.popularity_score AS "popularity_score",
  categories.name AS "category_name",
  categories.slug AS "category_slug",
  (SELECT count(*) FROM variants WHERE variants.product_id = products.id AND variants.is_active AND variants.deleted_at IS NULL) AS "variant_count",
  (SELECT count(*) FROM product_images WHERE product_images.product_id = products.id) AS "image_count",
  (SELECT coalesce(avg(reviews.rating), 0) FROM reviews WHERE reviews.product_id = products.id AND reviews.is_approved) AS "avg_rating",
  (SELECT count(*) FROM reviews WHERE reviews.product_id = products.id AND reviews.is_approved) AS "review_count"
FROM products
JOIN categories ON categories.id = products.category_id
WHERE products.is_active AND products.deleted_at IS NULL;

CREATE OR REPLACE VIEW baby_petite."inventory_status" WITH (security_invoker = true) AS
SELECT
  variants.id AS "variant_id",
  variants.product_id AS "product_id",
  variants.sku AS "sku",
  coalesce(compat.opt(variants, 'size'), 'One Size') AS "size",
  compat.opt(variants, 'color', 'colour') AS "color",
  compat.money(variants.price_cents) AS "price",
  coalesce(variant_stock.quantity, 0) AS "quantity",
  coalesce(variant_stock.reserved, 0) AS "reserved",
  coalesce(variant_stock.available, 0) AS "available",
  CASE WHEN NOT variants.track_stock THEN 'IN_STOCK' WHEN coalesce(variant_stock.available, 0) = 0 THEN 'OUT_OF_STOCK' WHEN variant_stock.available <= variant_stock.low_stock_threshold THEN 'LOW_STOCK' ELSE 'IN_STOCK' END AS "stock_status"
FROM variants
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id
WHERE variants.is_active AND variants.deleted_at IS NULL;

CREATE OR REPLACE VIEW baby_petite."order_summary" WITH (security_invoker = true) AS
SELECT
  orders.id AS "id",
  orders.number AS "order_number",
  coalesce(orders.user_id, compat.walk_in()) AS "user_id",
  compat.order_status(orders.status) AS "status",
  compat.payment_status(orders.payment_status) AS "payment_status",
  compat.money(orders.total_cents) AS "total",
  orders.created_at AS "created_at",
  (SELECT count(*) FROM order_lines WHERE order_lines.order_id = orders.id) AS "item_count",
  (SELECT sum(order_lines.quantity) FROM order_lines WHERE order_lines.order_id = orders.id) AS "total_quantity"
FROM orders;

-- The functions that seed s4 names.

CREATE OR REPLACE FUNCTION baby_petite.current_user_id() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT public.app_user_id()::text $$;

-- Its user argument was never used; the weights are the seed's.
CREATE OR REPLACE FUNCTION baby_petite.get_product_recommendations(
  user_id_param varchar, limit_param int DEFAULT 10)
RETURNS TABLE (product_id varchar, product_name varchar, score double precision)
LANGUAGE sql STABLE AS $$
  SELECT p.id::varchar, p.name::varchar,
    p.popularity_score * 0.3 + coalesce(r.rating, 0) * 20
      + CASE WHEN p.is_on_sale THEN 10 ELSE 0 END + CASE WHEN p.is_new THEN 5 ELSE 0 END
  FROM public.products p
  LEFT JOIN (
    SELECT product_id, avg(rating) AS rating FROM public.reviews WHERE is_approved
    GROUP BY product_id) r ON r.product_id = p.id
  WHERE p.is_active AND p.deleted_at IS NULL
  ORDER BY 3 DESC, 1 LIMIT limit_param
$$;

-- The goods of an order, before discount and tax.
CREATE OR REPLACE FUNCTION baby_petite.calculate_order_total(order_id_param varchar) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(compat.money(gross_cents)), 0) FROM public.order_lines
  WHERE order_id = order_id_param::uuid
$$;
