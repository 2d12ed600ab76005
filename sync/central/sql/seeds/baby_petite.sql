-- Seed s4, Baby Petite: clothes and registries. Here its words, people, catalogue and stock; carts and
-- orders, the family and the summaries are in files of their own. Keys are text (keys.sql), amounts are
-- decimals, words are enum types, moments are without a zone, in UTC and to the millisecond.

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
  CREATE TYPE baby_petite."OrderStatus" AS ENUM (
    'PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  CREATE TYPE baby_petite."PaymentStatus" AS ENUM (
    'PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REFUNDED', 'PARTIALLY_REFUNDED');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  CREATE TYPE baby_petite."FulfillmentStatus" AS ENUM (
    'UNFULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'RESTOCKED');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

CREATE OR REPLACE VIEW baby_petite."User" WITH (security_invoker = true) AS
SELECT
  compat.key_text(users.id) AS "id",
  compat.email(users.email, users.id) AS "email",
  (users.email_verified_at AT TIME ZONE 'UTC')::timestamp(3) AS "emailVerified",
  users.name::text AS "name",
  compat.password_hash(users.id)::text AS "password",
  users.phone::text AS "phone",
  (SELECT compat.blob_url(blobs) FROM blobs WHERE blobs.id = users.avatar_blob_id) AS "avatar",
  compat.role_s4(user_role.role_code)::baby_petite."UserRole" AS "role",
  (users.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (users.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt",
  (user_credentials.last_login_at AT TIME ZONE 'UTC')::timestamp(3) AS "lastLoginAt"
FROM users
LEFT JOIN compat.user_role ON user_role.user_id = users.id
LEFT JOIN user_credentials ON user_credentials.user_id = users.id;

CREATE OR REPLACE VIEW baby_petite."Address" WITH (security_invoker = true) AS
SELECT
  compat.key_text(addresses.id) AS "id",
  compat.key_text(addresses.user_id) AS "userId",
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
  compat.key_text(categories.id) AS "id",
  categories.name::text AS "name",
  categories.slug::text AS "slug",
  categories.description::text AS "description",
  compat.key_text(categories.parent_id) AS "parentId",
  compat.int4(categories.position) AS "order",
  (categories.is_active AND categories.deleted_at IS NULL)::boolean AS "isActive",
  (categories.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (categories.updated_at AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM categories;

CREATE OR REPLACE VIEW baby_petite."Product" WITH (security_invoker = true) AS
SELECT
  compat.key_text(products.id) AS "id",
  products.name::text AS "name",
  products.slug::text AS "slug",
  products.description::text AS "description",
  products.short_description::text AS "shortDescription",
  compat.money(products.base_price_cents)::numeric(14,2) AS "basePrice",
  compat.money(products.compare_at_price_cents)::numeric(14,2) AS "compareAtPrice",
  compat.money(products.cost_cents)::numeric(14,2) AS "costPrice",
  products.style_code::text AS "sku",
  default_variant.barcode::text AS "barcode",
  compat.key_text(products.category_id) AS "categoryId",
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
  compat.key_text(variants.id) AS "id",
  compat.key_text(variants.product_id) AS "productId",
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
  compat.key_text(product_images.id) AS "id",
  compat.key_text(product_images.product_id) AS "productId",
  compat.blob_url(blobs) AS "url",
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
  compat.key_text(variants.id) AS "id",
  compat.key_text(variants.id) AS "variantId",
  compat.int4(coalesce(variant_stock.quantity, 0)) AS "quantity",
  compat.int4(coalesce(variant_stock.reserved, 0)) AS "reserved",
  compat.int4(coalesce(variant_stock.available, 0)) AS "available",
  compat.int4(coalesce(variant_stock.low_stock_threshold, 10)) AS "lowStockThreshold",
  compat.int4(coalesce(variant_stock.reorder_point, 20)) AS "reorderPoint",
  compat.int4(coalesce(variant_stock.reorder_quantity, 50)) AS "reorderQuantity",
  variant_stock.main_place::text AS "location",
  compat.key_text(variant_stock.main_location_id) AS "warehouseId",
  (variant_stock.last_restocked_at AT TIME ZONE 'UTC')::timestamp(3) AS "lastRestockedAt",
  (variant_stock.next_restock_at AT TIME ZONE 'UTC')::timestamp(3) AS "nextRestockAt",
  (coalesce(variant_stock.created_at, variants.created_at) AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt",
  (coalesce(variant_stock.updated_at, variants.updated_at) AT TIME ZONE 'UTC')::timestamp(3) AS "updatedAt"
FROM variants
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id;

CREATE OR REPLACE VIEW baby_petite."PriceHistory" WITH (security_invoker = true) AS
SELECT
  compat.key_text(price_history.id) AS "id",
  compat.key_text(price_history.variant_id) AS "variantId",
  compat.money(price_history.old_price_cents)::numeric(14,2) AS "oldPrice",
  compat.money(price_history.new_price_cents)::numeric(14,2) AS "newPrice",
  price_history.reason::text AS "reason",
  compat.key_text(price_history.changed_by) AS "changedBy",
  (price_history.created_at AT TIME ZONE 'UTC')::timestamp(3) AS "createdAt"
FROM price_history;
