-- The first released schema of a register. Frozen: a change is a new migration.

CREATE TABLE audit_log (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  actor_id BLOB,
  actor_type TEXT DEFAULT 'user' NOT NULL,
  actor_email TEXT,
  action TEXT NOT NULL,
  target_type TEXT,
  target_id TEXT,
  metadata TEXT,
  ip_address TEXT,
  user_agent TEXT,
  store_id BLOB,
  register_id BLOB,
  CONSTRAINT pk_audit_log PRIMARY KEY (id),
  CONSTRAINT ck_audit_log_actor_type_word CHECK (actor_type IN ('user', 'api_key', 'system', 'register'))
) STRICT;

CREATE INDEX ix_audit_log_action ON audit_log (action);

CREATE INDEX ix_audit_log_actor_id ON audit_log (actor_id);

CREATE INDEX ix_audit_log_created_at ON audit_log (created_at);

CREATE INDEX ix_audit_log_target_type_target_id ON audit_log (target_type, target_id);

CREATE TABLE blobs (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  storage_key TEXT NOT NULL,
  filename TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size_bytes INTEGER DEFAULT 0 NOT NULL,
  checksum TEXT,
  storage_provider TEXT DEFAULT 'local' NOT NULL,
  public_url TEXT,
  CONSTRAINT pk_blobs PRIMARY KEY (id),
  CONSTRAINT uq_blobs_storage_key UNIQUE (storage_key),
  CONSTRAINT ck_blobs_storage_provider_word CHECK (storage_provider IN ('local', 's3', 'external'))
) STRICT;

CREATE TABLE counters (
  name TEXT NOT NULL,
  value INTEGER DEFAULT 0 NOT NULL,
  last_hash TEXT,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_counters PRIMARY KEY (name)
) STRICT;

CREATE TABLE jobs (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  job_type TEXT NOT NULL,
  idempotency_key TEXT,
  payload TEXT DEFAULT '{}' NOT NULL,
  result TEXT,
  error TEXT,
  status TEXT DEFAULT 'pending' NOT NULL,
  worker_id TEXT,
  attempts INTEGER DEFAULT 0 NOT NULL,
  max_attempts INTEGER DEFAULT 5 NOT NULL,
  started_at TEXT,
  completed_at TEXT,
  failed_at TEXT,
  retry_at TEXT,
  CONSTRAINT pk_jobs PRIMARY KEY (id),
  CONSTRAINT uq_jobs_idempotency_key UNIQUE (idempotency_key),
  CONSTRAINT ck_jobs_status_word CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled'))
) STRICT;

CREATE INDEX ix_jobs_status_retry_at ON jobs (status, retry_at);

CREATE TABLE outbox (
  incarnation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  op_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id BLOB NOT NULL,
  op TEXT NOT NULL,
  payload TEXT NOT NULL,
  chain BLOB NOT NULL,
  base_version INTEGER,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL,
  last_error TEXT,
  acked_at TEXT,
  CONSTRAINT pk_outbox PRIMARY KEY (incarnation, seq),
  CONSTRAINT uq_outbox_op_id UNIQUE (op_id),
  CONSTRAINT ck_outbox_op_word CHECK (op IN ('insert', 'update', 'delete', 'delta'))
) STRICT;

CREATE INDEX ix_outbox_waiting ON outbox (seq) WHERE acked_at IS NULL;

CREATE TABLE payment_methods (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  is_active INTEGER DEFAULT 1 NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  opens_drawer INTEGER DEFAULT 0 NOT NULL,
  needs_reference INTEGER DEFAULT 0 NOT NULL,
  is_refundable INTEGER DEFAULT 1 NOT NULL,
  CONSTRAINT pk_payment_methods PRIMARY KEY (id),
  CONSTRAINT uq_payment_methods_name UNIQUE (name),
  CONSTRAINT uq_payment_methods_code UNIQUE (code),
  CONSTRAINT ck_payment_methods_kind_word CHECK (kind IN ('cash', 'card', 'wallet', 'bank_transfer', 'cod', 'gift_card', 'store_credit', 'other'))
) STRICT;

CREATE TABLE print_jobs (
  id BLOB NOT NULL,
  printer TEXT NOT NULL,
  kind TEXT NOT NULL,
  doc_type TEXT,
  doc_id BLOB,
  spec_json TEXT NOT NULL,
  payload BLOB,
  width_dots INTEGER,
  state TEXT DEFAULT 'queued' NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL,
  bytes_started_at TEXT,
  next_at TEXT,
  confirmed_at TEXT,
  error_code TEXT,
  is_copy INTEGER DEFAULT 0 NOT NULL,
  copy_no INTEGER DEFAULT 0 NOT NULL,
  expires_at TEXT,
  created_by BLOB,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_print_jobs PRIMARY KEY (id),
  CONSTRAINT ck_print_jobs_state_word CHECK (state IN ('queued', 'sending', 'done', 'sent_unconfirmed', 'waiting', 'interrupted', 'expired', 'cancelled', 'failed'))
) STRICT;

CREATE INDEX ix_print_jobs_doc_type_doc_id ON print_jobs (doc_type, doc_id);

CREATE INDEX ix_print_jobs_printer_state_next_at ON print_jobs (printer, state, next_at);

CREATE TABLE promotions (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  code TEXT,
  name TEXT NOT NULL,
  description TEXT,
  discount_type TEXT NOT NULL,
  percent_ppm INTEGER,
  amount_off_cents INTEGER,
  min_purchase_cents INTEGER,
  max_discount_cents INTEGER,
  usage_limit INTEGER,
  usage_count INTEGER DEFAULT 0 NOT NULL,
  per_user_limit INTEGER,
  is_active INTEGER DEFAULT 1 NOT NULL,
  is_stackable INTEGER DEFAULT 0 NOT NULL,
  priority INTEGER DEFAULT 0 NOT NULL,
  starts_at TEXT,
  expires_at TEXT,
  CONSTRAINT pk_promotions PRIMARY KEY (id),
  CONSTRAINT uq_promotions_code UNIQUE (code),
  CONSTRAINT ck_promotions_discount_type_word CHECK (discount_type IN ('percent', 'amount')),
  CONSTRAINT ck_promotions_value CHECK ((discount_type = 'percent' AND percent_ppm BETWEEN 1 AND 1000000 AND amount_off_cents IS NULL) OR (discount_type = 'amount' AND amount_off_cents > 0 AND percent_ppm IS NULL)),
  CONSTRAINT ck_promotions_period CHECK (expires_at > starts_at)
) STRICT;

CREATE TABLE pull_log (
  id INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  head INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  pulled_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_pull_log PRIMARY KEY (id)
) STRICT;

CREATE TABLE quarantine (
  table_name TEXT NOT NULL,
  row_id BLOB NOT NULL,
  position INTEGER NOT NULL,
  payload TEXT NOT NULL,
  error TEXT NOT NULL,
  quarantined_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_quarantine PRIMARY KEY (table_name, row_id)
) STRICT;

CREATE TABLE roles (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  permissions TEXT DEFAULT '[]' NOT NULL,
  rank INTEGER DEFAULT 0 NOT NULL,
  is_system INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_roles PRIMARY KEY (id),
  CONSTRAINT uq_roles_code UNIQUE (code),
  CONSTRAINT uq_roles_name UNIQUE (name)
) STRICT;

CREATE TABLE suppliers (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  contact_name TEXT,
  email TEXT,
  phone TEXT,
  address TEXT,
  lead_time_days INTEGER,
  payment_terms TEXT,
  note TEXT,
  is_active INTEGER DEFAULT 1 NOT NULL,
  CONSTRAINT pk_suppliers PRIMARY KEY (id),
  CONSTRAINT uq_suppliers_code UNIQUE (code)
) STRICT;

