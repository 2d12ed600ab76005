-- The first released schema of central. Frozen: a change is a new migration.

CREATE SCHEMA IF NOT EXISTS sync;

CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'restrict_violation',
    MESSAGE = TG_TABLE_NAME || ' is posted: it is never altered, a correction is a new row';
END $$;

CREATE TABLE audit_log (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  actor_id UUID,
  actor_type TEXT DEFAULT 'user' NOT NULL,
  actor_email TEXT,
  action TEXT NOT NULL,
  target_type TEXT,
  target_id TEXT,
  metadata JSONB,
  ip_address TEXT,
  user_agent TEXT,
  store_id UUID,
  register_id UUID,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_audit_log PRIMARY KEY (id),
  CONSTRAINT ck_audit_log_actor_type_word CHECK (actor_type IN ('user', 'api_key', 'system', 'register')),
  CONSTRAINT uq_audit_log_int_id UNIQUE (int_id)
);

CREATE INDEX ix_audit_log_action ON audit_log (action);

CREATE INDEX ix_audit_log_actor_id ON audit_log (actor_id);

CREATE INDEX ix_audit_log_created_at ON audit_log (created_at);

CREATE INDEX ix_audit_log_target_type_target_id ON audit_log (target_type, target_id);

CREATE TABLE blobs (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  storage_key TEXT NOT NULL,
  filename TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size_bytes BIGINT DEFAULT 0 NOT NULL,
  checksum TEXT,
  storage_provider TEXT DEFAULT 'local' NOT NULL,
  public_url TEXT,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_blobs PRIMARY KEY (id),
  CONSTRAINT uq_blobs_storage_key UNIQUE (storage_key),
  CONSTRAINT ck_blobs_storage_provider_word CHECK (storage_provider IN ('local', 's3', 'external')),
  CONSTRAINT uq_blobs_int_id UNIQUE (int_id)
);

CREATE TABLE jobs (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  job_type TEXT NOT NULL,
  idempotency_key TEXT,
  payload JSONB DEFAULT '{}' NOT NULL,
  result JSONB,
  error JSONB,
  status TEXT DEFAULT 'pending' NOT NULL,
  worker_id TEXT,
  attempts INTEGER DEFAULT 0 NOT NULL,
  max_attempts INTEGER DEFAULT 5 NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE,
  completed_at TIMESTAMP WITH TIME ZONE,
  failed_at TIMESTAMP WITH TIME ZONE,
  retry_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_jobs PRIMARY KEY (id),
  CONSTRAINT uq_jobs_idempotency_key UNIQUE (idempotency_key),
  CONSTRAINT ck_jobs_status_word CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  CONSTRAINT uq_jobs_int_id UNIQUE (int_id)
);

CREATE INDEX ix_jobs_status_retry_at ON jobs (status, retry_at);

CREATE TABLE payment_methods (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  opens_drawer BOOLEAN DEFAULT false NOT NULL,
  needs_reference BOOLEAN DEFAULT false NOT NULL,
  is_refundable BOOLEAN DEFAULT true NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_payment_methods PRIMARY KEY (id),
  CONSTRAINT uq_payment_methods_name UNIQUE (name),
  CONSTRAINT uq_payment_methods_code UNIQUE (code),
  CONSTRAINT ck_payment_methods_kind_word CHECK (kind IN ('cash', 'card', 'wallet', 'bank_transfer', 'cod', 'gift_card', 'store_credit', 'other')),
  CONSTRAINT uq_payment_methods_int_id UNIQUE (int_id)
);

CREATE TABLE promotions (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  code TEXT,
  name TEXT NOT NULL,
  description TEXT,
  discount_type TEXT NOT NULL,
  percent_ppm INTEGER,
  amount_off_cents BIGINT,
  min_purchase_cents BIGINT,
  max_discount_cents BIGINT,
  usage_limit INTEGER,
  usage_count INTEGER DEFAULT 0 NOT NULL,
  per_user_limit INTEGER,
  is_active BOOLEAN DEFAULT true NOT NULL,
  is_stackable BOOLEAN DEFAULT false NOT NULL,
  priority INTEGER DEFAULT 0 NOT NULL,
  starts_at TIMESTAMP WITH TIME ZONE,
  expires_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_promotions PRIMARY KEY (id),
  CONSTRAINT uq_promotions_code UNIQUE (code),
  CONSTRAINT ck_promotions_discount_type_word CHECK (discount_type IN ('percent', 'amount')),
  CONSTRAINT ck_promotions_value CHECK ((discount_type = 'percent' AND percent_ppm BETWEEN 1 AND 1000000 AND amount_off_cents IS NULL) OR (discount_type = 'amount' AND amount_off_cents > 0 AND percent_ppm IS NULL)),
  CONSTRAINT ck_promotions_period CHECK (expires_at > starts_at),
  CONSTRAINT uq_promotions_int_id UNIQUE (int_id)
);

CREATE TABLE roles (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  permissions JSONB DEFAULT '[]' NOT NULL,
  rank INTEGER DEFAULT 0 NOT NULL,
  is_system BOOLEAN DEFAULT false NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_roles PRIMARY KEY (id),
  CONSTRAINT uq_roles_code UNIQUE (code),
  CONSTRAINT uq_roles_name UNIQUE (name),
  CONSTRAINT uq_roles_int_id UNIQUE (int_id)
);

CREATE TABLE suppliers (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  contact_name TEXT,
  email TEXT,
  phone TEXT,
  address JSONB,
  lead_time_days INTEGER,
  payment_terms TEXT,
  note TEXT,
  is_active BOOLEAN DEFAULT true NOT NULL,
  CONSTRAINT pk_suppliers PRIMARY KEY (id),
  CONSTRAINT uq_suppliers_code UNIQUE (code)
);

CREATE TABLE sync.change_inbox (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
  feed_id UUID NOT NULL,
  table_name TEXT NOT NULL,
  row_id UUID NOT NULL,
  CONSTRAINT pk_change_inbox PRIMARY KEY (id)
);

CREATE TABLE sync.epoch (
  epoch INTEGER NOT NULL,
  uuid UUID NOT NULL,
  system_identifier BIGINT NOT NULL,
  timeline INTEGER NOT NULL,
  start_pos BIGINT NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_epoch PRIMARY KEY (epoch),
  CONSTRAINT uq_epoch_uuid UNIQUE (uuid)
);

CREATE TABLE sync.feed (
  feed_id UUID NOT NULL,
  table_name TEXT NOT NULL,
  row_id UUID NOT NULL,
  pos BIGINT NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_feed PRIMARY KEY (feed_id, table_name, row_id),
  CONSTRAINT uq_feed_feed_id_pos UNIQUE (feed_id, pos)
);

CREATE TABLE sync.head (
  is_only BOOLEAN DEFAULT true NOT NULL,
  pos BIGINT DEFAULT 0 NOT NULL,
  CONSTRAINT pk_head PRIMARY KEY (is_only),
  CONSTRAINT ck_head_one_row CHECK (is_only)
);

CREATE TABLE sync.inbox (
  store_id UUID NOT NULL,
  event_id UUID NOT NULL,
  device_id UUID NOT NULL,
  incarnation INTEGER NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  envelope TEXT NOT NULL,
  status TEXT DEFAULT 'new' NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_inbox PRIMARY KEY (store_id, event_id),
  CONSTRAINT ck_inbox_status_word CHECK (status IN ('new', 'done', 'deferred', 'dead'))
) PARTITION BY RANGE (event_id);

CREATE INDEX ix_inbox_device_id_incarnation_seq ON sync.inbox (device_id, incarnation, seq);

CREATE INDEX ix_inbox_unfinished ON sync.inbox (status) WHERE status <> 'done';

CREATE TABLE sync.inbox_default PARTITION OF sync.inbox DEFAULT;

CREATE TABLE tax_categories (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  is_default BOOLEAN DEFAULT false NOT NULL,
  CONSTRAINT pk_tax_categories PRIMARY KEY (id),
  CONSTRAINT uq_tax_categories_code UNIQUE (code),
  CONSTRAINT uq_tax_categories_name UNIQUE (name)
);

CREATE TABLE categories (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  description TEXT,
  parent_id UUID,
  image_blob_id UUID,
  position INTEGER DEFAULT 0 NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  tax_category_id UUID,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_categories PRIMARY KEY (id),
  CONSTRAINT uq_categories_slug UNIQUE (slug),
  CONSTRAINT fk_categories_tax_category_id FOREIGN KEY(tax_category_id) REFERENCES tax_categories (id) ON DELETE SET NULL,
  CONSTRAINT ck_categories_not_self CHECK (parent_id <> id),
  CONSTRAINT fk_categories_parent_id FOREIGN KEY(parent_id) REFERENCES categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_categories_image_blob_id FOREIGN KEY(image_blob_id) REFERENCES blobs (id) ON DELETE SET NULL,
  CONSTRAINT uq_categories_int_id UNIQUE (int_id)
);

CREATE INDEX ix_categories_image_blob_id ON categories (image_blob_id);

CREATE INDEX ix_categories_is_active ON categories (is_active);

CREATE INDEX ix_categories_parent_id ON categories (parent_id);

CREATE INDEX ix_categories_tax_category_id ON categories (tax_category_id);

