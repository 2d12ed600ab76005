-- Seed s1: a web shop with whole numbers as keys (int_id), amounts in cents, and words in lower case.
-- Here people, catalogue
-- and stock. Every view has a twin in lower case (twins.sql).

CREATE SCHEMA IF NOT EXISTS ecommerce;

CREATE OR REPLACE VIEW ecommerce."User" WITH (security_invoker = true) AS
SELECT
  users.int_id::integer AS "id",
  users.email::text AS "email",
  coalesce(users.first_name, split_part(users.name, ' ', 1))::text AS "first_name",
  coalesce(users.last_name, regexp_replace(users.name, '^\S+\s*', ''))::text AS "last_name",
  compat.password_hash(users.id)::text AS "hashed_password",
  coalesce(user_role.role_code, 'customer')::text AS "role",
  (users.is_active AND users.deleted_at IS NULL)::boolean AS "is_active",
  users.created_at::timestamptz AS "created_at",
  users.updated_at::timestamptz AS "updated_at"
FROM users
LEFT JOIN compat.user_role ON user_role.user_id = users.id;

CREATE OR REPLACE VIEW ecommerce."Address" WITH (security_invoker = true) AS
SELECT
  addresses.int_id::integer AS "id",
  users.int_id::integer AS "user_id",
  addresses.line1::text AS "address_line1",
  addresses.line2::text AS "address_line2",
  addresses.city::text AS "city",
  addresses.state::text AS "state",
  addresses.country::text AS "country",
  addresses.postal_code::text AS "postal_code",
  (CASE WHEN addresses.is_default AND addresses.deleted_at IS NULL THEN 1 ELSE 0 END)::integer AS "is_default"
FROM addresses
JOIN users ON users.id = addresses.user_id;

CREATE OR REPLACE VIEW ecommerce."Category" WITH (security_invoker = true) AS
SELECT
  categories.int_id::integer AS "id",
  category_name.name::text AS "name",
  categories.description::text AS "description",
  categories.slug::text AS "slug",
  categories.created_at::timestamptz AS "created_at",
  categories.updated_at::timestamptz AS "updated_at"
FROM categories
JOIN compat.category_name ON category_name.id = categories.id;

CREATE OR REPLACE VIEW ecommerce."Product" WITH (security_invoker = true) AS
SELECT
  products.int_id::integer AS "id",
  products.name::text AS "name",
  products.description::text AS "description",
  products.slug::text AS "slug",
  compat.int4(products.base_price_cents) AS "price_cents",
  compat.int4(products.compare_at_price_cents) AS "compare_at_price_cents",
  compat.int4(products.cost_cents) AS "cost_cents",
  products.style_code::text AS "sku",
  compat.int4(coalesce(product_stock.available, 0)) AS "stock_quantity",
  categories.int_id::integer AS "category_id",
  (products.is_active AND products.deleted_at IS NULL)::boolean AS "is_active",
  compat.int4(round(default_variant.weight_mg / 1000.0)) AS "weight",
  compat.dims_text(default_variant.dimensions)::text AS "dimensions",
  products.created_at::timestamptz AS "created_at",
  products.updated_at::timestamptz AS "updated_at"
FROM products
JOIN categories ON categories.id = products.category_id
LEFT JOIN compat.default_variant ON default_variant.product_id = products.id
LEFT JOIN compat.product_stock ON product_stock.product_id = products.id;

CREATE OR REPLACE VIEW ecommerce."ProductVariant" WITH (security_invoker = true) AS
SELECT
  variants.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  variants.sku::text AS "sku",
  coalesce(nullif(variants.name, ''), products.name)::text AS "name",
  compat.int4(variants.price_cents) AS "price_cents",
  compat.int4(variants.compare_at_price_cents) AS "compare_at_price_cents",
  compat.int4(variants.cost_cents) AS "cost_cents",
  compat.int4(coalesce(variant_stock.available, 0)) AS "stock_quantity",
  variants.inventory_management::text AS "inventory_management",
  variants.backorder_policy::text AS "inventory_policy",
  variants.track_stock::boolean AS "track_stock",
  variants.option1_name::text AS "option1_name",
  variants.option1_value::text AS "option1_value",
  variants.option2_name::text AS "option2_name",
  variants.option2_value::text AS "option2_value",
  variants.option3_name::text AS "option3_name",
  variants.option3_value::text AS "option3_value"
FROM variants
JOIN products ON products.id = variants.product_id
LEFT JOIN compat.variant_stock ON variant_stock.variant_id = variants.id;

CREATE OR REPLACE VIEW ecommerce."ProductImage" WITH (security_invoker = true) AS
SELECT
  product_images.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  blobs.int_id::integer AS "blob_id",
  product_images.alt_text::text AS "alt_text",
  product_images.is_primary::boolean AS "is_primary",
  compat.int4(product_images.position) AS "sort_order"
FROM product_images
JOIN products ON products.id = product_images.product_id
JOIN blobs ON blobs.id = product_images.blob_id;

CREATE OR REPLACE VIEW ecommerce."InventoryTransaction" WITH (security_invoker = true) AS
SELECT
  stock_movements.int_id::integer AS "id",
  products.int_id::integer AS "product_id",
  stock_movements.kind::text AS "transaction_type",
  compat.int4(stock_movements.quantity_delta) AS "quantity_change",
  compat.int4(stock_movements.quantity_after) AS "quantity_after",
  stock_movements.reference_id::text AS "reference_id",
  coalesce(stock_movements.notes, stock_movements.reason)::text AS "notes",
  stock_movements.occurred_at::timestamptz AS "created_at"
FROM stock_movements
JOIN variants ON variants.id = stock_movements.variant_id
JOIN products ON products.id = variants.product_id;