CREATE TABLE sync_state (
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_sync_state PRIMARY KEY ("key")
) STRICT;

CREATE TABLE tax_categories (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  is_default INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_tax_categories PRIMARY KEY (id),
  CONSTRAINT uq_tax_categories_code UNIQUE (code),
  CONSTRAINT uq_tax_categories_name UNIQUE (name)
) STRICT;

CREATE TABLE stored_value_accounts (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  kind TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  code_last4 TEXT NOT NULL,
  user_id BLOB,
  currency TEXT DEFAULT 'USD' NOT NULL,
  balance_cents INTEGER DEFAULT 0 NOT NULL,
  status TEXT DEFAULT 'active' NOT NULL,
  expires_at TEXT,
  issued_order_line_id BLOB,
  CONSTRAINT pk_stored_value_accounts PRIMARY KEY (id),
  CONSTRAINT uq_stored_value_accounts_code_hash UNIQUE (code_hash),
  CONSTRAINT ck_stored_value_accounts_status_word CHECK (status IN ('active', 'frozen', 'closed')),
  CONSTRAINT ck_stored_value_accounts_kind_word CHECK (kind IN ('gift_card', 'store_credit'))
) STRICT;

CREATE INDEX ix_stored_value_accounts_issued_order_line_id ON stored_value_accounts (issued_order_line_id);

CREATE INDEX ix_stored_value_accounts_user_id ON stored_value_accounts (user_id);