CREATE UNIQUE INDEX uq_categories_siblings ON categories (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE users (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  email TEXT,
  phone TEXT,
  name TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  customer_no TEXT,
  avatar_blob_id UUID,
  is_active BOOLEAN DEFAULT true NOT NULL,
  is_system BOOLEAN DEFAULT false NOT NULL,
  email_verified_at TIMESTAMP WITH TIME ZONE,
  phone_verified_at TIMESTAMP WITH TIME ZONE,
  note TEXT,
  tax_exempt_no TEXT,
  marketing_opt_in BOOLEAN DEFAULT false NOT NULL,
  merged_into_id UUID,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_users PRIMARY KEY (id),
  CONSTRAINT uq_users_email UNIQUE (email),
  CONSTRAINT uq_users_phone UNIQUE (phone),
  CONSTRAINT uq_users_customer_no UNIQUE (customer_no),
  CONSTRAINT fk_users_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_users_not_self CHECK (merged_into_id <> id),
  CONSTRAINT fk_users_avatar_blob_id FOREIGN KEY(avatar_blob_id) REFERENCES blobs (id) ON DELETE SET NULL,
  CONSTRAINT uq_users_int_id UNIQUE (int_id)
);

CREATE INDEX ix_users_avatar_blob_id ON users (avatar_blob_id);

CREATE INDEX ix_users_merged_into_id ON users (merged_into_id);

CREATE INDEX ix_users_name ON users (name);

CREATE TABLE addresses (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  user_id UUID,
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
  is_default BOOLEAN DEFAULT false NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_addresses PRIMARY KEY (id),
  CONSTRAINT fk_addresses_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_addresses_type_word CHECK (type IN ('shipping', 'billing', 'both')),
  CONSTRAINT uq_addresses_int_id UNIQUE (int_id)
);

CREATE INDEX ix_addresses_postal_code ON addresses (postal_code);

CREATE INDEX ix_addresses_user_id_is_default ON addresses (user_id, is_default);

CREATE TABLE api_keys (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  user_id UUID NOT NULL,
  key_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes JSONB DEFAULT '[]' NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  revoked_at TIMESTAMP WITH TIME ZONE,
  expires_at TIMESTAMP WITH TIME ZONE,
  last_used_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_api_keys PRIMARY KEY (id),
  CONSTRAINT uq_api_keys_key_hash UNIQUE (key_hash),
  CONSTRAINT fk_api_keys_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT uq_api_keys_int_id UNIQUE (int_id)
);

CREATE INDEX ix_api_keys_user_id ON api_keys (user_id);

CREATE TABLE behavior_events (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  user_id UUID,
  event_type TEXT NOT NULL,
  event_data JSONB DEFAULT '{}' NOT NULL,
  session_id TEXT,
  ip_address TEXT,
  user_agent TEXT,
  CONSTRAINT pk_behavior_events PRIMARY KEY (id, created_at),
  CONSTRAINT fk_behavior_events_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL
) PARTITION BY RANGE (created_at);

CREATE INDEX ix_behavior_events_created_at ON behavior_events (created_at);

CREATE INDEX ix_behavior_events_event_type ON behavior_events (event_type);

CREATE INDEX ix_behavior_events_user_id ON behavior_events (user_id);

CREATE TABLE behavior_events_default PARTITION OF behavior_events DEFAULT;

CREATE TABLE children (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID NOT NULL,
  name TEXT,
  birth_date DATE,
  gender TEXT,
  note TEXT,
  CONSTRAINT pk_children PRIMARY KEY (id),
  CONSTRAINT fk_children_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_children_user_id ON children (user_id);

CREATE TABLE product_feeds (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  blob_id UUID,
  filename TEXT NOT NULL,
  feed_type TEXT NOT NULL,
  format TEXT NOT NULL,
  status TEXT DEFAULT 'pending' NOT NULL,
  total_rows INTEGER DEFAULT 0 NOT NULL,
  processed_rows INTEGER DEFAULT 0 NOT NULL,
  success_rows INTEGER DEFAULT 0 NOT NULL,
  error_rows INTEGER DEFAULT 0 NOT NULL,
  errors JSONB DEFAULT '[]' NOT NULL,
  job_id UUID,
  created_by UUID,
  started_at TIMESTAMP WITH TIME ZONE,
  completed_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_product_feeds PRIMARY KEY (id),
  CONSTRAINT uq_product_feeds_job_id UNIQUE (job_id),
  CONSTRAINT ck_product_feeds_status_word CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
  CONSTRAINT fk_product_feeds_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id) ON DELETE SET NULL,
  CONSTRAINT fk_product_feeds_job_id FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE SET NULL,
  CONSTRAINT fk_product_feeds_created_by FOREIGN KEY(created_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT uq_product_feeds_int_id UNIQUE (int_id)
);

CREATE INDEX ix_product_feeds_blob_id ON product_feeds (blob_id);

CREATE INDEX ix_product_feeds_created_by ON product_feeds (created_by);

CREATE TABLE products (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  category_id UUID NOT NULL,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  style_code TEXT NOT NULL,
  brand TEXT,
  kind TEXT DEFAULT 'goods' NOT NULL,
  description TEXT,
  short_description TEXT,
  base_price_cents BIGINT NOT NULL,
  compare_at_price_cents BIGINT,
  cost_cents BIGINT,
  tax_category_id UUID,
  tags JSONB DEFAULT '[]' NOT NULL,
  ai_tags JSONB DEFAULT '[]' NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  is_featured BOOLEAN DEFAULT false NOT NULL,
  is_new BOOLEAN DEFAULT false NOT NULL,
  is_on_sale BOOLEAN DEFAULT false NOT NULL,
  is_customizable BOOLEAN DEFAULT false NOT NULL,
  is_discountable BOOLEAN DEFAULT true NOT NULL,
  is_returnable BOOLEAN DEFAULT true NOT NULL,
  min_age INTEGER,
  meta_title TEXT,
  meta_description TEXT,
  meta_keywords TEXT,
  popularity_score DOUBLE PRECISION DEFAULT 0 NOT NULL,
  recommendation_score DOUBLE PRECISION DEFAULT 0 NOT NULL,
  published_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_products PRIMARY KEY (id),
  CONSTRAINT uq_products_slug UNIQUE (slug),
  CONSTRAINT uq_products_style_code UNIQUE (style_code),
  CONSTRAINT ck_products_prices CHECK (base_price_cents >= 0 AND coalesce(compare_at_price_cents, 0) >= 0 AND coalesce(cost_cents, 0) >= 0),
  CONSTRAINT ck_products_kind_word CHECK (kind IN ('goods', 'service', 'gift_card')),
  CONSTRAINT fk_products_tax_category_id FOREIGN KEY(tax_category_id) REFERENCES tax_categories (id) ON DELETE RESTRICT,
  CONSTRAINT fk_products_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE RESTRICT,
  CONSTRAINT uq_products_int_id UNIQUE (int_id)
);

CREATE INDEX ix_products_brand ON products (brand);

CREATE INDEX ix_products_category_id ON products (category_id);

CREATE INDEX ix_products_created_at ON products (created_at);

CREATE INDEX ix_products_is_active ON products (is_active);

CREATE INDEX ix_products_is_featured ON products (is_featured);

CREATE INDEX ix_products_is_on_sale ON products (is_on_sale);

CREATE INDEX ix_products_name ON products (name);

CREATE INDEX ix_products_popularity_score ON products (popularity_score);

CREATE INDEX ix_products_tax_category_id ON products (tax_category_id);

CREATE TABLE recommendation_log (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID,
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  input_data JSONB DEFAULT '{}' NOT NULL,
  output_data JSONB DEFAULT '{}' NOT NULL,
  confidence DOUBLE PRECISION,
  clicked BOOLEAN DEFAULT false NOT NULL,
  purchased BOOLEAN DEFAULT false NOT NULL,
  CONSTRAINT pk_recommendation_log PRIMARY KEY (id, created_at),
  CONSTRAINT fk_recommendation_log_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL
) PARTITION BY RANGE (created_at);

CREATE INDEX ix_recommendation_log_created_at ON recommendation_log (created_at);

CREATE INDEX ix_recommendation_log_model ON recommendation_log (model);

CREATE INDEX ix_recommendation_log_user_id ON recommendation_log (user_id);

CREATE TABLE recommendation_log_default PARTITION OF recommendation_log DEFAULT;

CREATE TABLE saved_payment_methods (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  user_id UUID NOT NULL,
  method_id UUID NOT NULL,
  card_last4 TEXT,
  card_brand TEXT,
  expiry_month INTEGER,
  expiry_year INTEGER,
  is_default BOOLEAN DEFAULT false NOT NULL,
  gateway_customer_id TEXT,
  gateway_token TEXT,
  CONSTRAINT pk_saved_payment_methods PRIMARY KEY (id),
  CONSTRAINT fk_saved_payment_methods_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_saved_payment_methods_month CHECK (expiry_month BETWEEN 1 AND 12),
  CONSTRAINT fk_saved_payment_methods_method_id FOREIGN KEY(method_id) REFERENCES payment_methods (id) ON DELETE CASCADE
);

CREATE INDEX ix_saved_payment_methods_method_id ON saved_payment_methods (method_id);

CREATE INDEX ix_saved_payment_methods_user_id ON saved_payment_methods (user_id);

CREATE TABLE sync.dead_letter (
  device_id UUID NOT NULL,
  incarnation INTEGER NOT NULL,
  seq BIGINT NOT NULL,
  event_id UUID,
  raw BYTEA,
  sqlstate TEXT,
  message TEXT NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL,
  state TEXT DEFAULT 'open' NOT NULL,
  resolved_by UUID,
  resolved_at TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_dead_letter PRIMARY KEY (device_id, incarnation, seq),
  CONSTRAINT fk_dead_letter_resolved_by FOREIGN KEY(resolved_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_dead_letter_state_word CHECK (state IN ('open', 'resolved', 'dismissed'))
);

CREATE INDEX ix_dead_letter_resolved_by ON sync.dead_letter (resolved_by);

CREATE INDEX ix_dead_letter_state ON sync.dead_letter (state);

CREATE TABLE user_credentials (
  user_id UUID NOT NULL,
  password_hash TEXT NOT NULL,
  password_changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  last_login_at TIMESTAMP WITH TIME ZONE,
  failed_attempts INTEGER DEFAULT 0 NOT NULL,
  locked_until TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_user_credentials PRIMARY KEY (user_id),
  CONSTRAINT fk_user_credentials_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE user_roles (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID NOT NULL,
  role_id UUID NOT NULL,
  assigned_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  assigned_by UUID,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_user_roles PRIMARY KEY (id),
  CONSTRAINT fk_user_roles_assigned_by FOREIGN KEY(assigned_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT uq_user_roles_user_id_role_id UNIQUE (user_id, role_id),
  CONSTRAINT fk_user_roles_role_id FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_roles_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT uq_user_roles_int_id UNIQUE (int_id)
);

CREATE INDEX ix_user_roles_assigned_by ON user_roles (assigned_by);

CREATE INDEX ix_user_roles_role_id ON user_roles (role_id);

CREATE TABLE verification_tokens (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  purpose TEXT NOT NULL,
  user_id UUID,
  phone TEXT,
  email TEXT,
  token_hash TEXT NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_verification_tokens PRIMARY KEY (id),
  CONSTRAINT uq_verification_tokens_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_verification_tokens_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_verification_tokens_subject CHECK (user_id IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL),
  CONSTRAINT ck_verification_tokens_purpose_word CHECK (purpose IN ('password_reset', 'phone_otp', 'email_verify'))
);

CREATE INDEX ix_verification_tokens_expires_at ON verification_tokens (expires_at);

CREATE INDEX ix_verification_tokens_phone ON verification_tokens (phone);

CREATE INDEX ix_verification_tokens_user_id ON verification_tokens (user_id);

CREATE TABLE wishlists (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_wishlists PRIMARY KEY (id),
  CONSTRAINT uq_wishlists_user_id UNIQUE (user_id),
  CONSTRAINT fk_wishlists_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT uq_wishlists_int_id UNIQUE (int_id)
);

CREATE TABLE registries (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID NOT NULL,
  child_id UUID,
  name TEXT NOT NULL,
  due_date DATE NOT NULL,
  baby_name TEXT,
  baby_gender TEXT,
  share_url TEXT NOT NULL,
  is_public BOOLEAN DEFAULT true NOT NULL,
  predicted_sizes JSONB,
  recommended_product_ids JSONB DEFAULT '[]' NOT NULL,
  closed_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_registries PRIMARY KEY (id),
  CONSTRAINT uq_registries_share_url UNIQUE (share_url),
  CONSTRAINT fk_registries_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_registries_child_id FOREIGN KEY(child_id) REFERENCES children (id) ON DELETE SET NULL
);

CREATE INDEX ix_registries_child_id ON registries (child_id);

CREATE INDEX ix_registries_due_date ON registries (due_date);

CREATE INDEX ix_registries_user_id ON registries (user_id);

CREATE UNIQUE INDEX uq_registries_open ON registries (user_id) WHERE closed_at IS NULL;

CREATE TABLE stores (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  legal_name TEXT,
  tax_id TEXT,
  address_id UUID NOT NULL,
  phone TEXT,
  email TEXT,
  timezone TEXT DEFAULT 'UTC' NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  prices_include_tax BOOLEAN DEFAULT false NOT NULL,
  tax_rounding TEXT DEFAULT 'line' NOT NULL,
  rounding TEXT DEFAULT 'half_up' NOT NULL,
  cash_step_cents BIGINT DEFAULT 0 NOT NULL,
  receipt_header TEXT,
  receipt_footer TEXT,
  logo_blob_id UUID,
  is_active BOOLEAN DEFAULT true NOT NULL,
  CONSTRAINT pk_stores PRIMARY KEY (id),
  CONSTRAINT uq_stores_code UNIQUE (code),
  CONSTRAINT ck_stores_rounding_word CHECK (rounding IN ('half_up', 'half_even', 'half_down', 'up', 'down')),
  CONSTRAINT ck_stores_tax_rounding_word CHECK (tax_rounding IN ('line', 'document')),
  CONSTRAINT fk_stores_address_id FOREIGN KEY(address_id) REFERENCES addresses (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stores_logo_blob_id FOREIGN KEY(logo_blob_id) REFERENCES blobs (id) ON DELETE SET NULL
);

CREATE INDEX ix_stores_address_id ON stores (address_id);

CREATE INDEX ix_stores_logo_blob_id ON stores (logo_blob_id);

CREATE TABLE variants (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  product_id UUID NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  sku TEXT NOT NULL,
  is_default BOOLEAN DEFAULT false NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  option1_name TEXT,
  option1_value TEXT,
  option2_name TEXT,
  option2_value TEXT,
  option3_name TEXT,
  option3_value TEXT,
  color_code TEXT,
  price_cents BIGINT NOT NULL,
  compare_at_price_cents BIGINT,
  cost_cents BIGINT,
  unit TEXT DEFAULT 'each' NOT NULL,
  price_unit_qty INTEGER DEFAULT 1 NOT NULL,
  weight_mg BIGINT,
  dimensions JSONB,
  track_stock BOOLEAN DEFAULT true NOT NULL,
  inventory_management TEXT DEFAULT 'countertop' NOT NULL,
  backorder_policy TEXT DEFAULT 'deny' NOT NULL,
  lead_time_days INTEGER DEFAULT 0 NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  is_available BOOLEAN DEFAULT true NOT NULL,
  supplier_id UUID,
  supplier_sku TEXT,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_variants PRIMARY KEY (id),
  CONSTRAINT uq_variants_sku UNIQUE (sku),
  CONSTRAINT fk_variants_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT ck_variants_backorder_policy_word CHECK (backorder_policy IN ('deny', 'continue')),
  CONSTRAINT ck_variants_prices CHECK (price_cents >= 0 AND coalesce(compare_at_price_cents, 0) >= 0 AND coalesce(cost_cents, 0) >= 0 AND price_unit_qty > 0 AND lead_time_days >= 0),
  CONSTRAINT ck_variants_unit_word CHECK (unit IN ('each', 'g', 'ml', 'mm')),
  CONSTRAINT fk_variants_supplier_id FOREIGN KEY(supplier_id) REFERENCES suppliers (id) ON DELETE SET NULL,
  CONSTRAINT uq_variants_int_id UNIQUE (int_id)
);

CREATE INDEX ix_variants_is_active ON variants (is_active);

CREATE INDEX ix_variants_option1_value ON variants (option1_value);

CREATE INDEX ix_variants_option2_value ON variants (option2_value);

CREATE INDEX ix_variants_option3_value ON variants (option3_value);

CREATE INDEX ix_variants_product_id ON variants (product_id);

CREATE INDEX ix_variants_supplier_id ON variants (supplier_id);

CREATE UNIQUE INDEX uq_variants_default ON variants (product_id) WHERE is_default;

CREATE TABLE barcodes (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  variant_id UUID NOT NULL,
  code TEXT NOT NULL,
  symbology TEXT DEFAULT 'ean13' NOT NULL,
  pack_qty INTEGER DEFAULT 1 NOT NULL,
  is_primary BOOLEAN DEFAULT false NOT NULL,
  CONSTRAINT pk_barcodes PRIMARY KEY (id),
  CONSTRAINT uq_barcodes_code UNIQUE (code),
  CONSTRAINT fk_barcodes_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT ck_barcodes_pack CHECK (pack_qty > 0)
);

CREATE INDEX ix_barcodes_variant_id ON barcodes (variant_id);

CREATE UNIQUE INDEX uq_barcodes_primary ON barcodes (variant_id) WHERE is_primary;

CREATE TABLE growth_entries (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  registry_id UUID NOT NULL,
  child_id UUID,
  measured_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  weight_kg DOUBLE PRECISION NOT NULL,
  length_cm DOUBLE PRECISION NOT NULL,
  head_circumference_cm DOUBLE PRECISION,
  notes TEXT,
  CONSTRAINT pk_growth_entries PRIMARY KEY (id),
  CONSTRAINT fk_growth_entries_registry_id FOREIGN KEY(registry_id) REFERENCES registries (id) ON DELETE CASCADE,
  CONSTRAINT fk_growth_entries_child_id FOREIGN KEY(child_id) REFERENCES children (id) ON DELETE SET NULL
);

CREATE INDEX ix_growth_entries_child_id ON growth_entries (child_id);

CREATE INDEX ix_growth_entries_measured_at ON growth_entries (measured_at);

CREATE INDEX ix_growth_entries_registry_id ON growth_entries (registry_id);

CREATE TABLE locations (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  store_id UUID,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT DEFAULT 'store' NOT NULL,
  is_sellable BOOLEAN DEFAULT true NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  CONSTRAINT pk_locations PRIMARY KEY (id),
  CONSTRAINT uq_locations_code UNIQUE (code),
  CONSTRAINT ck_locations_kind_word CHECK (kind IN ('store', 'warehouse', 'transit')),
  CONSTRAINT fk_locations_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT
);

CREATE INDEX ix_locations_store_id ON locations (store_id);

CREATE TABLE price_history (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  variant_id UUID NOT NULL,
  old_price_cents BIGINT NOT NULL,
  new_price_cents BIGINT NOT NULL,
  reason TEXT,
  changed_by UUID,
  CONSTRAINT pk_price_history PRIMARY KEY (id),
  CONSTRAINT fk_price_history_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT fk_price_history_changed_by FOREIGN KEY(changed_by) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_price_history_changed_by ON price_history (changed_by);

CREATE INDEX ix_price_history_created_at ON price_history (created_at);

CREATE INDEX ix_price_history_variant_id ON price_history (variant_id);

CREATE TABLE product_images (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  product_id UUID NOT NULL,
  variant_id UUID,
  blob_id UUID NOT NULL,
  alt_text TEXT,
  width INTEGER,
  height INTEGER,
  position INTEGER DEFAULT 0 NOT NULL,
  is_primary BOOLEAN DEFAULT false NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_product_images PRIMARY KEY (id),
  CONSTRAINT fk_product_images_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE SET NULL,
  CONSTRAINT fk_product_images_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT fk_product_images_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id) ON DELETE RESTRICT,
  CONSTRAINT uq_product_images_int_id UNIQUE (int_id)
);

CREATE INDEX ix_product_images_blob_id ON product_images (blob_id);

CREATE INDEX ix_product_images_product_id_is_primary ON product_images (product_id, is_primary);

CREATE INDEX ix_product_images_variant_id ON product_images (variant_id);

CREATE UNIQUE INDEX uq_product_images_primary ON product_images (product_id) WHERE is_primary;

CREATE TABLE promotion_targets (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  promotion_id UUID NOT NULL,
  product_id UUID,
  category_id UUID,
  store_id UUID,
  is_excluded BOOLEAN DEFAULT false NOT NULL,
  CONSTRAINT pk_promotion_targets PRIMARY KEY (id),
  CONSTRAINT fk_promotion_targets_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE CASCADE,
  CONSTRAINT ck_promotion_targets_one CHECK ((CASE WHEN product_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN category_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN store_id IS NULL THEN 0 ELSE 1 END) = 1),
  CONSTRAINT fk_promotion_targets_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE,
  CONSTRAINT fk_promotion_targets_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
  CONSTRAINT fk_promotion_targets_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);

CREATE INDEX ix_promotion_targets_category_id ON promotion_targets (category_id);

CREATE INDEX ix_promotion_targets_product_id ON promotion_targets (product_id);

CREATE INDEX ix_promotion_targets_promotion_id ON promotion_targets (promotion_id);

CREATE INDEX ix_promotion_targets_store_id ON promotion_targets (store_id);

CREATE TABLE registry_items (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  registry_id UUID NOT NULL,
  product_id UUID NOT NULL,
  product_name TEXT NOT NULL,
  product_slug TEXT NOT NULL,
  variant_id UUID,
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
);

CREATE INDEX ix_registry_items_product_id ON registry_items (product_id);

CREATE INDEX ix_registry_items_registry_id ON registry_items (registry_id);

CREATE INDEX ix_registry_items_variant_id ON registry_items (variant_id);

CREATE TABLE staff (
  user_id UUID NOT NULL,
  employee_no TEXT NOT NULL,
  pin_hash TEXT,
  pin_changed_at TIMESTAMP WITH TIME ZONE,
  home_store_id UUID,
  hired_on DATE,
  left_on DATE,
  is_active BOOLEAN DEFAULT true NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  CONSTRAINT pk_staff PRIMARY KEY (user_id),
  CONSTRAINT uq_staff_employee_no UNIQUE (employee_no),
  CONSTRAINT fk_staff_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_staff_home_store_id FOREIGN KEY(home_store_id) REFERENCES stores (id) ON DELETE SET NULL
);

CREATE INDEX ix_staff_home_store_id ON staff (home_store_id);

CREATE TABLE tax_rates (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  tax_category_id UUID NOT NULL,
  store_id UUID,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL,
  is_inclusive BOOLEAN DEFAULT false NOT NULL,
  is_compound BOOLEAN DEFAULT false NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  CONSTRAINT pk_tax_rates PRIMARY KEY (id),
  CONSTRAINT fk_tax_rates_tax_category_id FOREIGN KEY(tax_category_id) REFERENCES tax_categories (id) ON DELETE CASCADE,
  CONSTRAINT fk_tax_rates_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE,
  CONSTRAINT ck_tax_rates_rate CHECK (rate_ppm BETWEEN 0 AND 1000000)
);

CREATE INDEX ix_tax_rates_store_id ON tax_rates (store_id);

CREATE INDEX ix_tax_rates_tax_category_id_store_id_valid_from ON tax_rates (tax_category_id, store_id, valid_from);

CREATE TABLE wishlist_items (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  wishlist_id UUID NOT NULL,
  product_id UUID NOT NULL,
  variant_id UUID,
  added_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_wishlist_items PRIMARY KEY (id),
  CONSTRAINT fk_wishlist_items_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT uq_wishlist_items_wishlist_id_product_id UNIQUE (wishlist_id, product_id),
  CONSTRAINT fk_wishlist_items_wishlist_id FOREIGN KEY(wishlist_id) REFERENCES wishlists (id) ON DELETE CASCADE,
  CONSTRAINT fk_wishlist_items_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE SET NULL,
  CONSTRAINT uq_wishlist_items_int_id UNIQUE (int_id)
);

CREATE INDEX ix_wishlist_items_product_id ON wishlist_items (product_id);

CREATE INDEX ix_wishlist_items_variant_id ON wishlist_items (variant_id);

CREATE INDEX ix_wishlist_items_wishlist_id ON wishlist_items (wishlist_id);

CREATE TABLE inventory_levels (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  variant_id UUID NOT NULL,
  location_id UUID NOT NULL,
  on_hand BIGINT DEFAULT 0 NOT NULL,
  reserved BIGINT DEFAULT 0 NOT NULL,
  available BIGINT GENERATED ALWAYS AS (on_hand - reserved) STORED NOT NULL,
  low_stock_threshold INTEGER DEFAULT 10 NOT NULL,
  reorder_point INTEGER DEFAULT 20 NOT NULL,
  reorder_quantity INTEGER DEFAULT 50 NOT NULL,
  bin TEXT,
  last_restocked_at TIMESTAMP WITH TIME ZONE,
  next_restock_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_inventory_levels PRIMARY KEY (id),
  CONSTRAINT fk_inventory_levels_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT ck_inventory_levels_reserved CHECK (reserved >= 0),
  CONSTRAINT uq_inventory_levels_variant_id_location_id UNIQUE (variant_id, location_id),
  CONSTRAINT fk_inventory_levels_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT
);

CREATE INDEX ix_inventory_levels_available ON inventory_levels (available);

CREATE INDEX ix_inventory_levels_location_id ON inventory_levels (location_id);

CREATE TABLE registers (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  store_id UUID NOT NULL,
  location_id UUID NOT NULL,
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
);

CREATE INDEX ix_registers_location_id ON registers (location_id);

CREATE TABLE carts (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID,
  channel TEXT DEFAULT 'register' NOT NULL,
  status TEXT DEFAULT 'open' NOT NULL,
  store_id UUID,
  register_id UUID,
  locked_by_register_id UUID,
  staff_id UUID,
  label TEXT,
  note TEXT,
  currency TEXT DEFAULT 'USD' NOT NULL,
  prices_include_tax BOOLEAN DEFAULT false NOT NULL,
  subtotal_cents BIGINT DEFAULT 0 NOT NULL,
  discount_cents BIGINT DEFAULT 0 NOT NULL,
  tax_cents BIGINT DEFAULT 0 NOT NULL,
  total_cents BIGINT DEFAULT 0 NOT NULL,
  discount_percent_ppm INTEGER,
  discount_amount_cents BIGINT,
  parked_at TIMESTAMP WITH TIME ZONE,
  expires_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_carts PRIMARY KEY (id),
  CONSTRAINT fk_carts_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_carts_channel_word CHECK (channel IN ('register', 'online')),
  CONSTRAINT ck_carts_total CHECK (total_cents = subtotal_cents - discount_cents + CASE WHEN prices_include_tax THEN 0 ELSE tax_cents END),
  CONSTRAINT fk_carts_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL,
  CONSTRAINT fk_carts_locked_by_register_id FOREIGN KEY(locked_by_register_id) REFERENCES registers (id) ON DELETE SET NULL,
  CONSTRAINT fk_carts_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_carts_status_word CHECK (status IN ('open', 'parked', 'checked_out', 'abandoned')),
  CONSTRAINT fk_carts_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT uq_carts_int_id UNIQUE (int_id)
);

CREATE INDEX ix_carts_expires_at ON carts (expires_at);

CREATE INDEX ix_carts_locked_by_register_id ON carts (locked_by_register_id);

CREATE INDEX ix_carts_register_id ON carts (register_id);

CREATE INDEX ix_carts_staff_id ON carts (staff_id);

CREATE INDEX ix_carts_store_id_status ON carts (store_id, status);

CREATE INDEX ix_carts_user_id ON carts (user_id);

CREATE UNIQUE INDEX uq_carts_open_online ON carts (user_id) WHERE channel = 'online' AND status = 'open';

CREATE TABLE notifications (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  user_id UUID,
  store_id UUID,
  register_id UUID,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  message TEXT NOT NULL,
  action_url TEXT,
  is_read BOOLEAN DEFAULT false NOT NULL,
  read_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_notifications PRIMARY KEY (id),
  CONSTRAINT fk_notifications_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_notifications_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE CASCADE,
  CONSTRAINT ck_notifications_audience CHECK (user_id IS NOT NULL OR store_id IS NOT NULL OR register_id IS NOT NULL),
  CONSTRAINT fk_notifications_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE
);

CREATE INDEX ix_notifications_created_at ON notifications (created_at);

CREATE INDEX ix_notifications_is_read ON notifications (is_read);

CREATE INDEX ix_notifications_register_id ON notifications (register_id);

CREATE INDEX ix_notifications_store_id ON notifications (store_id);

CREATE INDEX ix_notifications_user_id_is_read ON notifications (user_id, is_read);

CREATE TABLE settings (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  scope TEXT DEFAULT 'global' NOT NULL,
  store_id UUID,
  register_id UUID,
  key TEXT NOT NULL,
  value JSONB NOT NULL,
  CONSTRAINT pk_settings PRIMARY KEY (id),
  CONSTRAINT ck_settings_scope_word CHECK (scope IN ('global', 'store', 'register')),
  CONSTRAINT ck_settings_scope CHECK ((scope = 'global' AND store_id IS NULL AND register_id IS NULL) OR (scope = 'store' AND store_id IS NOT NULL AND register_id IS NULL) OR (scope = 'register' AND register_id IS NOT NULL AND store_id IS NULL)),
  CONSTRAINT fk_settings_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE CASCADE,
  CONSTRAINT fk_settings_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE
);

CREATE INDEX ix_settings_register_id ON settings (register_id);

CREATE INDEX ix_settings_store_id ON settings (store_id);

CREATE UNIQUE INDEX uq_settings_global ON settings (key) WHERE scope = 'global';

CREATE UNIQUE INDEX uq_settings_register ON settings (register_id, key) WHERE scope = 'register';

CREATE UNIQUE INDEX uq_settings_store ON settings (store_id, key) WHERE scope = 'store';

CREATE TABLE shifts (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  register_id UUID NOT NULL,
  store_id UUID NOT NULL,
  number INTEGER NOT NULL,
  status TEXT DEFAULT 'open' NOT NULL,
  opened_by UUID NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  business_date DATE,
  opening_float_cents BIGINT DEFAULT 0 NOT NULL,
  closed_by UUID,
  closed_at TIMESTAMP WITH TIME ZONE,
  expected_cash_cents BIGINT,
  counted_cash_cents BIGINT,
  variance_cents BIGINT GENERATED ALWAYS AS (counted_cash_cents - expected_cash_cents) STORED,
  count_detail JSONB,
  totals JSONB,
  note TEXT,
  CONSTRAINT pk_shifts PRIMARY KEY (id),
  CONSTRAINT fk_shifts_opened_by FOREIGN KEY(opened_by) REFERENCES users (id) ON DELETE RESTRICT,
  CONSTRAINT fk_shifts_closed_by FOREIGN KEY(closed_by) REFERENCES users (id) ON DELETE RESTRICT,
  CONSTRAINT fk_shifts_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT fk_shifts_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_shifts_register_id_number UNIQUE (register_id, number),
  CONSTRAINT ck_shifts_status_word CHECK (status IN ('open', 'closed', 'reconciled'))
);

CREATE INDEX ix_shifts_closed_by ON shifts (closed_by);

CREATE INDEX ix_shifts_opened_by ON shifts (opened_by);

CREATE INDEX ix_shifts_store_id_opened_at ON shifts (store_id, opened_at);

CREATE UNIQUE INDEX uq_shifts_open ON shifts (register_id) WHERE status = 'open';

CREATE TABLE stock_documents (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT DEFAULT 'draft' NOT NULL,
  supplier_id UUID,
  from_location_id UUID,
  to_location_id UUID,
  source_document_id UUID,
  external_ref TEXT,
  expected_at TIMESTAMP WITH TIME ZONE,
  completed_at TIMESTAMP WITH TIME ZONE,
  created_by UUID,
  completed_by UUID,
  register_id UUID,
  note TEXT,
  CONSTRAINT pk_stock_documents PRIMARY KEY (id),
  CONSTRAINT uq_stock_documents_number UNIQUE (number),
  CONSTRAINT fk_stock_documents_to_location_id FOREIGN KEY(to_location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_documents_places CHECK ((kind = 'transfer' AND from_location_id IS NOT NULL AND to_location_id IS NOT NULL AND from_location_id <> to_location_id) OR (kind = 'vendor_return' AND from_location_id IS NOT NULL) OR (kind IN ('purchase_order','receipt','count','adjustment') AND to_location_id IS NOT NULL)),
  CONSTRAINT fk_stock_documents_from_location_id FOREIGN KEY(from_location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_documents_status_word CHECK (status IN ('draft', 'open', 'in_transit', 'completed', 'cancelled')),
  CONSTRAINT fk_stock_documents_completed_by FOREIGN KEY(completed_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_stock_documents_supplier_id FOREIGN KEY(supplier_id) REFERENCES suppliers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stock_documents_source_document_id FOREIGN KEY(source_document_id) REFERENCES stock_documents (id) ON DELETE SET NULL,
  CONSTRAINT ck_stock_documents_kind_word CHECK (kind IN ('purchase_order', 'receipt', 'transfer', 'count', 'adjustment', 'vendor_return')),
  CONSTRAINT fk_stock_documents_created_by FOREIGN KEY(created_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_stock_documents_vendor CHECK (kind NOT IN ('purchase_order','vendor_return') OR supplier_id IS NOT NULL),
  CONSTRAINT fk_stock_documents_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL
);

CREATE INDEX ix_stock_documents_completed_by ON stock_documents (completed_by);

CREATE INDEX ix_stock_documents_created_by ON stock_documents (created_by);

CREATE INDEX ix_stock_documents_from_location_id ON stock_documents (from_location_id);

CREATE INDEX ix_stock_documents_register_id ON stock_documents (register_id);

CREATE INDEX ix_stock_documents_source_document_id ON stock_documents (source_document_id);

CREATE INDEX ix_stock_documents_status_kind ON stock_documents (status, kind);

CREATE INDEX ix_stock_documents_supplier_id ON stock_documents (supplier_id);

CREATE INDEX ix_stock_documents_to_location_id ON stock_documents (to_location_id);

CREATE TABLE stock_movements (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  variant_id UUID NOT NULL,
  location_id UUID NOT NULL,
  kind TEXT NOT NULL,
  quantity_delta BIGINT NOT NULL,
  quantity_after BIGINT,
  unit_cost_cents BIGINT,
  reference_type TEXT,
  reference_id UUID,
  reason TEXT,
  notes TEXT,
  staff_id UUID,
  register_id UUID,
  occurred_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_stock_movements PRIMARY KEY (id),
  CONSTRAINT fk_stock_movements_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stock_movements_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_stock_movements_nonzero CHECK (quantity_delta <> 0),
  CONSTRAINT ck_stock_movements_kind_word CHECK (kind IN ('opening', 'sale', 'return', 'receipt', 'transfer_out', 'transfer_in', 'count', 'adjustment', 'write_off')),
  CONSTRAINT fk_stock_movements_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stock_movements_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_movements_reference_type_word CHECK (reference_type IN ('order', 'return', 'stock_document', 'shipment', 'manual')),
  CONSTRAINT uq_stock_movements_int_id UNIQUE (int_id)
);

CREATE INDEX ix_stock_movements_location_id ON stock_movements (location_id);

CREATE INDEX ix_stock_movements_occurred_at ON stock_movements (occurred_at);

CREATE INDEX ix_stock_movements_reference_id ON stock_movements (reference_id);

CREATE INDEX ix_stock_movements_register_id ON stock_movements (register_id);

CREATE INDEX ix_stock_movements_staff_id ON stock_movements (staff_id);

CREATE INDEX ix_stock_movements_variant_id_location_id_occurred_at ON stock_movements (variant_id, location_id, occurred_at);

CREATE TRIGGER stock_movements_refuse_update BEFORE UPDATE ON stock_movements
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER stock_movements_refuse_delete BEFORE DELETE ON stock_movements
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER stock_movements_refuse_truncate BEFORE TRUNCATE ON stock_movements
FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TABLE sync.device (
  device_id UUID NOT NULL,
  store_id UUID NOT NULL,
  device_name TEXT,
  database_role TEXT,
  status TEXT DEFAULT 'active' NOT NULL,
  incarnation INTEGER DEFAULT 1 NOT NULL,
  receipt_series TEXT,
  token_hash TEXT NOT NULL,
  public_key TEXT,
  app_version TEXT,
  protocol_version INTEGER,
  schema_version TEXT,
  clock_offset_ms BIGINT,
  pulled_seq BIGINT DEFAULT 0 NOT NULL,
  pulled_epoch INTEGER,
  last_seen_at TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_device PRIMARY KEY (device_id),
  CONSTRAINT uq_device_database_role UNIQUE (database_role),
  CONSTRAINT uq_device_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_device_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT fk_device_device_id FOREIGN KEY(device_id) REFERENCES registers (id) ON DELETE CASCADE,
  CONSTRAINT ck_device_status_word CHECK (status IN ('active', 'blocked', 'revoked'))
);

CREATE INDEX ix_device_store_id ON sync.device (store_id);

CREATE TABLE sync_conflicts (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  register_id UUID,
  op_id UUID,
  table_name TEXT NOT NULL,
  row_id UUID NOT NULL,
  kind TEXT NOT NULL,
  central_data JSONB,
  register_data JSONB,
  resolution TEXT DEFAULT 'open' NOT NULL,
  resolved_by UUID,
  resolved_at TIMESTAMP WITH TIME ZONE,
  note TEXT,
  CONSTRAINT pk_sync_conflicts PRIMARY KEY (id),
  CONSTRAINT ck_sync_conflicts_resolution_word CHECK (resolution IN ('open', 'central_kept', 'register_kept', 'merged', 'split', 'dismissed')),
  CONSTRAINT fk_sync_conflicts_resolved_by FOREIGN KEY(resolved_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_sync_conflicts_kind_word CHECK (kind IN ('field_clash', 'unique_clash', 'stale_update', 'missing_parent', 'negative_stock', 'overspent_value', 'over_limit', 'chain_break')),
  CONSTRAINT fk_sync_conflicts_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL
);

CREATE INDEX ix_sync_conflicts_register_id ON sync_conflicts (register_id);

CREATE INDEX ix_sync_conflicts_resolution ON sync_conflicts (resolution);

CREATE INDEX ix_sync_conflicts_resolved_by ON sync_conflicts (resolved_by);

CREATE INDEX ix_sync_conflicts_table_name_row_id ON sync_conflicts (table_name, row_id);

CREATE TABLE cart_lines (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  cart_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  variant_id UUID NOT NULL,
  line_key TEXT DEFAULT '' NOT NULL,
  quantity BIGINT NOT NULL,
  unit_price_cents BIGINT NOT NULL,
  gross_cents BIGINT DEFAULT 0 NOT NULL,
  discount_cents BIGINT DEFAULT 0 NOT NULL,
  tax_cents BIGINT DEFAULT 0 NOT NULL,
  total_cents BIGINT DEFAULT 0 NOT NULL,
  barcode TEXT,
  list_price_cents BIGINT,
  fixed_gross_cents BIGINT,
  discount_percent_ppm INTEGER,
  discount_amount_cents BIGINT,
  price_override_reason TEXT,
  price_override_by UUID,
  customization JSONB,
  note TEXT,
  registry_item_id UUID,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_cart_lines PRIMARY KEY (id),
  CONSTRAINT fk_cart_lines_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE CASCADE,
  CONSTRAINT uq_cart_lines_cart_id_variant_id_line_key UNIQUE (cart_id, variant_id, line_key),
  CONSTRAINT ck_cart_lines_quantity CHECK (quantity > 0),
  CONSTRAINT fk_cart_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT fk_cart_lines_price_override_by FOREIGN KEY(price_override_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_cart_lines_registry_item_id FOREIGN KEY(registry_item_id) REFERENCES registry_items (id) ON DELETE SET NULL,
  CONSTRAINT uq_cart_lines_int_id UNIQUE (int_id)
);

CREATE INDEX ix_cart_lines_cart_id ON cart_lines (cart_id);

CREATE INDEX ix_cart_lines_price_override_by ON cart_lines (price_override_by);

CREATE INDEX ix_cart_lines_registry_item_id ON cart_lines (registry_item_id);

CREATE INDEX ix_cart_lines_variant_id ON cart_lines (variant_id);

CREATE TABLE cart_promotions (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  cart_id UUID NOT NULL,
  promotion_id UUID NOT NULL,
  code TEXT,
  discount_cents BIGINT DEFAULT 0 NOT NULL,
  CONSTRAINT pk_cart_promotions PRIMARY KEY (id),
  CONSTRAINT fk_cart_promotions_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE CASCADE,
  CONSTRAINT fk_cart_promotions_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
  CONSTRAINT uq_cart_promotions_cart_id_promotion_id UNIQUE (cart_id, promotion_id)
);

CREATE INDEX ix_cart_promotions_promotion_id ON cart_promotions (promotion_id);

CREATE TABLE cash_movements (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  shift_id UUID NOT NULL,
  register_id UUID NOT NULL,
  kind TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  reason TEXT,
  staff_id UUID NOT NULL,
  approved_by UUID,
  occurred_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_cash_movements PRIMARY KEY (id),
  CONSTRAINT fk_cash_movements_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_cash_movements_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE RESTRICT,
  CONSTRAINT fk_cash_movements_approved_by FOREIGN KEY(approved_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_cash_movements_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT ck_cash_movements_kind_word CHECK (kind IN ('pay_in', 'pay_out', 'drop', 'correction')),
  CONSTRAINT ck_cash_movements_nonzero CHECK (amount_cents <> 0)
);

CREATE INDEX ix_cash_movements_approved_by ON cash_movements (approved_by);

CREATE INDEX ix_cash_movements_register_id ON cash_movements (register_id);

CREATE INDEX ix_cash_movements_shift_id ON cash_movements (shift_id);

CREATE INDEX ix_cash_movements_staff_id ON cash_movements (staff_id);

CREATE TRIGGER cash_movements_refuse_update BEFORE UPDATE ON cash_movements
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER cash_movements_refuse_delete BEFORE DELETE ON cash_movements
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER cash_movements_refuse_truncate BEFORE TRUNCATE ON cash_movements
FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TABLE orders (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  channel TEXT DEFAULT 'register' NOT NULL,
  store_id UUID NOT NULL,
  register_id UUID,
  shift_id UUID,
  staff_id UUID,
  user_id UUID,
  cart_id UUID,
  status TEXT DEFAULT 'pending' NOT NULL,
  payment_status TEXT DEFAULT 'pending' NOT NULL,
  fulfilment_status TEXT DEFAULT 'unfulfilled' NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  prices_include_tax BOOLEAN DEFAULT false NOT NULL,
  tax_rounding TEXT DEFAULT 'line' NOT NULL,
  subtotal_cents BIGINT DEFAULT 0 NOT NULL,
  discount_cents BIGINT DEFAULT 0 NOT NULL,
  shipping_cents BIGINT DEFAULT 0 NOT NULL,
  tax_cents BIGINT DEFAULT 0 NOT NULL,
  total_cents BIGINT DEFAULT 0 NOT NULL,
  rounding_cents BIGINT DEFAULT 0 NOT NULL,
  paid_cents BIGINT DEFAULT 0 NOT NULL,
  refunded_cents BIGINT DEFAULT 0 NOT NULL,
  customer_name TEXT,
  customer_email TEXT,
  customer_phone TEXT,
  customer_notes TEXT,
  internal_notes TEXT,
  ship_address_id UUID,
  bill_address_id UUID,
  ship_address JSONB,
  bill_address JSONB,
  placed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  business_date DATE,
  confirmed_at TIMESTAMP WITH TIME ZONE,
  shipped_at TIMESTAMP WITH TIME ZONE,
  delivered_at TIMESTAMP WITH TIME ZONE,
  cancelled_at TIMESTAMP WITH TIME ZONE,
  cancellation_reason TEXT,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_orders PRIMARY KEY (id),
  CONSTRAINT uq_orders_number UNIQUE (number),
  CONSTRAINT fk_orders_ship_address_id FOREIGN KEY(ship_address_id) REFERENCES addresses (id) ON DELETE SET NULL,
  CONSTRAINT ck_orders_amounts CHECK (subtotal_cents >= 0 AND discount_cents >= 0 AND shipping_cents >= 0 AND tax_cents >= 0 AND total_cents >= 0),
  CONSTRAINT ck_orders_status_word CHECK (status IN ('pending', 'confirmed', 'processing', 'ready', 'shipped', 'completed', 'cancelled', 'refunded')),
  CONSTRAINT fk_orders_bill_address_id FOREIGN KEY(bill_address_id) REFERENCES addresses (id) ON DELETE SET NULL,
  CONSTRAINT ck_orders_total CHECK (total_cents = subtotal_cents - discount_cents + shipping_cents + CASE WHEN prices_include_tax THEN 0 ELSE tax_cents END),
  CONSTRAINT fk_orders_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_orders_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE RESTRICT,
  CONSTRAINT fk_orders_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE SET NULL,
  CONSTRAINT ck_orders_channel_word CHECK (channel IN ('register', 'online', 'phone')),
  CONSTRAINT fk_orders_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT ck_orders_payment_status_word CHECK (payment_status IN ('pending', 'processing', 'authorized', 'partially_paid', 'paid', 'failed', 'partially_refunded', 'refunded')),
  CONSTRAINT ck_orders_tax_rounding_word CHECK (tax_rounding IN ('line', 'document')),
  CONSTRAINT fk_orders_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_orders_fulfilment_status_word CHECK (fulfilment_status IN ('unfulfilled', 'partially_fulfilled', 'fulfilled', 'restocked')),
  CONSTRAINT fk_orders_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT uq_orders_int_id UNIQUE (int_id)
);

CREATE INDEX ix_orders_bill_address_id ON orders (bill_address_id);

CREATE INDEX ix_orders_cart_id ON orders (cart_id);

CREATE INDEX ix_orders_created_at ON orders (created_at);

CREATE INDEX ix_orders_payment_status ON orders (payment_status);

CREATE INDEX ix_orders_register_id ON orders (register_id);

CREATE INDEX ix_orders_shift_id ON orders (shift_id);

CREATE INDEX ix_orders_ship_address_id ON orders (ship_address_id);

CREATE INDEX ix_orders_staff_id ON orders (staff_id);

CREATE INDEX ix_orders_status ON orders (status);

CREATE INDEX ix_orders_store_id_placed_at ON orders (store_id, placed_at);

CREATE INDEX ix_orders_user_id ON orders (user_id);

CREATE TABLE sessions (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  token_hash TEXT NOT NULL,
  user_id UUID,
  cart_id UUID,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  last_activity_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_sessions PRIMARY KEY (id),
  CONSTRAINT uq_sessions_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_sessions_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE SET NULL,
  CONSTRAINT uq_sessions_int_id UNIQUE (int_id)
);

CREATE INDEX ix_sessions_cart_id ON sessions (cart_id);

CREATE INDEX ix_sessions_expires_at ON sessions (expires_at);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE TABLE stock_document_lines (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  document_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  variant_id UUID NOT NULL,
  expected_qty BIGINT,
  actual_qty BIGINT,
  unit_cost_cents BIGINT,
  reason TEXT,
  note TEXT,
  CONSTRAINT pk_stock_document_lines PRIMARY KEY (id),
  CONSTRAINT fk_stock_document_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT uq_stock_document_lines_document_id_line_no UNIQUE (document_id, line_no),
  CONSTRAINT fk_stock_document_lines_document_id FOREIGN KEY(document_id) REFERENCES stock_documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_stock_document_lines_variant_id ON stock_document_lines (variant_id);

CREATE TABLE sync.device_head (
  device_id UUID NOT NULL,
  incarnation INTEGER NOT NULL,
  last_seq BIGINT DEFAULT 0 NOT NULL,
  chain BYTEA,
  last_receipts JSONB DEFAULT '{}' NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_device_head PRIMARY KEY (device_id, incarnation),
  CONSTRAINT fk_device_head_device_id FOREIGN KEY(device_id) REFERENCES sync.device (device_id) ON DELETE CASCADE
);

CREATE TABLE order_lines (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  order_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  variant_id UUID NOT NULL,
  product_name TEXT NOT NULL,
  variant_name TEXT DEFAULT '' NOT NULL,
  sku TEXT NOT NULL,
  barcode TEXT,
  quantity BIGINT NOT NULL,
  unit TEXT DEFAULT 'each' NOT NULL,
  price_unit_qty INTEGER DEFAULT 1 NOT NULL,
  list_price_cents BIGINT NOT NULL,
  unit_price_cents BIGINT NOT NULL,
  gross_cents BIGINT NOT NULL,
  discount_cents BIGINT DEFAULT 0 NOT NULL,
  order_discount_cents BIGINT DEFAULT 0 NOT NULL,
  tax_cents BIGINT DEFAULT 0 NOT NULL,
  total_cents BIGINT NOT NULL,
  cost_cents BIGINT,
  customization JSONB,
  note TEXT,
  price_override_reason TEXT,
  price_override_by UUID,
  registry_item_id UUID,
  fulfilled_qty BIGINT DEFAULT 0 NOT NULL,
  returned_qty BIGINT DEFAULT 0 NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_order_lines PRIMARY KEY (id),
  CONSTRAINT uq_order_lines_order_id_line_no UNIQUE (order_id, line_no),
  CONSTRAINT fk_order_lines_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT fk_order_lines_price_override_by FOREIGN KEY(price_override_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_order_lines_quantity CHECK (quantity > 0),
  CONSTRAINT fk_order_lines_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE RESTRICT,
  CONSTRAINT ck_order_lines_price CHECK (unit_price_cents >= 0),
  CONSTRAINT fk_order_lines_registry_item_id FOREIGN KEY(registry_item_id) REFERENCES registry_items (id) ON DELETE SET NULL,
  CONSTRAINT uq_order_lines_int_id UNIQUE (int_id)
);

CREATE INDEX ix_order_lines_order_id ON order_lines (order_id);

CREATE INDEX ix_order_lines_price_override_by ON order_lines (price_override_by);

CREATE INDEX ix_order_lines_registry_item_id ON order_lines (registry_item_id);

CREATE INDEX ix_order_lines_variant_id ON order_lines (variant_id);

CREATE TABLE order_status_history (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  order_id UUID NOT NULL,
  from_status TEXT,
  to_status TEXT NOT NULL,
  notes TEXT,
  changed_by UUID,
  register_id UUID,
  CONSTRAINT pk_order_status_history PRIMARY KEY (id),
  CONSTRAINT fk_order_status_history_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_order_status_history_changed_by FOREIGN KEY(changed_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_order_status_history_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE INDEX ix_order_status_history_changed_by ON order_status_history (changed_by);

CREATE INDEX ix_order_status_history_order_id ON order_status_history (order_id);

CREATE INDEX ix_order_status_history_register_id ON order_status_history (register_id);

CREATE TABLE promotion_redemptions (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  promotion_id UUID NOT NULL,
  order_id UUID NOT NULL,
  user_id UUID,
  code TEXT,
  discount_cents BIGINT NOT NULL,
  register_id UUID,
  CONSTRAINT pk_promotion_redemptions PRIMARY KEY (id),
  CONSTRAINT fk_promotion_redemptions_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT fk_promotion_redemptions_promotion_id FOREIGN KEY(promotion_id) REFERENCES promotions (id) ON DELETE RESTRICT,
  CONSTRAINT fk_promotion_redemptions_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_promotion_redemptions_promotion_id_order_id UNIQUE (promotion_id, order_id),
  CONSTRAINT fk_promotion_redemptions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_promotion_redemptions_order_id ON promotion_redemptions (order_id);

CREATE INDEX ix_promotion_redemptions_register_id ON promotion_redemptions (register_id);

CREATE INDEX ix_promotion_redemptions_user_id ON promotion_redemptions (user_id);

CREATE TABLE returns (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  order_id UUID,
  kind TEXT DEFAULT 'return' NOT NULL,
  status TEXT DEFAULT 'requested' NOT NULL,
  reason TEXT,
  internal_notes TEXT,
  exchange_order_id UUID,
  user_id UUID,
  store_id UUID,
  register_id UUID,
  shift_id UUID,
  staff_id UUID,
  approved_by UUID,
  requested_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  approved_at TIMESTAMP WITH TIME ZONE,
  received_at TIMESTAMP WITH TIME ZONE,
  completed_at TIMESTAMP WITH TIME ZONE,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_returns PRIMARY KEY (id),
  CONSTRAINT uq_returns_number UNIQUE (number),
  CONSTRAINT fk_returns_exchange_order_id FOREIGN KEY(exchange_order_id) REFERENCES orders (id) ON DELETE SET NULL,
  CONSTRAINT fk_returns_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_returns_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT,
  CONSTRAINT fk_returns_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE RESTRICT,
  CONSTRAINT fk_returns_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_returns_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_returns_approved_by FOREIGN KEY(approved_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_returns_exchange CHECK (kind = 'exchange' OR exchange_order_id IS NULL),
  CONSTRAINT ck_returns_kind_word CHECK (kind IN ('return', 'exchange')),
  CONSTRAINT fk_returns_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT ck_returns_status_word CHECK (status IN ('requested', 'approved', 'rejected', 'received', 'completed', 'cancelled')),
  CONSTRAINT uq_returns_int_id UNIQUE (int_id)
);

CREATE INDEX ix_returns_approved_by ON returns (approved_by);

CREATE INDEX ix_returns_exchange_order_id ON returns (exchange_order_id);

CREATE INDEX ix_returns_order_id ON returns (order_id);

CREATE INDEX ix_returns_register_id ON returns (register_id);

CREATE INDEX ix_returns_shift_id ON returns (shift_id);

CREATE INDEX ix_returns_staff_id ON returns (staff_id);

CREATE INDEX ix_returns_status ON returns (status);

CREATE INDEX ix_returns_store_id ON returns (store_id);

CREATE INDEX ix_returns_user_id ON returns (user_id);

CREATE TABLE shipments (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  order_id UUID NOT NULL,
  from_location_id UUID,
  method TEXT DEFAULT 'carrier' NOT NULL,
  status TEXT DEFAULT 'pending' NOT NULL,
  carrier TEXT,
  service TEXT,
  tracking_number TEXT,
  tracking_url TEXT,
  label_blob_id UUID,
  cost_cents BIGINT,
  scheduled_for TIMESTAMP WITH TIME ZONE,
  shipped_at TIMESTAMP WITH TIME ZONE,
  estimated_delivery_at TIMESTAMP WITH TIME ZONE,
  delivered_at TIMESTAMP WITH TIME ZONE,
  notes TEXT,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_shipments PRIMARY KEY (id),
  CONSTRAINT uq_shipments_tracking_number UNIQUE (tracking_number),
  CONSTRAINT ck_shipments_method_word CHECK (method IN ('carrier', 'local_delivery', 'pickup')),
  CONSTRAINT fk_shipments_from_location_id FOREIGN KEY(from_location_id) REFERENCES locations (id) ON DELETE SET NULL,
  CONSTRAINT fk_shipments_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT ck_shipments_status_word CHECK (status IN ('pending', 'scheduled', 'packed', 'shipped', 'out_for_delivery', 'delivered', 'failed', 'returned', 'cancelled')),
  CONSTRAINT fk_shipments_label_blob_id FOREIGN KEY(label_blob_id) REFERENCES blobs (id) ON DELETE SET NULL,
  CONSTRAINT uq_shipments_int_id UNIQUE (int_id)
);

CREATE INDEX ix_shipments_from_location_id ON shipments (from_location_id);

CREATE INDEX ix_shipments_label_blob_id ON shipments (label_blob_id);

CREATE INDEX ix_shipments_order_id ON shipments (order_id);

CREATE INDEX ix_shipments_status_scheduled_for ON shipments (status, scheduled_for);

CREATE TABLE stock_reservations (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  variant_id UUID NOT NULL,
  location_id UUID NOT NULL,
  quantity BIGINT NOT NULL,
  cart_id UUID,
  order_id UUID,
  status TEXT DEFAULT 'active' NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE,
  register_id UUID,
  CONSTRAINT pk_stock_reservations PRIMARY KEY (id),
  CONSTRAINT fk_stock_reservations_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT fk_stock_reservations_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id) ON DELETE CASCADE,
  CONSTRAINT fk_stock_reservations_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE SET NULL,
  CONSTRAINT fk_stock_reservations_location_id FOREIGN KEY(location_id) REFERENCES locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stock_reservations_holder CHECK (cart_id IS NOT NULL OR order_id IS NOT NULL),
  CONSTRAINT ck_stock_reservations_quantity CHECK (quantity > 0),
  CONSTRAINT ck_stock_reservations_status_word CHECK (status IN ('active', 'consumed', 'released', 'expired')),
  CONSTRAINT fk_stock_reservations_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE INDEX ix_stock_reservations_active ON stock_reservations (variant_id, location_id) WHERE status = 'active';

CREATE INDEX ix_stock_reservations_cart_id ON stock_reservations (cart_id);

CREATE INDEX ix_stock_reservations_expiring ON stock_reservations (expires_at) WHERE status = 'active';

CREATE INDEX ix_stock_reservations_location_id ON stock_reservations (location_id);

CREATE INDEX ix_stock_reservations_order_id ON stock_reservations (order_id);

CREATE INDEX ix_stock_reservations_register_id ON stock_reservations (register_id);

CREATE INDEX ix_stock_reservations_variant_id ON stock_reservations (variant_id);

CREATE TABLE journal_entries (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  register_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  receipt_number TEXT,
  order_id UUID,
  return_id UUID,
  shift_id UUID,
  staff_id UUID,
  occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
  payload TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT pk_journal_entries PRIMARY KEY (id),
  CONSTRAINT uq_journal_entries_receipt_number UNIQUE (receipt_number),
  CONSTRAINT uq_journal_entries_hash UNIQUE (hash),
  CONSTRAINT fk_journal_entries_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_journal_entries_register_id_seq UNIQUE (register_id, seq),
  CONSTRAINT fk_journal_entries_return_id FOREIGN KEY(return_id) REFERENCES returns (id) ON DELETE RESTRICT,
  CONSTRAINT fk_journal_entries_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT,
  CONSTRAINT fk_journal_entries_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT fk_journal_entries_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_journal_entries_kind_word CHECK (kind IN ('sale', 'return', 'void', 'reprint', 'no_sale', 'cash_movement', 'shift_open', 'shift_close', 'price_override', 'training')),
  CONSTRAINT ck_journal_entries_seq CHECK (seq > 0)
);

CREATE INDEX ix_journal_entries_order_id ON journal_entries (order_id);

CREATE INDEX ix_journal_entries_return_id ON journal_entries (return_id);

CREATE INDEX ix_journal_entries_shift_id ON journal_entries (shift_id);

CREATE INDEX ix_journal_entries_staff_id ON journal_entries (staff_id);

CREATE TRIGGER journal_entries_refuse_update BEFORE UPDATE ON journal_entries
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER journal_entries_refuse_delete BEFORE DELETE ON journal_entries
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER journal_entries_refuse_truncate BEFORE TRUNCATE ON journal_entries
FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TABLE order_line_taxes (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  order_line_id UUID NOT NULL,
  tax_rate_id UUID,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL,
  is_inclusive BOOLEAN DEFAULT false NOT NULL,
  taxable_cents BIGINT NOT NULL,
  tax_cents BIGINT NOT NULL,
  CONSTRAINT pk_order_line_taxes PRIMARY KEY (id),
  CONSTRAINT fk_order_line_taxes_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE CASCADE,
  CONSTRAINT fk_order_line_taxes_tax_rate_id FOREIGN KEY(tax_rate_id) REFERENCES tax_rates (id) ON DELETE SET NULL
);

CREATE INDEX ix_order_line_taxes_order_line_id ON order_line_taxes (order_line_id);

CREATE INDEX ix_order_line_taxes_tax_rate_id ON order_line_taxes (tax_rate_id);

CREATE TRIGGER order_line_taxes_refuse_update BEFORE UPDATE ON order_line_taxes
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER order_line_taxes_refuse_delete BEFORE DELETE ON order_line_taxes
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER order_line_taxes_refuse_truncate BEFORE TRUNCATE ON order_line_taxes
FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TABLE return_lines (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  return_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  order_line_id UUID,
  variant_id UUID NOT NULL,
  quantity BIGINT NOT NULL,
  reason_code TEXT DEFAULT 'other' NOT NULL,
  condition TEXT DEFAULT 'new' NOT NULL,
  disposition TEXT DEFAULT 'restock' NOT NULL,
  location_id UUID,
  refund_cents BIGINT DEFAULT 0 NOT NULL,
  tax_cents BIGINT DEFAULT 0 NOT NULL,
  taxes JSONB DEFAULT '[]' NOT NULL,
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
);

CREATE INDEX ix_return_lines_location_id ON return_lines (location_id);

CREATE INDEX ix_return_lines_order_line_id ON return_lines (order_line_id);

CREATE INDEX ix_return_lines_variant_id ON return_lines (variant_id);

CREATE TABLE reviews (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  product_id UUID NOT NULL,
  user_id UUID NOT NULL,
  order_line_id UUID,
  rating DOUBLE PRECISION NOT NULL,
  title TEXT,
  comment TEXT,
  is_verified_purchase BOOLEAN DEFAULT false NOT NULL,
  is_approved BOOLEAN DEFAULT false NOT NULL,
  helpful_count INTEGER DEFAULT 0 NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_reviews PRIMARY KEY (id),
  CONSTRAINT fk_reviews_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_reviews_rating CHECK (rating >= 1 AND rating <= 5),
  CONSTRAINT fk_reviews_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT fk_reviews_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE SET NULL,
  CONSTRAINT uq_reviews_int_id UNIQUE (int_id)
);

CREATE INDEX ix_reviews_is_approved ON reviews (is_approved);

CREATE INDEX ix_reviews_order_line_id ON reviews (order_line_id);

CREATE INDEX ix_reviews_product_id ON reviews (product_id);

CREATE INDEX ix_reviews_rating ON reviews (rating);

CREATE INDEX ix_reviews_user_id ON reviews (user_id);

CREATE TABLE shipment_lines (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  shipment_id UUID NOT NULL,
  order_line_id UUID NOT NULL,
  quantity BIGINT NOT NULL,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_shipment_lines PRIMARY KEY (id),
  CONSTRAINT fk_shipment_lines_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE CASCADE,
  CONSTRAINT fk_shipment_lines_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipments (id) ON DELETE CASCADE,
  CONSTRAINT uq_shipment_lines_shipment_id_order_line_id UNIQUE (shipment_id, order_line_id),
  CONSTRAINT ck_shipment_lines_quantity CHECK (quantity > 0),
  CONSTRAINT uq_shipment_lines_int_id UNIQUE (int_id)
);

CREATE INDEX ix_shipment_lines_order_line_id ON shipment_lines (order_line_id);

CREATE TABLE stored_value_accounts (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  kind TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  code_last4 TEXT NOT NULL,
  user_id UUID,
  currency TEXT DEFAULT 'USD' NOT NULL,
  balance_cents BIGINT DEFAULT 0 NOT NULL,
  status TEXT DEFAULT 'active' NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE,
  issued_order_line_id UUID,
  CONSTRAINT pk_stored_value_accounts PRIMARY KEY (id),
  CONSTRAINT uq_stored_value_accounts_code_hash UNIQUE (code_hash),
  CONSTRAINT ck_stored_value_accounts_status_word CHECK (status IN ('active', 'frozen', 'closed')),
  CONSTRAINT ck_stored_value_accounts_kind_word CHECK (kind IN ('gift_card', 'store_credit')),
  CONSTRAINT fk_stored_value_accounts_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_stored_value_accounts_issued_order_line_id FOREIGN KEY(issued_order_line_id) REFERENCES order_lines (id) ON DELETE SET NULL
);

CREATE INDEX ix_stored_value_accounts_issued_order_line_id ON stored_value_accounts (issued_order_line_id);

CREATE INDEX ix_stored_value_accounts_user_id ON stored_value_accounts (user_id);

CREATE TABLE payments (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  order_id UUID NOT NULL,
  method_id UUID NOT NULL,
  amount_cents BIGINT NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  status TEXT DEFAULT 'pending' NOT NULL,
  tendered_cents BIGINT,
  change_cents BIGINT DEFAULT 0 NOT NULL,
  rounding_cents BIGINT DEFAULT 0 NOT NULL,
  tip_cents BIGINT DEFAULT 0 NOT NULL,
  provider TEXT DEFAULT 'manual' NOT NULL,
  provider_payment_id TEXT,
  provider_response JSONB,
  failure_code TEXT,
  failure_reason TEXT,
  authorized_at TIMESTAMP WITH TIME ZONE,
  captured_at TIMESTAMP WITH TIME ZONE,
  refunded_at TIMESTAMP WITH TIME ZONE,
  refunded_cents BIGINT DEFAULT 0 NOT NULL,
  card_last4 TEXT,
  card_brand TEXT,
  saved_method_id UUID,
  stored_value_account_id UUID,
  register_id UUID,
  shift_id UUID,
  staff_id UUID,
  CONSTRAINT pk_payments PRIMARY KEY (id),
  CONSTRAINT uq_payments_number UNIQUE (number),
  CONSTRAINT ck_payments_card CHECK (length(card_last4) = 4),
  CONSTRAINT fk_payments_stored_value_account_id FOREIGN KEY(stored_value_account_id) REFERENCES stored_value_accounts (id) ON DELETE RESTRICT,
  CONSTRAINT fk_payments_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_payments_status_word CHECK (status IN ('pending', 'processing', 'authorized', 'captured', 'failed', 'cancelled', 'partially_refunded', 'refunded')),
  CONSTRAINT fk_payments_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT uq_payments_provider_provider_payment_id UNIQUE (provider, provider_payment_id),
  CONSTRAINT fk_payments_method_id FOREIGN KEY(method_id) REFERENCES payment_methods (id) ON DELETE RESTRICT,
  CONSTRAINT ck_payments_amount CHECK (amount_cents > 0),
  CONSTRAINT fk_payments_saved_method_id FOREIGN KEY(saved_method_id) REFERENCES saved_payment_methods (id) ON DELETE SET NULL,
  CONSTRAINT fk_payments_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT ck_payments_refunded CHECK (refunded_cents BETWEEN 0 AND amount_cents),
  CONSTRAINT fk_payments_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT
);

CREATE INDEX ix_payments_method_id ON payments (method_id);

CREATE INDEX ix_payments_order_id ON payments (order_id);

CREATE INDEX ix_payments_provider_payment_id ON payments (provider_payment_id);

CREATE INDEX ix_payments_register_id ON payments (register_id);

CREATE INDEX ix_payments_saved_method_id ON payments (saved_method_id);

CREATE INDEX ix_payments_shift_id ON payments (shift_id);

CREATE INDEX ix_payments_staff_id ON payments (staff_id);

CREATE INDEX ix_payments_status ON payments (status);

CREATE INDEX ix_payments_stored_value_account_id ON payments (stored_value_account_id);

CREATE TABLE refunds (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  number TEXT NOT NULL,
  order_id UUID NOT NULL,
  payment_id UUID,
  return_id UUID,
  method_id UUID NOT NULL,
  amount_cents BIGINT NOT NULL,
  rounding_cents BIGINT DEFAULT 0 NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  status TEXT DEFAULT 'requested' NOT NULL,
  reason TEXT,
  internal_notes TEXT,
  provider_refund_id TEXT,
  requested_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  approved_at TIMESTAMP WITH TIME ZONE,
  processed_at TIMESTAMP WITH TIME ZONE,
  approved_by UUID,
  stored_value_account_id UUID,
  register_id UUID,
  shift_id UUID,
  staff_id UUID,
  int_id BIGINT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT pk_refunds PRIMARY KEY (id),
  CONSTRAINT uq_refunds_number UNIQUE (number),
  CONSTRAINT fk_refunds_payment_id FOREIGN KEY(payment_id) REFERENCES payments (id) ON DELETE RESTRICT,
  CONSTRAINT fk_refunds_approved_by FOREIGN KEY(approved_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_refunds_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT,
  CONSTRAINT ck_refunds_status_word CHECK (status IN ('requested', 'approved', 'processing', 'completed', 'rejected', 'failed')),
  CONSTRAINT fk_refunds_stored_value_account_id FOREIGN KEY(stored_value_account_id) REFERENCES stored_value_accounts (id) ON DELETE RESTRICT,
  CONSTRAINT fk_refunds_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_refunds_return_id FOREIGN KEY(return_id) REFERENCES returns (id) ON DELETE SET NULL,
  CONSTRAINT fk_refunds_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT fk_refunds_method_id FOREIGN KEY(method_id) REFERENCES payment_methods (id) ON DELETE RESTRICT,
  CONSTRAINT ck_refunds_amount CHECK (amount_cents > 0),
  CONSTRAINT fk_refunds_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id) ON DELETE RESTRICT,
  CONSTRAINT uq_refunds_int_id UNIQUE (int_id)
);

CREATE INDEX ix_refunds_approved_by ON refunds (approved_by);

CREATE INDEX ix_refunds_method_id ON refunds (method_id);

CREATE INDEX ix_refunds_order_id ON refunds (order_id);

CREATE INDEX ix_refunds_payment_id ON refunds (payment_id);

CREATE INDEX ix_refunds_register_id ON refunds (register_id);

CREATE INDEX ix_refunds_return_id ON refunds (return_id);

CREATE INDEX ix_refunds_shift_id ON refunds (shift_id);

CREATE INDEX ix_refunds_staff_id ON refunds (staff_id);

CREATE INDEX ix_refunds_stored_value_account_id ON refunds (stored_value_account_id);

CREATE TABLE stored_value_entries (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  account_id UUID NOT NULL,
  kind TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  order_id UUID,
  payment_id UUID,
  refund_id UUID,
  staff_id UUID,
  register_id UUID,
  occurred_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_stored_value_entries PRIMARY KEY (id),
  CONSTRAINT fk_stored_value_entries_payment_id FOREIGN KEY(payment_id) REFERENCES payments (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stored_value_entries_order_id FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stored_value_entries_staff_id FOREIGN KEY(staff_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_stored_value_entries_kind_word CHECK (kind IN ('issue', 'reload', 'redeem', 'refund', 'adjust', 'expire')),
  CONSTRAINT fk_stored_value_entries_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT ck_stored_value_entries_nonzero CHECK (amount_cents <> 0),
  CONSTRAINT fk_stored_value_entries_refund_id FOREIGN KEY(refund_id) REFERENCES refunds (id) ON DELETE RESTRICT,
  CONSTRAINT fk_stored_value_entries_account_id FOREIGN KEY(account_id) REFERENCES stored_value_accounts (id) ON DELETE RESTRICT
);

CREATE INDEX ix_stored_value_entries_account_id_occurred_at ON stored_value_entries (account_id, occurred_at);

CREATE INDEX ix_stored_value_entries_order_id ON stored_value_entries (order_id);

CREATE INDEX ix_stored_value_entries_payment_id ON stored_value_entries (payment_id);

CREATE INDEX ix_stored_value_entries_refund_id ON stored_value_entries (refund_id);

CREATE INDEX ix_stored_value_entries_register_id ON stored_value_entries (register_id);

CREATE INDEX ix_stored_value_entries_staff_id ON stored_value_entries (staff_id);

CREATE TRIGGER stored_value_entries_refuse_update BEFORE UPDATE ON stored_value_entries
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER stored_value_entries_refuse_delete BEFORE DELETE ON stored_value_entries
FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER stored_value_entries_refuse_truncate BEFORE TRUNCATE ON stored_value_entries
FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

INSERT INTO sync.head (pos) VALUES (0);