CREATE TABLE categories (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  description TEXT,
  parent_id BLOB,
  image_blob_id BLOB,
  position INTEGER DEFAULT 0 NOT NULL,
  is_active INTEGER DEFAULT 1 NOT NULL,
  tax_category_id BLOB,
  CONSTRAINT pk_categories PRIMARY KEY (id),
  CONSTRAINT uq_categories_slug UNIQUE (slug),
  CONSTRAINT fk_categories_tax_category_id FOREIGN KEY(tax_category_id) REFERENCES tax_categories (id) ON DELETE SET NULL,
  CONSTRAINT ck_categories_not_self CHECK (parent_id <> id),
  CONSTRAINT fk_categories_parent_id FOREIGN KEY(parent_id) REFERENCES categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_categories_image_blob_id FOREIGN KEY(image_blob_id) REFERENCES blobs (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_categories_is_active ON categories (is_active);

CREATE INDEX ix_categories_parent_id ON categories (parent_id);

CREATE UNIQUE INDEX uq_categories_siblings ON categories (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE users (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  email TEXT,
  phone TEXT,
  name TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  customer_no TEXT,
  avatar_blob_id BLOB,
  is_active INTEGER DEFAULT 1 NOT NULL,
  is_system INTEGER DEFAULT 0 NOT NULL,
  email_verified_at TEXT,
  phone_verified_at TEXT,
  note TEXT,
  tax_exempt_no TEXT,
  marketing_opt_in INTEGER DEFAULT 0 NOT NULL,
  merged_into_id BLOB,
  CONSTRAINT pk_users PRIMARY KEY (id),
  CONSTRAINT uq_users_email UNIQUE (email),
  CONSTRAINT uq_users_phone UNIQUE (phone),
  CONSTRAINT uq_users_customer_no UNIQUE (customer_no),
  CONSTRAINT ck_users_not_self CHECK (merged_into_id <> id),
  CONSTRAINT fk_users_avatar_blob_id FOREIGN KEY(avatar_blob_id) REFERENCES blobs (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_users_merged_into_id ON users (merged_into_id);

CREATE INDEX ix_users_name ON users (name);

CREATE TABLE stores (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  legal_name TEXT,
  tax_id TEXT,
  address_id BLOB NOT NULL,
  phone TEXT,
  email TEXT,
  timezone TEXT DEFAULT 'UTC' NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  prices_include_tax INTEGER DEFAULT 0 NOT NULL,
  tax_rounding TEXT DEFAULT 'line' NOT NULL,
  rounding TEXT DEFAULT 'half_up' NOT NULL,
  cash_step_cents INTEGER DEFAULT 0 NOT NULL,
  receipt_header TEXT,
  receipt_footer TEXT,
  logo_blob_id BLOB,
  is_active INTEGER DEFAULT 1 NOT NULL,
  CONSTRAINT pk_stores PRIMARY KEY (id),
  CONSTRAINT uq_stores_code UNIQUE (code),
  CONSTRAINT ck_stores_rounding_word CHECK (rounding IN ('half_up', 'half_even', 'half_down', 'up', 'down')),
  CONSTRAINT ck_stores_tax_rounding_word CHECK (tax_rounding IN ('line', 'document')),
  CONSTRAINT fk_stores_logo_blob_id FOREIGN KEY(logo_blob_id) REFERENCES blobs (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_stores_address_id ON stores (address_id);

CREATE TABLE addresses (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  user_id BLOB,
  type TEXT DEFAULT 'shipping' NOT NULL,
  recipient_name TEXT DEFAULT '' NOT NULL,
  first_name TEXT,
  last_name TEXT,
  company TEXT,
  phone TEXT,
  line1 TEXT NOT NULL,
  line2 TEXT,
  city TEXT NOT NULL,
  state TEXT DEFAULT '' NOT NULL,
  postal_code TEXT NOT NULL,
  country TEXT DEFAULT 'US' NOT NULL,
  is_default INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_addresses PRIMARY KEY (id),
  CONSTRAINT fk_addresses_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_addresses_type_word CHECK (type IN ('shipping', 'billing', 'both'))
) STRICT;

CREATE INDEX ix_addresses_postal_code ON addresses (postal_code);

CREATE INDEX ix_addresses_user_id_is_default ON addresses (user_id, is_default);

CREATE TABLE products (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  category_id BLOB NOT NULL,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  style_code TEXT NOT NULL,
  brand TEXT,
  kind TEXT DEFAULT 'goods' NOT NULL,
  description TEXT,
  short_description TEXT,
  base_price_cents INTEGER NOT NULL,
  compare_at_price_cents INTEGER,
  cost_cents INTEGER,
  tax_category_id BLOB,
  tags TEXT DEFAULT '[]' NOT NULL,
  ai_tags TEXT DEFAULT '[]' NOT NULL,
  is_active INTEGER DEFAULT 1 NOT NULL,
  is_featured INTEGER DEFAULT 0 NOT NULL,
  is_new INTEGER DEFAULT 0 NOT NULL,
  is_on_sale INTEGER DEFAULT 0 NOT NULL,
  is_customizable INTEGER DEFAULT 0 NOT NULL,
  is_discountable INTEGER DEFAULT 1 NOT NULL,
  is_returnable INTEGER DEFAULT 1 NOT NULL,
  min_age INTEGER,
  meta_title TEXT,
  meta_description TEXT,
  meta_keywords TEXT,
  popularity_score REAL DEFAULT 0 NOT NULL,
  recommendation_score REAL DEFAULT 0 NOT NULL,
  published_at TEXT,
  CONSTRAINT pk_products PRIMARY KEY (id),
  CONSTRAINT uq_products_slug UNIQUE (slug),
  CONSTRAINT uq_products_style_code UNIQUE (style_code),
  CONSTRAINT ck_products_prices CHECK (base_price_cents >= 0 AND coalesce(compare_at_price_cents, 0) >= 0 AND coalesce(cost_cents, 0) >= 0),
  CONSTRAINT ck_products_kind_word CHECK (kind IN ('goods', 'service', 'gift_card')),
  CONSTRAINT fk_products_tax_category_id FOREIGN KEY(tax_category_id) REFERENCES tax_categories (id) ON DELETE RESTRICT,
  CONSTRAINT fk_products_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_products_brand ON products (brand);

CREATE INDEX ix_products_category_id ON products (category_id);

CREATE INDEX ix_products_created_at ON products (created_at);

CREATE INDEX ix_products_is_active ON products (is_active);

CREATE INDEX ix_products_is_featured ON products (is_featured);

CREATE INDEX ix_products_is_on_sale ON products (is_on_sale);

CREATE INDEX ix_products_name ON products (name);

CREATE INDEX ix_products_popularity_score ON products (popularity_score);

CREATE TABLE user_roles (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  user_id BLOB NOT NULL,
  role_id BLOB NOT NULL,
  assigned_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  assigned_by BLOB,
  CONSTRAINT pk_user_roles PRIMARY KEY (id),
  CONSTRAINT uq_user_roles_user_id_role_id UNIQUE (user_id, role_id),
  CONSTRAINT fk_user_roles_role_id FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_roles_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_user_roles_assigned_by ON user_roles (assigned_by);

CREATE INDEX ix_user_roles_role_id ON user_roles (role_id);

CREATE TABLE registries (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  user_id BLOB NOT NULL,
  child_id BLOB,
  name TEXT NOT NULL,
  due_date TEXT NOT NULL,
  baby_name TEXT,
  baby_gender TEXT,
  share_url TEXT NOT NULL,
  is_public INTEGER DEFAULT 1 NOT NULL,
  predicted_sizes TEXT,
  recommended_product_ids TEXT DEFAULT '[]' NOT NULL,
  closed_at TEXT,
  CONSTRAINT pk_registries PRIMARY KEY (id),
  CONSTRAINT uq_registries_share_url UNIQUE (share_url),
  CONSTRAINT fk_registries_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_registries_child_id ON registries (child_id);

CREATE INDEX ix_registries_due_date ON registries (due_date);

CREATE INDEX ix_registries_user_id ON registries (user_id);

CREATE UNIQUE INDEX uq_registries_open ON registries (user_id) WHERE closed_at IS NULL;

CREATE TABLE locations (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  store_id BLOB,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT DEFAULT 'store' NOT NULL,
  is_sellable INTEGER DEFAULT 1 NOT NULL,
  is_active INTEGER DEFAULT 1 NOT NULL,
  CONSTRAINT pk_locations PRIMARY KEY (id),
  CONSTRAINT uq_locations_code UNIQUE (code),
  CONSTRAINT ck_locations_kind_word CHECK (kind IN ('store', 'warehouse', 'transit')),
  CONSTRAINT fk_locations_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_locations_store_id ON locations (store_id);

CREATE TABLE staff (
  user_id BLOB NOT NULL,
  employee_no TEXT NOT NULL,
  pin_hash TEXT,
  pin_changed_at TEXT,
  home_store_id BLOB,
  hired_on TEXT,
  left_on TEXT,
  is_active INTEGER DEFAULT 1 NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_staff PRIMARY KEY (user_id),
  CONSTRAINT uq_staff_employee_no UNIQUE (employee_no),
  CONSTRAINT fk_staff_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_staff_home_store_id FOREIGN KEY(home_store_id) REFERENCES stores (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_staff_home_store_id ON staff (home_store_id);

CREATE TABLE tax_rates (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  tax_category_id BLOB NOT NULL,
  store_id BLOB,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL,
  is_inclusive INTEGER DEFAULT 0 NOT NULL,
  is_compound INTEGER DEFAULT 0 NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  CONSTRAINT pk_tax_rates PRIMARY KEY (id),
  CONSTRAINT fk_tax_rates_tax_category_id FOREIGN KEY(tax_category_id) REFERENCES tax_categories (id) ON DELETE CASCADE,
  CONSTRAINT fk_tax_rates_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE,
  CONSTRAINT ck_tax_rates_rate CHECK (rate_ppm BETWEEN 0 AND 1000000)
) STRICT;

CREATE INDEX ix_tax_rates_tax_category_id_store_id_valid_from ON tax_rates (tax_category_id, store_id, valid_from);

CREATE TABLE variants (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  product_id BLOB NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  sku TEXT NOT NULL,
  is_default INTEGER DEFAULT 0 NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  option1_name TEXT,
  option1_value TEXT,
  option2_name TEXT,
  option2_value TEXT,
  option3_name TEXT,
  option3_value TEXT,
  color_code TEXT,
  price_cents INTEGER NOT NULL,
  compare_at_price_cents INTEGER,
  cost_cents INTEGER,
  unit TEXT DEFAULT 'each' NOT NULL,
  price_unit_qty INTEGER DEFAULT 1 NOT NULL,
  weight_mg INTEGER,
  dimensions TEXT,
  track_stock INTEGER DEFAULT 1 NOT NULL,
  inventory_management TEXT DEFAULT 'countertop' NOT NULL,
  backorder_policy TEXT DEFAULT 'deny' NOT NULL,
  lead_time_days INTEGER DEFAULT 0 NOT NULL,
  is_active INTEGER DEFAULT 1 NOT NULL,
  is_available INTEGER DEFAULT 1 NOT NULL,
  supplier_id BLOB,
  supplier_sku TEXT,
  CONSTRAINT pk_variants PRIMARY KEY (id),
  CONSTRAINT uq_variants_sku UNIQUE (sku),
  CONSTRAINT fk_variants_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT ck_variants_backorder_policy_word CHECK (backorder_policy IN ('deny', 'continue')),
  CONSTRAINT ck_variants_prices CHECK (price_cents >= 0 AND coalesce(compare_at_price_cents, 0) >= 0 AND coalesce(cost_cents, 0) >= 0 AND price_unit_qty > 0 AND lead_time_days >= 0),
  CONSTRAINT ck_variants_unit_word CHECK (unit IN ('each', 'g', 'ml', 'mm')),
  CONSTRAINT fk_variants_supplier_id FOREIGN KEY(supplier_id) REFERENCES suppliers (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_variants_is_active ON variants (is_active);

CREATE INDEX ix_variants_option1_value ON variants (option1_value);

CREATE INDEX ix_variants_option2_value ON variants (option2_value);

CREATE INDEX ix_variants_option3_value ON variants (option3_value);

CREATE INDEX ix_variants_product_id ON variants (product_id);

CREATE INDEX ix_variants_supplier_id ON variants (supplier_id);

CREATE UNIQUE INDEX uq_variants_default ON variants (product_id) WHERE is_default;

CREATE TABLE promotion_targets (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  promotion_id BLOB NOT NULL,
  product_id BLOB,
  category_id BLOB,
  store_id BLOB,
  is_excluded INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_promotion_targets PRIMARY KEY (id),
  CONSTRAINT fk_promotion_targets_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE CASCADE,
  CONSTRAINT ck_promotion_targets_one CHECK ((CASE WHEN product_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN category_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN store_id IS NULL THEN 0 ELSE 1 END) = 1),
  CONSTRAINT fk_promotion_targets_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE,
  CONSTRAINT fk_promotion_targets_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
  CONSTRAINT fk_promotion_targets_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_promotion_targets_promotion_id ON promotion_targets (promotion_id);

CREATE TABLE registers (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  deleted_at TEXT,
  store_id BLOB NOT NULL,
  location_id BLOB NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  number_prefix TEXT NOT NULL,
  status TEXT DEFAULT 'active' NOT NULL,
  CONSTRAINT pk_registers PRIMARY KEY (id),
  CONSTRAINT uq_registers_number_prefix UNIQUE (number_prefix),
  CONSTRAINT uq_registers_store_id_code UNIQUE (store_id, code),
  CONSTRAINT fk_registers_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT ck_registers_status_word CHECK (status IN ('active', 'suspended', 'retired')),
  CONSTRAINT fk_registers_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE barcodes (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  variant_id BLOB NOT NULL,
  code TEXT NOT NULL,
  symbology TEXT DEFAULT 'ean13' NOT NULL,
  pack_qty INTEGER DEFAULT 1 NOT NULL,
  is_primary INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_barcodes PRIMARY KEY (id),
  CONSTRAINT uq_barcodes_code UNIQUE (code),
  CONSTRAINT fk_barcodes_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT ck_barcodes_pack CHECK (pack_qty > 0)
) STRICT;

CREATE INDEX ix_barcodes_variant_id ON barcodes (variant_id);

CREATE UNIQUE INDEX uq_barcodes_primary ON barcodes (variant_id) WHERE is_primary;

CREATE TABLE product_images (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  product_id BLOB NOT NULL,
  variant_id BLOB,
  blob_id BLOB NOT NULL,
  alt_text TEXT,
  width INTEGER,
  height INTEGER,
  position INTEGER DEFAULT 0 NOT NULL,
  is_primary INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_product_images PRIMARY KEY (id),
  CONSTRAINT fk_product_images_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE SET NULL,
  CONSTRAINT fk_product_images_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT fk_product_images_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_product_images_blob_id ON product_images (blob_id);

CREATE INDEX ix_product_images_product_id_is_primary ON product_images (product_id, is_primary);

CREATE UNIQUE INDEX uq_product_images_primary ON product_images (product_id) WHERE is_primary;

CREATE TABLE registry_items (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  registry_id BLOB NOT NULL,
  product_id BLOB NOT NULL,
  product_name TEXT NOT NULL,
  product_slug TEXT NOT NULL,
  variant_id BLOB,
  variant_name TEXT,
  quantity INTEGER NOT NULL,
  purchased INTEGER DEFAULT 0 NOT NULL,
  priority INTEGER DEFAULT 0 NOT NULL,
  notes TEXT,
  CONSTRAINT pk_registry_items PRIMARY KEY (id),
  CONSTRAINT fk_registry_items_registry_id FOREIGN KEY(registry_id) REFERENCES registries (id) ON DELETE CASCADE,
  CONSTRAINT ck_registry_items_quantity CHECK (quantity > 0 AND purchased >= 0),
  CONSTRAINT fk_registry_items_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT fk_registry_items_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_registry_items_product_id ON registry_items (product_id);

CREATE INDEX ix_registry_items_registry_id ON registry_items (registry_id);

CREATE INDEX ix_registry_items_variant_id ON registry_items (variant_id);

CREATE TABLE inventory_levels (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  variant_id BLOB NOT NULL,
  location_id BLOB NOT NULL,
  on_hand INTEGER DEFAULT 0 NOT NULL,
  reserved INTEGER DEFAULT 0 NOT NULL,
  available INTEGER NOT NULL GENERATED ALWAYS AS (on_hand - reserved) STORED,
  low_stock_threshold INTEGER DEFAULT 10 NOT NULL,
  reorder_point INTEGER DEFAULT 20 NOT NULL,
  reorder_quantity INTEGER DEFAULT 50 NOT NULL,
  bin TEXT,
  last_restocked_at TEXT,
  next_restock_at TEXT,
  CONSTRAINT pk_inventory_levels PRIMARY KEY (id),
  CONSTRAINT fk_inventory_levels_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT ck_inventory_levels_reserved CHECK (reserved >= 0),
  CONSTRAINT uq_inventory_levels_variant_id_location_id UNIQUE (variant_id, location_id),
  CONSTRAINT fk_inventory_levels_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_inventory_levels_available ON inventory_levels (available);

CREATE INDEX ix_inventory_levels_location_id ON inventory_levels (location_id);

CREATE TABLE carts (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  user_id BLOB,
  channel TEXT DEFAULT 'register' NOT NULL,
  status TEXT DEFAULT 'open' NOT NULL,
  store_id BLOB,
  register_id BLOB,
  locked_by_register_id BLOB,
  staff_id BLOB,
  label TEXT,
  note TEXT,
  currency TEXT DEFAULT 'USD' NOT NULL,
  prices_include_tax INTEGER DEFAULT 0 NOT NULL,
  subtotal_cents INTEGER DEFAULT 0 NOT NULL,
  discount_cents INTEGER DEFAULT 0 NOT NULL,
  tax_cents INTEGER DEFAULT 0 NOT NULL,
  total_cents INTEGER DEFAULT 0 NOT NULL,
  discount_percent_ppm INTEGER,
  discount_amount_cents INTEGER,
  parked_at TEXT,
  expires_at TEXT,
  CONSTRAINT pk_carts PRIMARY KEY (id),
  CONSTRAINT fk_carts_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_carts_channel_word CHECK (channel IN ('register', 'online')),
  CONSTRAINT ck_carts_total CHECK (total_cents = subtotal_cents - discount_cents + CASE WHEN prices_include_tax THEN 0 ELSE tax_cents END),
  CONSTRAINT fk_carts_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL,
  CONSTRAINT fk_carts_locked_by_register_id FOREIGN KEY(locked_by_register_id) REFERENCES registers (id) ON DELETE SET NULL,
  CONSTRAINT ck_carts_status_word CHECK (status IN ('open', 'parked', 'checked_out', 'abandoned')),
  CONSTRAINT fk_carts_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_carts_expires_at ON carts (expires_at);

CREATE INDEX ix_carts_staff_id ON carts (staff_id);

CREATE INDEX ix_carts_store_id_status ON carts (store_id, status);

CREATE INDEX ix_carts_user_id ON carts (user_id);

CREATE UNIQUE INDEX uq_carts_open_online ON carts (user_id) WHERE channel = 'online' AND status = 'open';

CREATE TABLE notifications (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  user_id BLOB,
  store_id BLOB,
  register_id BLOB,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  message TEXT NOT NULL,
  action_url TEXT,
  is_read INTEGER DEFAULT 0 NOT NULL,
  read_at TEXT,
  CONSTRAINT pk_notifications PRIMARY KEY (id),
  CONSTRAINT fk_notifications_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_notifications_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE CASCADE,
  CONSTRAINT ck_notifications_audience CHECK (user_id IS NOT NULL OR store_id IS NOT NULL OR register_id IS NOT NULL),
  CONSTRAINT fk_notifications_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_notifications_created_at ON notifications (created_at);

CREATE INDEX ix_notifications_is_read ON notifications (is_read);

CREATE INDEX ix_notifications_user_id_is_read ON notifications (user_id, is_read);

CREATE TABLE settings (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  scope TEXT DEFAULT 'global' NOT NULL,
  store_id BLOB,
  register_id BLOB,
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_settings PRIMARY KEY (id),
  CONSTRAINT ck_settings_scope_word CHECK (scope IN ('global', 'store', 'register')),
  CONSTRAINT ck_settings_scope CHECK ((scope = 'global' AND store_id IS NULL AND register_id IS NULL) OR (scope = 'store' AND store_id IS NOT NULL AND register_id IS NULL) OR (scope = 'register' AND register_id IS NOT NULL AND store_id IS NULL)),
  CONSTRAINT fk_settings_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE CASCADE,
  CONSTRAINT fk_settings_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX uq_settings_global ON settings ("key") WHERE scope = 'global';

CREATE UNIQUE INDEX uq_settings_register ON settings (register_id, "key") WHERE scope = 'register';

CREATE UNIQUE INDEX uq_settings_store ON settings (store_id, "key") WHERE scope = 'store';

CREATE TABLE shifts (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  register_id BLOB NOT NULL,
  store_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  status TEXT DEFAULT 'open' NOT NULL,
  opened_by BLOB NOT NULL,
  opened_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  business_date TEXT,
  opening_float_cents INTEGER DEFAULT 0 NOT NULL,
  closed_by BLOB,
  closed_at TEXT,
  expected_cash_cents INTEGER,
  counted_cash_cents INTEGER,
  variance_cents INTEGER GENERATED ALWAYS AS (counted_cash_cents - expected_cash_cents) STORED,
  count_detail TEXT,
  totals TEXT,
  note TEXT,
  CONSTRAINT pk_shifts PRIMARY KEY (id),
  CONSTRAINT fk_shifts_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT fk_shifts_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_shifts_register_id_number UNIQUE (register_id, number),
  CONSTRAINT ck_shifts_status_word CHECK (status IN ('open', 'closed', 'reconciled'))
) STRICT;

CREATE INDEX ix_shifts_closed_by ON shifts (closed_by);

CREATE INDEX ix_shifts_opened_by ON shifts (opened_by);

CREATE INDEX ix_shifts_store_id_opened_at ON shifts (store_id, opened_at);

CREATE UNIQUE INDEX uq_shifts_open ON shifts (register_id) WHERE status = 'open';

CREATE TABLE stock_documents (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT DEFAULT 'draft' NOT NULL,
  supplier_id BLOB,
  from_location_id BLOB,
  to_location_id BLOB,
  source_document_id BLOB,
  external_ref TEXT,
  expected_at TEXT,
  completed_at TEXT,
  created_by BLOB,
  completed_by BLOB,
  register_id BLOB,
  note TEXT,
  CONSTRAINT pk_stock_documents PRIMARY KEY (id),
  CONSTRAINT uq_stock_documents_number UNIQUE (number),
  CONSTRAINT fk_stock_documents_to_location_id FOREIGN KEY(to_location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_documents_places CHECK ((kind = 'transfer' AND from_location_id IS NOT NULL AND to_location_id IS NOT NULL AND from_location_id <> to_location_id) OR (kind = 'vendor_return' AND from_location_id IS NOT NULL) OR (kind IN ('purchase_order','receipt','count','adjustment') AND to_location_id IS NOT NULL)),
  CONSTRAINT fk_stock_documents_from_location_id FOREIGN KEY(from_location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_documents_status_word CHECK (status IN ('draft', 'open', 'in_transit', 'completed', 'cancelled')),
  CONSTRAINT fk_stock_documents_supplier_id FOREIGN KEY(supplier_id) REFERENCES suppliers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_documents_kind_word CHECK (kind IN ('purchase_order', 'receipt', 'transfer', 'count', 'adjustment', 'vendor_return')),
  CONSTRAINT ck_stock_documents_vendor CHECK (kind NOT IN ('purchase_order','vendor_return') OR supplier_id IS NOT NULL),
  CONSTRAINT fk_stock_documents_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_stock_documents_completed_by ON stock_documents (completed_by);

CREATE INDEX ix_stock_documents_created_by ON stock_documents (created_by);

CREATE INDEX ix_stock_documents_source_document_id ON stock_documents (source_document_id);

CREATE INDEX ix_stock_documents_status_kind ON stock_documents (status, kind);

CREATE INDEX ix_stock_documents_supplier_id ON stock_documents (supplier_id);

CREATE INDEX ix_stock_documents_to_location_id ON stock_documents (to_location_id);

CREATE TABLE stock_movements (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  variant_id BLOB NOT NULL,
  location_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  quantity_delta INTEGER NOT NULL,
  quantity_after INTEGER,
  unit_cost_cents INTEGER,
  reference_type TEXT,
  reference_id BLOB,
  reason TEXT,
  notes TEXT,
  staff_id BLOB,
  register_id BLOB,
  occurred_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_stock_movements PRIMARY KEY (id),
  CONSTRAINT fk_stock_movements_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_movements_nonzero CHECK (quantity_delta <> 0),
  CONSTRAINT ck_stock_movements_kind_word CHECK (kind IN ('opening', 'sale', 'return', 'receipt', 'transfer_out', 'transfer_in', 'count', 'adjustment', 'write_off')),
  CONSTRAINT fk_stock_movements_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stock_movements_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_movements_reference_type_word CHECK (reference_type IN ('order', 'return', 'stock_document', 'shipment', 'manual'))
) STRICT;

CREATE INDEX ix_stock_movements_occurred_at ON stock_movements (occurred_at);

CREATE INDEX ix_stock_movements_reference_id ON stock_movements (reference_id);

CREATE INDEX ix_stock_movements_staff_id ON stock_movements (staff_id);

CREATE INDEX ix_stock_movements_variant_id_location_id_occurred_at ON stock_movements (variant_id, location_id, occurred_at);

CREATE TRIGGER stock_movements_refuse_update BEFORE UPDATE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'stock_movements is posted: it is never altered'); END;

CREATE TRIGGER stock_movements_refuse_delete BEFORE DELETE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'stock_movements is posted: it is never altered'); END;

CREATE TABLE orders (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  channel TEXT DEFAULT 'register' NOT NULL,
  store_id BLOB NOT NULL,
  register_id BLOB,
  shift_id BLOB,
  staff_id BLOB,
  user_id BLOB,
  cart_id BLOB,
  status TEXT DEFAULT 'pending' NOT NULL,
  payment_status TEXT DEFAULT 'pending' NOT NULL,
  fulfilment_status TEXT DEFAULT 'unfulfilled' NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  prices_include_tax INTEGER DEFAULT 0 NOT NULL,
  tax_rounding TEXT DEFAULT 'line' NOT NULL,
  subtotal_cents INTEGER DEFAULT 0 NOT NULL,
  discount_cents INTEGER DEFAULT 0 NOT NULL,
  shipping_cents INTEGER DEFAULT 0 NOT NULL,
  tax_cents INTEGER DEFAULT 0 NOT NULL,
  total_cents INTEGER DEFAULT 0 NOT NULL,
  rounding_cents INTEGER DEFAULT 0 NOT NULL,
  paid_cents INTEGER DEFAULT 0 NOT NULL,
  refunded_cents INTEGER DEFAULT 0 NOT NULL,
  customer_name TEXT,
  customer_email TEXT,
  customer_phone TEXT,
  customer_notes TEXT,
  internal_notes TEXT,
  ship_address_id BLOB,
  bill_address_id BLOB,
  ship_address TEXT,
  bill_address TEXT,
  placed_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  business_date TEXT,
  confirmed_at TEXT,
  shipped_at TEXT,
  delivered_at TEXT,
  cancelled_at TEXT,
  cancellation_reason TEXT,
  CONSTRAINT pk_orders PRIMARY KEY (id),
  CONSTRAINT uq_orders_number UNIQUE (number),
  CONSTRAINT ck_orders_amounts CHECK (subtotal_cents >= 0 AND discount_cents >= 0 AND shipping_cents >= 0 AND tax_cents >= 0 AND total_cents >= 0),
  CONSTRAINT ck_orders_status_word CHECK (status IN ('pending', 'confirmed', 'processing', 'ready', 'shipped', 'completed', 'cancelled', 'refunded')),
  CONSTRAINT ck_orders_total CHECK (total_cents = subtotal_cents - discount_cents + shipping_cents + CASE WHEN prices_include_tax THEN 0 ELSE tax_cents END),
  CONSTRAINT fk_orders_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_orders_channel_word CHECK (channel IN ('register', 'online', 'phone')),
  CONSTRAINT fk_orders_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT ck_orders_payment_status_word CHECK (payment_status IN ('pending', 'processing', 'authorized', 'partially_paid', 'paid', 'failed', 'partially_refunded', 'refunded')),
  CONSTRAINT ck_orders_tax_rounding_word CHECK (tax_rounding IN ('line', 'document')),
  CONSTRAINT ck_orders_fulfilment_status_word CHECK (fulfilment_status IN ('unfulfilled', 'partially_fulfilled', 'fulfilled', 'restocked'))
) STRICT;

CREATE INDEX ix_orders_bill_address_id ON orders (bill_address_id);

CREATE INDEX ix_orders_cart_id ON orders (cart_id);

CREATE INDEX ix_orders_created_at ON orders (created_at);

CREATE INDEX ix_orders_payment_status ON orders (payment_status);

CREATE INDEX ix_orders_shift_id ON orders (shift_id);

CREATE INDEX ix_orders_ship_address_id ON orders (ship_address_id);

CREATE INDEX ix_orders_staff_id ON orders (staff_id);

CREATE INDEX ix_orders_status ON orders (status);

CREATE INDEX ix_orders_store_id_placed_at ON orders (store_id, placed_at);

CREATE INDEX ix_orders_user_id ON orders (user_id);

CREATE TABLE returns (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  order_id BLOB,
  kind TEXT DEFAULT 'return' NOT NULL,
  status TEXT DEFAULT 'requested' NOT NULL,
  reason TEXT,
  internal_notes TEXT,
  exchange_order_id BLOB,
  user_id BLOB,
  store_id BLOB,
  register_id BLOB,
  shift_id BLOB,
  staff_id BLOB,
  approved_by BLOB,
  requested_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  approved_at TEXT,
  received_at TEXT,
  completed_at TEXT,
  CONSTRAINT pk_returns PRIMARY KEY (id),
  CONSTRAINT uq_returns_number UNIQUE (number),
  CONSTRAINT fk_returns_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT fk_returns_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_returns_exchange CHECK (kind = 'exchange' OR exchange_order_id IS NULL),
  CONSTRAINT ck_returns_kind_word CHECK (kind IN ('return', 'exchange')),
  CONSTRAINT ck_returns_status_word CHECK (status IN ('requested', 'approved', 'rejected', 'received', 'completed', 'cancelled'))
) STRICT;

CREATE INDEX ix_returns_approved_by ON returns (approved_by);

CREATE INDEX ix_returns_exchange_order_id ON returns (exchange_order_id);

CREATE INDEX ix_returns_order_id ON returns (order_id);

CREATE INDEX ix_returns_shift_id ON returns (shift_id);

CREATE INDEX ix_returns_staff_id ON returns (staff_id);

CREATE INDEX ix_returns_status ON returns (status);

CREATE INDEX ix_returns_user_id ON returns (user_id);

CREATE TABLE journal_entries (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  register_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  receipt_number TEXT,
  order_id BLOB,
  return_id BLOB,
  shift_id BLOB,
  staff_id BLOB,
  occurred_at TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT pk_journal_entries PRIMARY KEY (id),
  CONSTRAINT uq_journal_entries_receipt_number UNIQUE (receipt_number),
  CONSTRAINT uq_journal_entries_hash UNIQUE (hash),
  CONSTRAINT fk_journal_entries_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_journal_entries_register_id_seq UNIQUE (register_id, seq),
  CONSTRAINT ck_journal_entries_kind_word CHECK (kind IN ('sale', 'return', 'void', 'reprint', 'no_sale', 'cash_movement', 'shift_open', 'shift_close', 'price_override', 'training')),
  CONSTRAINT ck_journal_entries_seq CHECK (seq > 0)
) STRICT;

CREATE INDEX ix_journal_entries_order_id ON journal_entries (order_id);

CREATE INDEX ix_journal_entries_return_id ON journal_entries (return_id);

CREATE INDEX ix_journal_entries_shift_id ON journal_entries (shift_id);

CREATE INDEX ix_journal_entries_staff_id ON journal_entries (staff_id);

CREATE TRIGGER journal_entries_refuse_update BEFORE UPDATE ON journal_entries
BEGIN SELECT RAISE(ABORT, 'journal_entries is posted: it is never altered'); END;

CREATE TRIGGER journal_entries_refuse_delete BEFORE DELETE ON journal_entries
BEGIN SELECT RAISE(ABORT, 'journal_entries is posted: it is never altered'); END;

CREATE TABLE stored_value_entries (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  account_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  amount_cents INTEGER NOT NULL,
  order_id BLOB,
  payment_id BLOB,
  refund_id BLOB,
  staff_id BLOB,
  register_id BLOB,
  occurred_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_stored_value_entries PRIMARY KEY (id),
  CONSTRAINT ck_stored_value_entries_kind_word CHECK (kind IN ('issue', 'reload', 'redeem', 'refund', 'adjust', 'expire')),
  CONSTRAINT fk_stored_value_entries_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stored_value_entries_nonzero CHECK (amount_cents <> 0),
  CONSTRAINT fk_stored_value_entries_account_id FOREIGN KEY(account_id) REFERENCES stored_value_accounts (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_stored_value_entries_account_id_occurred_at ON stored_value_entries (account_id, occurred_at);

CREATE INDEX ix_stored_value_entries_order_id ON stored_value_entries (order_id);

CREATE INDEX ix_stored_value_entries_payment_id ON stored_value_entries (payment_id);

CREATE INDEX ix_stored_value_entries_refund_id ON stored_value_entries (refund_id);

CREATE INDEX ix_stored_value_entries_staff_id ON stored_value_entries (staff_id);

CREATE TRIGGER stored_value_entries_refuse_update BEFORE UPDATE ON stored_value_entries
BEGIN SELECT RAISE(ABORT, 'stored_value_entries is posted: it is never altered'); END;

CREATE TRIGGER stored_value_entries_refuse_delete BEFORE DELETE ON stored_value_entries
BEGIN SELECT RAISE(ABORT, 'stored_value_entries is posted: it is never altered'); END;

CREATE TABLE cart_lines (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  cart_id BLOB NOT NULL,
  line_no INTEGER NOT NULL,
  variant_id BLOB NOT NULL,
  line_key TEXT DEFAULT '' NOT NULL,
  quantity INTEGER NOT NULL,
  unit_price_cents INTEGER NOT NULL,
  gross_cents INTEGER DEFAULT 0 NOT NULL,
  discount_cents INTEGER DEFAULT 0 NOT NULL,
  tax_cents INTEGER DEFAULT 0 NOT NULL,
  total_cents INTEGER DEFAULT 0 NOT NULL,
  barcode TEXT,
  list_price_cents INTEGER,
  fixed_gross_cents INTEGER,
  discount_percent_ppm INTEGER,
  discount_amount_cents INTEGER,
  price_override_reason TEXT,
  price_override_by BLOB,
  customization TEXT,
  note TEXT,
  registry_item_id BLOB,
  CONSTRAINT pk_cart_lines PRIMARY KEY (id),
  CONSTRAINT fk_cart_lines_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE CASCADE,
  CONSTRAINT uq_cart_lines_cart_id_variant_id_line_key UNIQUE (cart_id, variant_id, line_key),
  CONSTRAINT ck_cart_lines_quantity CHECK (quantity > 0),
  CONSTRAINT fk_cart_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_cart_lines_cart_id ON cart_lines (cart_id);

CREATE INDEX ix_cart_lines_price_override_by ON cart_lines (price_override_by);

CREATE INDEX ix_cart_lines_registry_item_id ON cart_lines (registry_item_id);

CREATE INDEX ix_cart_lines_variant_id ON cart_lines (variant_id);

CREATE TABLE cart_promotions (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  cart_id BLOB NOT NULL,
  promotion_id BLOB NOT NULL,
  code TEXT,
  discount_cents INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_cart_promotions PRIMARY KEY (id),
  CONSTRAINT fk_cart_promotions_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE CASCADE,
  CONSTRAINT fk_cart_promotions_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
  CONSTRAINT uq_cart_promotions_cart_id_promotion_id UNIQUE (cart_id, promotion_id)
) STRICT;

CREATE TABLE cash_movements (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  shift_id BLOB NOT NULL,
  register_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  amount_cents INTEGER NOT NULL,
  reason TEXT,
  staff_id BLOB NOT NULL,
  approved_by BLOB,
  occurred_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  CONSTRAINT pk_cash_movements PRIMARY KEY (id),
  CONSTRAINT fk_cash_movements_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_cash_movements_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT ck_cash_movements_kind_word CHECK (kind IN ('pay_in', 'pay_out', 'drop', 'correction')),
  CONSTRAINT ck_cash_movements_nonzero CHECK (amount_cents <> 0)
) STRICT;

CREATE INDEX ix_cash_movements_approved_by ON cash_movements (approved_by);

CREATE INDEX ix_cash_movements_shift_id ON cash_movements (shift_id);

CREATE INDEX ix_cash_movements_staff_id ON cash_movements (staff_id);

CREATE TRIGGER cash_movements_refuse_update BEFORE UPDATE ON cash_movements
BEGIN SELECT RAISE(ABORT, 'cash_movements is posted: it is never altered'); END;

CREATE TRIGGER cash_movements_refuse_delete BEFORE DELETE ON cash_movements
BEGIN SELECT RAISE(ABORT, 'cash_movements is posted: it is never altered'); END;

CREATE TABLE stock_document_lines (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  document_id BLOB NOT NULL,
  line_no INTEGER NOT NULL,
  variant_id BLOB NOT NULL,
  expected_qty INTEGER,
  actual_qty INTEGER,
  unit_cost_cents INTEGER,
  reason TEXT,
  note TEXT,
  CONSTRAINT pk_stock_document_lines PRIMARY KEY (id),
  CONSTRAINT fk_stock_document_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT uq_stock_document_lines_document_id_line_no UNIQUE (document_id, line_no),
  CONSTRAINT fk_stock_document_lines_document_id FOREIGN KEY(document_id) REFERENCES stock_documents (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_stock_document_lines_variant_id ON stock_document_lines (variant_id);

CREATE TABLE order_lines (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  order_id BLOB NOT NULL,
  line_no INTEGER NOT NULL,
  variant_id BLOB NOT NULL,
  product_name TEXT NOT NULL,
  variant_name TEXT DEFAULT '' NOT NULL,
  sku TEXT NOT NULL,
  barcode TEXT,
  quantity INTEGER NOT NULL,
  unit TEXT DEFAULT 'each' NOT NULL,
  price_unit_qty INTEGER DEFAULT 1 NOT NULL,
  list_price_cents INTEGER NOT NULL,
  unit_price_cents INTEGER NOT NULL,
  gross_cents INTEGER NOT NULL,
  discount_cents INTEGER DEFAULT 0 NOT NULL,
  order_discount_cents INTEGER DEFAULT 0 NOT NULL,
  tax_cents INTEGER DEFAULT 0 NOT NULL,
  total_cents INTEGER NOT NULL,
  cost_cents INTEGER,
  customization TEXT,
  note TEXT,
  price_override_reason TEXT,
  price_override_by BLOB,
  registry_item_id BLOB,
  fulfilled_qty INTEGER DEFAULT 0 NOT NULL,
  returned_qty INTEGER DEFAULT 0 NOT NULL,
  CONSTRAINT pk_order_lines PRIMARY KEY (id),
  CONSTRAINT uq_order_lines_order_id_line_no UNIQUE (order_id, line_no),
  CONSTRAINT fk_order_lines_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT ck_order_lines_quantity CHECK (quantity > 0),
  CONSTRAINT fk_order_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT ck_order_lines_price CHECK (unit_price_cents >= 0)
) STRICT;

CREATE INDEX ix_order_lines_order_id ON order_lines (order_id);

CREATE INDEX ix_order_lines_price_override_by ON order_lines (price_override_by);

CREATE INDEX ix_order_lines_registry_item_id ON order_lines (registry_item_id);

CREATE INDEX ix_order_lines_variant_id ON order_lines (variant_id);

CREATE TABLE order_status_history (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  order_id BLOB NOT NULL,
  from_status TEXT,
  to_status TEXT NOT NULL,
  notes TEXT,
  changed_by BLOB,
  register_id BLOB,
  CONSTRAINT pk_order_status_history PRIMARY KEY (id),
  CONSTRAINT fk_order_status_history_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_order_status_history_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_order_status_history_changed_by ON order_status_history (changed_by);

CREATE INDEX ix_order_status_history_order_id ON order_status_history (order_id);

CREATE TABLE promotion_redemptions (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  promotion_id BLOB NOT NULL,
  order_id BLOB NOT NULL,
  user_id BLOB,
  code TEXT,
  discount_cents INTEGER NOT NULL,
  register_id BLOB,
  CONSTRAINT pk_promotion_redemptions PRIMARY KEY (id),
  CONSTRAINT fk_promotion_redemptions_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT fk_promotion_redemptions_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotions (id) ON DELETE RESTRICT,
  CONSTRAINT fk_promotion_redemptions_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_promotion_redemptions_promotion_id_order_id UNIQUE (promotion_id, order_id)
) STRICT;

CREATE INDEX ix_promotion_redemptions_order_id ON promotion_redemptions (order_id);

CREATE INDEX ix_promotion_redemptions_user_id ON promotion_redemptions (user_id);

CREATE TABLE shipments (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  order_id BLOB NOT NULL,
  from_location_id BLOB,
  method TEXT DEFAULT 'carrier' NOT NULL,
  status TEXT DEFAULT 'pending' NOT NULL,
  carrier TEXT,
  service TEXT,
  tracking_number TEXT,
  tracking_url TEXT,
  label_blob_id BLOB,
  cost_cents INTEGER,
  scheduled_for TEXT,
  shipped_at TEXT,
  estimated_delivery_at TEXT,
  delivered_at TEXT,
  notes TEXT,
  CONSTRAINT pk_shipments PRIMARY KEY (id),
  CONSTRAINT uq_shipments_tracking_number UNIQUE (tracking_number),
  CONSTRAINT ck_shipments_method_word CHECK (method IN ('carrier', 'local_delivery', 'pickup')),
  CONSTRAINT fk_shipments_from_location_id FOREIGN KEY(from_location_id) REFERENCES locations (id) ON DELETE SET NULL,
  CONSTRAINT fk_shipments_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT ck_shipments_status_word CHECK (status IN ('pending', 'scheduled', 'packed', 'shipped', 'out_for_delivery', 'delivered', 'failed', 'returned', 'cancelled')),
  CONSTRAINT fk_shipments_label_blob_id FOREIGN KEY(label_blob_id) REFERENCES blobs (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_shipments_order_id ON shipments (order_id);

CREATE INDEX ix_shipments_status_scheduled_for ON shipments (status, scheduled_for);

CREATE TABLE stock_reservations (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  variant_id BLOB NOT NULL,
  location_id BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  cart_id BLOB,
  order_id BLOB,
  status TEXT DEFAULT 'active' NOT NULL,
  expires_at TEXT,
  register_id BLOB,
  CONSTRAINT pk_stock_reservations PRIMARY KEY (id),
  CONSTRAINT fk_stock_reservations_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT fk_stock_reservations_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE CASCADE,
  CONSTRAINT fk_stock_reservations_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL,
  CONSTRAINT fk_stock_reservations_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_reservations_holder CHECK (cart_id IS NOT NULL OR order_id IS NOT NULL),
  CONSTRAINT ck_stock_reservations_quantity CHECK (quantity > 0),
  CONSTRAINT ck_stock_reservations_status_word CHECK (status IN ('active', 'consumed', 'released', 'expired')),
  CONSTRAINT fk_stock_reservations_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_stock_reservations_active ON stock_reservations (variant_id, location_id) WHERE status = 'active';

CREATE INDEX ix_stock_reservations_cart_id ON stock_reservations (cart_id);

CREATE INDEX ix_stock_reservations_expiring ON stock_reservations (expires_at) WHERE status = 'active';

CREATE INDEX ix_stock_reservations_order_id ON stock_reservations (order_id);

CREATE TABLE payments (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  order_id BLOB NOT NULL,
  method_id BLOB NOT NULL,
  amount_cents INTEGER NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  status TEXT DEFAULT 'pending' NOT NULL,
  tendered_cents INTEGER,
  change_cents INTEGER DEFAULT 0 NOT NULL,
  rounding_cents INTEGER DEFAULT 0 NOT NULL,
  tip_cents INTEGER DEFAULT 0 NOT NULL,
  provider TEXT DEFAULT 'manual' NOT NULL,
  provider_payment_id TEXT,
  provider_response TEXT,
  failure_code TEXT,
  failure_reason TEXT,
  authorized_at TEXT,
  captured_at TEXT,
  refunded_at TEXT,
  refunded_cents INTEGER DEFAULT 0 NOT NULL,
  card_last4 TEXT,
  card_brand TEXT,
  saved_method_id BLOB,
  stored_value_account_id BLOB,
  register_id BLOB,
  shift_id BLOB,
  staff_id BLOB,
  CONSTRAINT pk_payments PRIMARY KEY (id),
  CONSTRAINT uq_payments_number UNIQUE (number),
  CONSTRAINT ck_payments_card CHECK (length(card_last4) = 4),
  CONSTRAINT fk_payments_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_payments_status_word CHECK (status IN ('pending', 'processing', 'authorized', 'captured', 'failed', 'cancelled', 'partially_refunded', 'refunded')),
  CONSTRAINT uq_payments_provider_provider_payment_id UNIQUE (provider, provider_payment_id),
  CONSTRAINT fk_payments_method_id FOREIGN KEY(method_id) REFERENCES payment_methods (id) ON DELETE RESTRICT,
  CONSTRAINT ck_payments_amount CHECK (amount_cents > 0),
  CONSTRAINT ck_payments_refunded CHECK (refunded_cents BETWEEN 0 AND amount_cents),
  CONSTRAINT fk_payments_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_payments_order_id ON payments (order_id);

CREATE INDEX ix_payments_provider_payment_id ON payments (provider_payment_id);

CREATE INDEX ix_payments_saved_method_id ON payments (saved_method_id);

CREATE INDEX ix_payments_shift_id ON payments (shift_id);

CREATE INDEX ix_payments_staff_id ON payments (staff_id);

CREATE INDEX ix_payments_status ON payments (status);

CREATE INDEX ix_payments_stored_value_account_id ON payments (stored_value_account_id);

CREATE TABLE order_line_taxes (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  order_line_id BLOB NOT NULL,
  tax_rate_id BLOB,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL,
  is_inclusive INTEGER DEFAULT 0 NOT NULL,
  taxable_cents INTEGER NOT NULL,
  tax_cents INTEGER NOT NULL,
  CONSTRAINT pk_order_line_taxes PRIMARY KEY (id),
  CONSTRAINT fk_order_line_taxes_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_order_line_taxes_order_line_id ON order_line_taxes (order_line_id);

CREATE INDEX ix_order_line_taxes_tax_rate_id ON order_line_taxes (tax_rate_id);

CREATE TRIGGER order_line_taxes_refuse_update BEFORE UPDATE ON order_line_taxes
BEGIN SELECT RAISE(ABORT, 'order_line_taxes is posted: it is never altered'); END;

CREATE TRIGGER order_line_taxes_refuse_delete BEFORE DELETE ON order_line_taxes
BEGIN SELECT RAISE(ABORT, 'order_line_taxes is posted: it is never altered'); END;

CREATE TABLE return_lines (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  return_id BLOB NOT NULL,
  line_no INTEGER NOT NULL,
  order_line_id BLOB,
  variant_id BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  reason_code TEXT DEFAULT 'other' NOT NULL,
  condition TEXT DEFAULT 'new' NOT NULL,
  disposition TEXT DEFAULT 'restock' NOT NULL,
  location_id BLOB,
  refund_cents INTEGER DEFAULT 0 NOT NULL,
  tax_cents INTEGER DEFAULT 0 NOT NULL,
  taxes TEXT DEFAULT '[]' NOT NULL,
  note TEXT,
  CONSTRAINT pk_return_lines PRIMARY KEY (id),
  CONSTRAINT fk_return_lines_return_id FOREIGN KEY(return_id) REFERENCES returns (id) ON DELETE CASCADE,
  CONSTRAINT uq_return_lines_return_id_line_no UNIQUE (return_id, line_no),
  CONSTRAINT ck_return_lines_disposition_word CHECK (disposition IN ('restock', 'quarantine', 'scrap', 'vendor_return')),
  CONSTRAINT fk_return_lines_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_return_lines_refund CHECK (refund_cents >= 0),
  CONSTRAINT ck_return_lines_condition_word CHECK (condition IN ('new', 'opened', 'damaged', 'defective')),
  CONSTRAINT ck_return_lines_reason_code_word CHECK (reason_code IN ('changed_mind', 'wrong_size', 'wrong_item', 'damaged', 'defective', 'not_as_described', 'late', 'other')),
  CONSTRAINT ck_return_lines_quantity CHECK (quantity > 0),
  CONSTRAINT fk_return_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT fk_return_lines_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_return_lines_order_line_id ON return_lines (order_line_id);

CREATE TABLE shipment_lines (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  shipment_id BLOB NOT NULL,
  order_line_id BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  CONSTRAINT pk_shipment_lines PRIMARY KEY (id),
  CONSTRAINT fk_shipment_lines_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE CASCADE,
  CONSTRAINT fk_shipment_lines_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipments (id) ON DELETE CASCADE,
  CONSTRAINT uq_shipment_lines_shipment_id_order_line_id UNIQUE (shipment_id, order_line_id),
  CONSTRAINT ck_shipment_lines_quantity CHECK (quantity > 0)
) STRICT;

CREATE INDEX ix_shipment_lines_order_line_id ON shipment_lines (order_line_id);

CREATE TABLE refunds (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  row_version INTEGER DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  order_id BLOB NOT NULL,
  payment_id BLOB,
  return_id BLOB,
  method_id BLOB NOT NULL,
  amount_cents INTEGER NOT NULL,
  rounding_cents INTEGER DEFAULT 0 NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  status TEXT DEFAULT 'requested' NOT NULL,
  reason TEXT,
  internal_notes TEXT,
  provider_refund_id TEXT,
  requested_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  approved_at TEXT,
  processed_at TEXT,
  approved_by BLOB,
  stored_value_account_id BLOB,
  register_id BLOB,
  shift_id BLOB,
  staff_id BLOB,
  CONSTRAINT pk_refunds PRIMARY KEY (id),
  CONSTRAINT uq_refunds_number UNIQUE (number),
  CONSTRAINT fk_refunds_payment_id FOREIGN KEY(payment_id) REFERENCES payments (id) ON DELETE RESTRICT,
  CONSTRAINT fk_refunds_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT,
  CONSTRAINT ck_refunds_status_word CHECK (status IN ('requested', 'approved', 'processing', 'completed', 'rejected', 'failed')),
  CONSTRAINT fk_refunds_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_refunds_method_id FOREIGN KEY(method_id) REFERENCES payment_methods (id) ON DELETE RESTRICT,
  CONSTRAINT ck_refunds_amount CHECK (amount_cents > 0)
) STRICT;

CREATE INDEX ix_refunds_approved_by ON refunds (approved_by);

CREATE INDEX ix_refunds_order_id ON refunds (order_id);

CREATE INDEX ix_refunds_payment_id ON refunds (payment_id);

CREATE INDEX ix_refunds_return_id ON refunds (return_id);

CREATE INDEX ix_refunds_shift_id ON refunds (shift_id);

CREATE INDEX ix_refunds_staff_id ON refunds (staff_id);

CREATE INDEX ix_refunds_stored_value_account_id ON refunds (stored_value_account_id);
